import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { type KubectlMinor, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const webhook = {
  name: "a.example.com",
  clientConfig: { service: { name: "a", namespace: "default" } },
  rules: [{ operations: ["CREATE"], apiGroups: [""], apiVersions: ["v1"], resources: ["configmaps"], scope: "*" }],
  sideEffects: "None",
  admissionReviewVersions: ["v1"],
};

/** An object of each kind that is stored and nothing more, with the columns of the real server (its printers) and a cell. */
const KINDS: readonly (readonly [object: object, columns: RegExp, cell: string])[] = [
  [
    { apiVersion: "node.k8s.io/v1", kind: "RuntimeClass", metadata: { name: "gvisor" }, handler: "runsc" },
    /^NAME +HANDLER +AGE$/m,
    "runsc",
  ],
  [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingWebhookConfiguration",
      metadata: { name: "v" },
      webhooks: [webhook],
    },
    /^NAME +WEBHOOKS +AGE$/m,
    "1",
  ],
  [
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: "p" },
      spec: { validations: [{ expression: "true" }] },
    },
    /^NAME +VALIDATIONS +PARAMKIND +AGE$/m,
    "<unset>",
  ],
  [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name: "nginx" },
      spec: { controller: "k8s.io/ingress-nginx" },
    },
    /^NAME +CONTROLLER +PARAMETERS +AGE$/m,
    "k8s.io/ingress-nginx",
  ],
  [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "none" },
      spec: { podSelector: { matchLabels: { app: "a" } } },
    },
    /^NAME +POD-SELECTOR +AGE$/m,
    "app=a",
  ],
  [
    {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "fast" },
      provisioner: "disk.example.com",
    },
    /^NAME +PROVISIONER +RECLAIMPOLICY +VOLUMEBINDINGMODE +ALLOWVOLUMEEXPANSION +AGE$/m,
    "Immediate",
  ],
  [
    { apiVersion: "storage.k8s.io/v1", kind: "CSIDriver", metadata: { name: "disk.example.com" }, spec: {} },
    /^NAME +ATTACHREQUIRED +PODINFOONMOUNT +STORAGECAPACITY +TOKENREQUESTS +REQUIRESREPUBLISH +MODES +AGE$/m,
    "Persistent",
  ],
  [
    { apiVersion: "resource.k8s.io/v1", kind: "DeviceClass", metadata: { name: "gpu" }, spec: {} },
    /^NAME +AGE$/m,
    "gpu",
  ],
  [
    {
      apiVersion: "flowcontrol.apiserver.k8s.io/v1",
      kind: "PriorityLevelConfiguration",
      metadata: { name: "low" },
      spec: { type: "Limited", limited: { limitResponse: { type: "Reject" } } },
    },
    /^NAME +TYPE +NOMINALCONCURRENCYSHARES +QUEUES +HANDSIZE +QUEUELENGTHLIMIT +AGE$/m,
    "30",
  ],
  [
    {
      apiVersion: "certificates.k8s.io/v1",
      kind: "CertificateSigningRequest",
      metadata: { name: "jane" },
      spec: { request: "LS0t", signerName: "kubernetes.io/kube-apiserver-client", usages: ["client auth"] },
    },
    /^NAME +AGE +SIGNERNAME +REQUESTOR +REQUESTEDDURATION +CONDITION$/m,
    "Pending",
  ],
];

describe.each<KubectlMinor>(["1.31", "1.36"])("kubectl %s and resources that are only stored", (minor) => {
  const isMissing = kubectlPath(minor) === undefined;
  let sandbox: TestSandbox;
  beforeAll(async () => {
    if (!isMissing) sandbox = await startTestSandbox(minor, { world: "playground", actions: [] });
  });
  afterAll(() => sandbox?.stop());

  test.skipIf(isMissing)("are applied, applied again, listed, described and deleted", async () => {
    for (const [object, columns, cell] of KINDS) {
      const { kind, metadata } = object as { kind: string; metadata: { name: string } };
      const stdin = JSON.stringify(object);
      expect((await sandbox.run("apply -f -", { stdin })).stdout).toMatch(new RegExp(`/${metadata.name} created\n$`));
      expect((await sandbox.run("apply -f -", { stdin })).stdout).toMatch(/unchanged\n$/);
      expect((await sandbox.run("apply --server-side --force-conflicts -f -", { stdin })).stdout).toContain("applied");
      const { stdout } = await sandbox.run(`get ${kind} ${metadata.name}`);
      expect(stdout).toMatch(columns);
      expect(stdout.split("\n")[1]?.split(/ {2,}/)).toContain(cell);
      // kubectl reads the request for a certificate, and this one is none.
      const unread = kind === "CertificateSigningRequest" ? "" : "Name: ";
      expect((await sandbox.run(`describe ${kind} ${metadata.name}`)).stdout.slice(0, unread.length)).toBe(unread);
      expect((await sandbox.run(`delete ${kind} ${metadata.name}`)).stdout).toContain("deleted");
    }
  });

  test.skipIf(isMissing)("an autoscaler is one object in two versions", async () => {
    await sandbox.run("create deployment web --image=nginx:1.27");
    const asked = minor === "1.31" ? "--cpu-percent=80" : "--cpu=80%";
    expect((await sandbox.run(`autoscale deployment web --min=2 --max=5 ${asked}`)).stdout).toMatch(/autoscaled\n$/);
    const { stdout } = await sandbox.run("get hpa web");
    expect(stdout).toMatch(
      /^NAME +REFERENCE +TARGETS +MINPODS +MAXPODS +REPLICAS +AGE\nweb +Deployment\/web +cpu: <unknown>\/80% +2 +5 /,
    );
    const old = await sandbox.run("get --raw /apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers/web");
    expect(JSON.parse(old.stdout)).toMatchObject({
      apiVersion: "autoscaling/v1",
      spec: { minReplicas: 2, maxReplicas: 5, targetCPUUtilizationPercentage: 80 },
    });
    expect((await sandbox.run("describe hpa web")).stdout).toContain("<unknown> / 80%");
  });

  test.skipIf(isMissing)("the cluster has what every cluster has", async () => {
    expect((await sandbox.run("get all")).stdout).toMatch(
      /service\/kubernetes +ClusterIP +10\.96\.0\.1 +<none> +443\/TCP/,
    );
    expect((await sandbox.run("get pc system-node-critical")).stdout).toContain("2000001000");
    expect((await sandbox.run("get apiservices v1.apps")).stdout).toMatch(/v1\.apps +Local +True/);
    await sandbox.run("create priorityclass high --value=1000");
    const overrides = JSON.stringify({ spec: { priorityClassName: "high" } });
    await sandbox.run(`run urgent --image=nginx:1.27 --overrides=${overrides}`);
    expect((await sandbox.run("get pod urgent -o jsonpath={.spec.priority}")).stdout).toBe("1000");
  });

  test.skipIf(isMissing)("a request for a certificate is approved", async () => {
    const [object] = KINDS.at(-1) ?? [];
    await sandbox.run("apply -f -", { stdin: JSON.stringify(object) });
    expect((await sandbox.run("certificate approve jane")).stdout).toContain("approved");
    expect((await sandbox.run("get csr jane --no-headers")).stdout).toMatch(/Approved\n$/);
  });
});
