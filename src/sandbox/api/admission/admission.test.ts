import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { type JsonObject, listAt, SeededRandom, textAt, valueAt } from "../../../base/index.ts";
import { type KubernetesObject, type Minor, type Rules, rulesOf } from "../../../kinds/index.ts";
import type { ApiAnswer, ApiRequest } from "../contract.ts";
import { ALWAYS_PULL_IMAGES } from "./always-pull-images.ts";
import { typeByKey } from "../resources/served.ts";

interface Tables {
  readonly service_account: readonly {
    readonly pod: readonly string[];
    readonly service_account: readonly string[];
    readonly limit_secret_references?: boolean;
    readonly result: readonly string[] | "admitted" | "rejected";
  }[];
  readonly always_pull_images: readonly { readonly op: string; readonly before: string; readonly after: string }[];
  readonly image_field_derived: readonly {
    readonly image: string;
    readonly kind: string;
    readonly error: string | null;
  }[];
}

const tables = JSON.parse(
  readFileSync(new URL("../../../../conformance/vectors/upstream/admission.json", import.meta.url), "utf8"),
) as Tables;

function send(cluster: TestCluster, request: Partial<ApiRequest> & Pick<ApiRequest, "verb">): ApiAnswer {
  return cluster.api.handle({ resource: "pods", namespace: "default", name: "", actor: "user", ...request });
}

function podOf(container: JsonObject, spec: JsonObject = {}): KubernetesObject & { readonly spec: JsonObject } {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web" },
    spec: { ...spec, containers: [{ name: "c", ...container }] },
  };
}

function named(names: readonly string[]): JsonObject[] {
  return names.map((name) => ({ name }));
}

function firstContainer(cluster: TestCluster): unknown {
  return listAt(cluster.store.get("pods", "default", "web"), "spec", "containers")[0];
}

/** What stands in the trace of things that were set on objects. */
function notes(cluster: TestCluster): unknown[] {
  return cluster.entries.filter(({ kind }) => kind === "admission").map(({ data }) => data);
}

/** A cluster whose default account names pull secrets, and the answer to a pod that names its own. */
function podOfAccount(row: Tables["service_account"][number]): { cluster: TestCluster; answer: ApiAnswer } {
  const cluster = testCluster();
  const annotations = row.limit_secret_references === true ? { "kubernetes.io/enforce-mountable-secrets": "true" } : {};
  const account = { imagePullSecrets: named(row.service_account), metadata: { annotations } };
  send(cluster, { verb: "patch", resource: "serviceaccounts", name: "default", patchType: "merge", body: account });
  const body = podOf({ image: "i" }, { imagePullSecrets: named(row.pod) });
  return { cluster, answer: send(cluster, { verb: "create", body }) };
}

const [judged, copied] = [true, false].map((isJudged) =>
  tables.service_account.filter(({ result }) => (typeof result === "string") === isJudged),
);

test.each(judged ?? [])("ServiceAccount, upstream's table: $pod is $result by $service_account", (row) => {
  expect(podOfAccount(row).answer.ok).toBe(row.result === "admitted");
});

test.each(copied ?? [])("ServiceAccount, upstream's table: $pod of $service_account is $result", (row) => {
  const { cluster } = podOfAccount(row);
  const pod = cluster.store.get("pods", "default", "web");
  const note = { plugin: "ServiceAccount", path: "spec.imagePullSecrets", value: row.service_account.join(", ") };
  const own = notes(cluster).filter((data) => valueAt(data, "plugin") === "ServiceAccount");
  expect(listAt(pod, "spec", "imagePullSecrets")).toEqual(named(row.result as readonly string[]));
  expect(own).toEqual(row.pod.length === 0 ? [note] : []);
});

/** The plugin alone: a policy that it changes on an existing pod is refused afterwards, as every other one. */
test.each(tables.always_pull_images)("AlwaysPullImages, upstream's table: $op of $before", ({ op, before, after }) => {
  const { store, clock, rules } = testCluster();
  const type = typeByKey(store, "pods");
  if (type === undefined) throw new Error("no pods");
  const pod = (image: string): KubernetesObject => podOf({ image, imagePullPolicy: before });
  const subresource = op === "any subresource" ? ({ subresource: "status" } as const) : {};
  const request = { verb: "update", resource: "pods", namespace: "default", name: "web", ...subresource } as const;
  const server = { store, clock, rules, admission: [], random: new SeededRandom(1), recorder: { record: () => 0 } };
  const draft = { object: pod(op === "update, new image" ? "i:2" : "i:1"), notes: [] };
  const result = ALWAYS_PULL_IMAGES.admit?.(
    { server, request, type },
    draft,
    op.startsWith("update") ? pod("i:1") : undefined,
  );
  if (result?.ok !== true) throw new Error("refused");
  const [container] = listAt(result.value.object, "spec", "containers");
  expect(textAt(container, "imagePullPolicy")).toBe(after);
  expect(result.value.notes).toHaveLength(before === after ? 0 : 1);
});

test("AlwaysPullImages says what it set, also on image volumes where it knows them", () => {
  const volume = { name: "model", image: { reference: "m:1", pullPolicy: "Never" } };
  const paths = (minor: Minor): unknown[] => {
    const cluster = testCluster({ minor, admission: ["AlwaysPullImages"] });
    send(cluster, { verb: "create", body: podOf({ image: "i:1" }, { volumes: [volume] }) });
    return notes(cluster)
      .filter((note) => valueAt(note, "plugin") === "AlwaysPullImages")
      .map((note) => valueAt(note, "path"));
  };
  expect(paths("1.35")).toEqual(["spec.containers[0].imagePullPolicy", "spec.volumes[0].image.pullPolicy"]);
  expect(paths("1.30")).toEqual(["spec.containers[0].imagePullPolicy"]);
});

/** Why a pod, or a Deployment with this template, is refused. */
function refusal(kind: string, spec: JsonObject): string | undefined {
  const template = { metadata: { labels: { app: "web" } }, spec };
  const deployment = { selector: { matchLabels: { app: "web" } }, template };
  const body = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec: deployment };
  const answer =
    kind === "pod"
      ? send(testCluster(), { verb: "create", body: { ...podOf({}), spec } })
      : send(testCluster(), { verb: "create", resource: "deployments", body });
  return answer.ok ? undefined : answer.status.message.replace(/^.* is invalid: /, "");
}

const images = tables.image_field_derived.flatMap(({ kind, ...row }) =>
  kind === "pod or template" ? ["pod", "pod template"].map((own) => ({ ...row, kind: own })) : [{ ...row, kind }],
);

test.each(images)("image '$image' of a $kind: $error", ({ image, kind, error }) => {
  const wanted = kind === "pod" ? error : error?.replace("spec.", "spec.template.spec.");
  expect(refusal(kind, { containers: [{ name: "c", image }] })).toBe(wanted ?? undefined);
});

test("what the server sets on images, policies and secrets stands in the trace behind the write", () => {
  const cluster = testCluster();
  send(cluster, { verb: "create", body: podOf({ image: "nginx" }) });
  const [write, ...rest] = cluster.entries.filter(({ kind }) => kind === "api" || kind === "admission");
  expect(write).toMatchObject({ kind: "api", data: { verb: "create", resource: "pods", name: "web", code: 201 } });
  expect(rest).toMatchObject([
    { kind: "admission", cause: write?.seq, data: { path: "spec.containers[0].imagePullPolicy", value: "Always" } },
  ]);
});

test("a refused write and a changed secret stand in the trace; a kubelet's write does not", () => {
  const cluster = testCluster();
  send(cluster, { verb: "create", body: podOf({ image: "" }) });
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "regcred" }, stringData: { a: "hidden-word" } };
  send(cluster, { verb: "create", resource: "secrets", body: secret });
  send(cluster, { verb: "create", body: podOf({ image: "i" }) });
  send(cluster, { verb: "delete", resource: "secrets", name: "regcred" });
  const pod = cluster.store.get("pods", "default", "web");
  cluster.api.handle({
    verb: "update",
    resource: "pods",
    subresource: "status",
    namespace: "default",
    name: "web",
    body: { ...pod, status: { phase: "Running" } },
  });
  const told = cluster.entries.filter(({ kind }) => kind === "api" || kind === "secret");
  expect(told.map(({ kind, data }) => [kind, { ...data }])).toMatchObject([
    ["api", { code: 422, message: expect.stringContaining("image: Required value") as string }],
    ["api", { code: 201, resource: "secrets" }],
    ["secret", { namespace: "default", name: "regcred", change: "created" }],
    ["api", { code: 201, resource: "pods" }],
    ["api", { code: 200, verb: "delete" }],
    ["secret", { name: "regcred", change: "deleted" }],
  ]);
  expect(JSON.stringify(cluster.entries)).not.toMatch(/hidden-word|aGlkZGVuLXdvcmQ/);
});

/** A cluster in which a wrong belief is true. */
function believing(belief: Partial<Rules["admission"]>): TestCluster {
  return testCluster({ rules: { admission: { ...rulesOf("1.35").admission, ...belief } } });
}

test("where latest means nothing, no tag means IfNotPresent", () => {
  const cluster = believing({ latestMeansAlways: false });
  send(cluster, { verb: "create", body: podOf({ image: "nginx" }) });
  expect(textAt(firstContainer(cluster), "imagePullPolicy")).toBe("IfNotPresent");
});

test.each([
  [false, "IfNotPresent"],
  [true, "Always"],
])("policies follow tags: %s; a pod's new image latest leaves %s", (policyFollowsTag, policy) => {
  const cluster = believing({ policyFollowsTag });
  send(cluster, { verb: "create", body: podOf({ image: "nginx:1.27" }) });
  const body = { spec: { containers: [{ name: "c", image: "nginx:latest" }] } };
  send(cluster, { verb: "patch", name: "web", patchType: "strategic", body });
  expect(textAt(firstContainer(cluster), "imagePullPolicy")).toBe(policy);
});

test.each([false, true])("pull secrets of a pod may change: %s", (secretsMutable) => {
  const cluster = believing({ secretsMutable });
  send(cluster, { verb: "create", body: podOf({ image: "i" }) });
  const body = { spec: { imagePullSecrets: [{ name: "regcred" }] } };
  const answer = send(cluster, { verb: "patch", name: "web", patchType: "strategic", body });
  expect(answer.ok).toBe(secretsMutable);
});

test("where accounts' secrets reach pods at each sync, they reach pods that exist", async () => {
  const secretsOf = async (serviceAccountSecrets: "at-creation" | "at-sync"): Promise<readonly unknown[]> => {
    const cluster = believing({ serviceAccountSecrets });
    send(cluster, { verb: "create", body: podOf({ image: "i" }) });
    const body = { imagePullSecrets: [{ name: "regcred" }] };
    send(cluster, { verb: "patch", resource: "serviceaccounts", name: "default", patchType: "strategic", body });
    await cluster.run(1_000);
    return listAt(cluster.store.get("pods", "default", "web"), "spec", "imagePullSecrets");
  };
  expect(await secretsOf("at-creation")).toEqual([]);
  expect(await secretsOf("at-sync")).toEqual([{ name: "regcred" }]);
});

/** Texts: pkg/apis/scheduling/validation and plugin/pkg/admission/priority of the real server. */
test.each([
  [
    { metadata: { name: "system-x" }, value: 5 },
    "metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-x is not a known system priority class",
  ],
  [
    { metadata: { name: "huge" }, value: 2_000_000_000 },
    "value: Forbidden: maximum allowed value of a user defined priority is 1000000000",
  ],
  [
    { metadata: { name: "two" }, value: 1, globalDefault: true },
    'priorityclasses.scheduling.k8s.io "two" is forbidden: PriorityClass one is already marked as default. Only one default can exist',
  ],
])("a priority class %j is refused", (fields, why) => {
  const cluster = testCluster();
  const body = {
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name: "one" },
    value: 1,
    globalDefault: true,
  };
  const where = { resource: "priorityclasses", namespace: "" };
  expect(send(cluster, { verb: "create", ...where, body }).ok).toBe(true);
  const answer = send(cluster, { verb: "create", ...where, body: { ...body, globalDefault: false, ...fields } });
  expect(answer.ok ? "" : answer.status.message).toContain(why);
});

test("a pod cannot say another priority than its class", () => {
  const cluster = testCluster();
  const answer = send(cluster, { verb: "create", body: podOf({ image: "i" }, { priority: 7 }) });
  expect(answer.ok ? "" : answer.status.message).toBe(
    'pods "web" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
  );
});
