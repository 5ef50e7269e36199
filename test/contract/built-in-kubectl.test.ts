import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { builtInKubectl } from "../../src/sandbox/index.ts";
import { kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** What a learner types one after the other; each with the lines before it done. */
const STORIES: Readonly<Record<string, readonly string[]>> = {
  rollouts: [
    "create deployment web --image=registry.example/shop/web:1.4.1 --replicas=2",
    "rollout status deployment/web --timeout=30s",
    "rollout history deployment/web",
    "rollout undo deployment/web",
    "annotate deployment/web kubernetes.io/change-cause=first",
    "set image deployment/web web=registry.example/shop/web:1.4.2",
    "rollout status deploy web --timeout=30s",
    "rollout status deploy web --timeout=30s --watch=false --revision=7",
    "rollout history deploy web",
    "rollout history deployment web --revision=1",
    "rollout history deployment web --revision=5",
    "rollout undo deployment/web --to-revision=9",
    "rollout undo deployment/web --to-revision=2",
    "rollout undo deployment/web --dry-run=server",
    "rollout pause deployment/web",
    "rollout pause deployment/web",
    "rollout undo deployment/web",
    "rollout restart deployment/web",
    "rollout resume deployment/web",
    "rollout resume deployment/web",
    "rollout undo deployment/web",
    "rollout status deployment/web --timeout=30s",
    "rollout history deployment/web",
    "rollout restart deployment",
    "rollout undo pod/web",
    "rollout undo rs/web",
    "rollout status configmap/kube-root-ca.crt",
    "rollout history",
    "rollout history deployment/nosuch",
    "delete deployment web",
  ],
  scaling: [
    "create deployment web --image=registry.example/shop/web:1.4.1",
    "scale deployment/web --replicas=3",
    "scale deployment/web --replicas=2 --current-replicas=1",
    "scale deployment/web --replicas=2 --current-replicas=3",
    "scale deployment/web",
    "scale deployment/web --replicas=-1",
    "scale deployment/web --replicas=many",
    "scale deployment nosuch --replicas=1",
    "scale deploy web --replicas=1 --dry-run=server",
    "scale configmap/kube-root-ca.crt --replicas=1",
    "delete deployment web",
  ],
  waiting: [
    "run web --image=registry.example/shop/web:1.4.1",
    "wait pod/web --for=condition=Ready --timeout=30s",
    "wait pod web --for=condition=ready=true",
    "wait pod/web --for=jsonpath={.status.phase}=Running",
    "wait pod/web --for=jsonpath={.status.phase}",
    "wait pod/web --for=jsonpath={.status.phase}=Failed --timeout=0",
    "wait pod/web --for=condition=Ready=false --timeout=0",
    "wait pod/web --for=condition=Ready=false --timeout=1s",
    "wait pod/web --for=create",
    "wait pods -l run=web --for=condition=Ready",
    "wait pods -l run=nothing --for=condition=Ready",
    "wait pod/nosuch --for=condition=Ready",
    "wait pod/nosuch --for=delete",
    "wait pod/nosuch --for=create --timeout=1s",
    "wait pod/web --for=readiness",
    "wait pod/web",
    "delete pod web --wait=false --now",
    "wait pod/web --for=delete --timeout=30s",
  ],
  looks: [
    "create deployment web --image=registry.example/shop/web:1.4.1",
    "rollout status deployment/web --timeout=30s",
    "get deployments",
    "get deploy,rs -o wide",
    "get pods --show-labels",
    "get configmaps -o name",
    "get pods -l app=web -o wide",
    "get pods -l app=none",
    "get pods --field-selector status.phase=Running",
    "get pods --field-selector status.nothing=x",
    "get pod nosuch --ignore-not-found",
    "describe deployment web",
    "describe rs",
    "describe configmap kube-root-ca.crt",
    "describe serviceaccount default",
    "describe pod nosuch",
    "get pod nosuch",
    "get nothing",
    "logs nosuch",
    "events --for deployment/web",
    "events --types=Warning",
    "events --for web",
    "delete deployment web",
  ],
  nodes: [
    "cordon node-1",
    "cordon node-1",
    "cordon node/node-1 --dry-run=server",
    "uncordon node-1 --dry-run=client",
    "uncordon node-1",
    "uncordon node-1",
    "cordon nosuch",
    "cordon -l no=such",
    "cordon",
  ],
  marks: [
    "create configmap settings --from-literal=a=1",
    "label configmap settings tier=front",
    "label configmap settings tier=back",
    "label configmap settings tier=back --overwrite",
    "label configmap settings tier-",
    "label configmap settings tier-",
    "label configmaps --all one=two",
    "annotate configmap settings note=kept",
    "annotate configmap settings note=other",
    "annotate configmap settings note-",
    "label configmap settings",
    "label configmap nosuch a=b",
    "create secret docker-registry regcred --docker-server=private.example --docker-username=puller --docker-password=puller-pass",
    "create secret docker-registry other --docker-server=private.example",
    "create secret generic login --from-literal=user=puller --from-literal=pass=word",
    "create secret generic login --from-literal=user=puller",
    "create serviceaccount robot",
    "delete secret regcred login",
    "delete serviceaccount robot",
    "delete configmap settings",
  ],
};

const REAL = "1.35";
const isMissing = kubectlPath(REAL) === undefined;

describe("the built-in kubectl beside the real one", () => {
  let sandbox: TestSandbox;

  beforeAll(async () => {
    if (!isMissing) sandbox = await startTestSandbox(REAL, { world: "playground" });
  });
  afterAll(() => sandbox?.stop());

  test.skipIf(isMissing).each(Object.entries(STORIES))("%s", { timeout: 240_000 }, async (name, lines) => {
    const [real, own] = [`real-${name}`, `ours-${name}`];
    for (const namespace of [real, own]) await sandbox.run(`create namespace ${namespace}`);
    const told: { readonly real: string[]; readonly own: string[] } = { real: [], own: [] };
    for (const line of lines) told.real.push(said(line, await sandbox.run(`${line} -n ${real}`), real));
    for (const line of lines) {
      const argv = [...line.split(" "), "-n", own];
      told.own.push(said(line, await builtInKubectl(sandbox.live.cluster, argv), own));
    }
    expect(told.own).toEqual(told.real);
  });
});

interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
}

/** Without names that the server makes; where a rollout or a deletion stands between two looks is chance. */
function said(line: string, { stdout, stderr, exitCode }: Printed, namespace: string): string {
  const settled = line.includes("--for=delete") ? "" : stdout.replaceAll(/^Waiting for .*\n/gm, "");
  const out = settled.replaceAll(namespace, "NAMESPACE");
  const hidden = out
    .replaceAll(/pod-template-hash=\w+/g, "pod-template-hash=HASH")
    .replaceAll(/(?<=web-\w+-)\w{5}\b/g, "xxxxx")
    .replaceAll(/\b\d+s +(?=\S)/g, "AGE ")
    .replaceAll(/ +\d+s$/gm, " AGE")
    .replaceAll(/\b10\.244\.0\.\d+ */g, "IP ")
    .replaceAll(/\w{3}, \d{2} \w{3} \d{4} [\d:]+/g, "TIME");
  return [`$ kubectl ${line}`, hidden, stderr.replaceAll(namespace, "NAMESPACE"), String(exitCode)].join("\n");
}
