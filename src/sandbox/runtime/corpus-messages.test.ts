import { join } from "node:path";

import { expect, test } from "vitest";

import { readJsonLines } from "../../../conformance/vectors.ts";
import type { FaultWorld, NodeWorld, RegistryWorld, RuntimeName } from "../../kinds/index.ts";
import { openRuntime, registryWorld } from "./test-runtime.ts";

/** A message that somebody met and published, with its address. */
interface Published {
  readonly id: string;
  readonly message: string;
}

const CORPUS = readJsonLines(join(import.meta.dirname, "../../../conformance/corpus-messages.jsonl.gz")) as Published[];

interface Row {
  readonly id: string;
  readonly runtime: RuntimeName;
  readonly image: string;
  readonly registry?: Partial<RegistryWorld>;
  readonly node?: Partial<NodeWorld>;
  readonly login?: true;
  /** Where in the published text the words begin that every release has; some wrap them. */
  readonly from: string;
}

const on = (point: FaultWorld["on"], fault: FaultWorld["fault"]): readonly FaultWorld[] => [
  { from: 0, on: point, fault },
];
const answers = (status: number, code: string, message: string): readonly FaultWorld[] =>
  on("manifest", { kind: "status", status, code, message });
const refusing = (message: string): Partial<RegistryWorld> => ({
  auth: { kind: "token", realm: "auth.example", users: [] },
  faults: on("token", { kind: "status", status: 401, code: "UNAUTHORIZED", message }),
});

const ROWS: readonly Row[] = [
  {
    id: "m021ba79d",
    runtime: "cri-o",
    image: "docker.io/kubeshark/front:latest",
    registry: {
      host: "docker.io",
      faults: answers(
        429,
        "TOOMANYREQUESTS",
        "You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit",
      ),
    },
    from: "reading manifest",
  },
  {
    id: "m99af33a8",
    runtime: "cri-o",
    image: "quay.io/goharbor/harbor-db:v2.12.0",
    registry: {
      host: "quay.io",
      faults: answers(401, "UNAUTHORIZED", "access to the requested resource is not authorized"),
    },
    from: "initializing source",
  },
  {
    id: "ma3af0318",
    runtime: "cri-o",
    image: "quay.io/bitnami/nginx:latest",
    registry: { host: "quay.io", address: "34.225.41.113", faults: on("connect", { kind: "no-route" }) },
    from: "pinging",
  },
  {
    id: "me9bfa602",
    runtime: "cri-o",
    image: "registry.redhat.io/rhel9:1",
    registry: {
      host: "registry.redhat.io",
      ...refusing(
        "Please login to the Red Hat Registry using your Customer Portal credentials. Further instructions can be found here: https://access.redhat.com/RegistryAuthentication",
      ),
    },
    login: true,
    from: "unable to retrieve auth token",
  },
  {
    id: "mab0a4976",
    runtime: "cri-o",
    image: "image-registry.openshift-image-registry.svc:5000/openshift/tools:latest",
    registry: {
      host: "image-registry.openshift-image-registry.svc:5000",
      faults: on("connect", { kind: "dns-timeout" }),
    },
    node: { address: "10.253.25.6", resolver: "223.5.5.5:53" },
    from: "pinging",
  },
  {
    id: "mc1b99a46",
    runtime: "cri-dockerd",
    image: "noyandocker/productservice",
    registry: { host: "docker.io", faults: on("connect", { kind: "dns-timeout" }) },
    node: { address: "192.168.49.2", resolver: "192.168.65.2:53" },
    from: "Error response",
  },
  {
    id: "m4679eb73",
    runtime: "cri-dockerd",
    image: "registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.4.1",
    registry: { host: "registry.k8s.io", network: { kind: "tls-unknown-authority" } },
    from: "Error response",
  },
  {
    id: "md326eff1",
    runtime: "cri-dockerd",
    image: "smartsitealfaacr.azurecr.io/aem6.5-authbaseimage:v2",
    registry: {
      host: "smartsitealfaacr.azurecr.io",
      ...refusing("authentication required, visit https://aka.ms/acr/authorization for more information."),
    },
    login: true,
    from: "Error response",
  },
  {
    id: "m81e0da80",
    runtime: "cri-dockerd",
    image: "kbld:latest",
    registry: { host: "docker.io", auth: { kind: "token", realm: "auth.docker.io", users: [] } },
    from: "Error response",
  },
];

const comparable = (text: string): string => text.replaceAll(/(\d+\.\d+\.\d+\.\d+):\d+->/g, "$1:…->");

test.each(ROWS)("$runtime says of $image what was published as $id", async ({ id, runtime, image, ...row }) => {
  const published = CORPUS.find((message) => message.id === id)?.message ?? "";
  const words = published.slice(published.indexOf(row.from)).split("\n", 1)[0] ?? "";
  const { pull } = openRuntime({ name: runtime, node: row.node ?? {}, registries: [registryWorld(row.registry)] });

  const result = await pull({ image, ...(row.login && { auth: { username: "user", password: "wrong" } }) });

  expect(words.length).toBeGreaterThan(40);
  expect(result).toMatchObject({ ok: false, fault: { grpcCode: "Unknown" } });
  expect(result.ok ? "" : comparable(result.fault.message)).toContain(comparable(words));
});
