import { expect, test } from "vitest";

import { testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { type JsonObject, listAt, objectAt, valueAt } from "../../../base/index.ts";

/** As recorded of a 1.33 server: `kubectl apply --server-side`, then another manager with `--force-conflicts`. */
function pod(image: string): string {
  return `apiVersion: v1
kind: Pod
metadata: {name: ssa, labels: {app: ssa}}
spec:
  containers: [{name: main, image: "registry.corp.test/team/web:${image}"}]
  terminationGracePeriodSeconds: 0
`;
}

const LABELS = { "f:labels": { "f:app": {} } };
const BEFORE = {
  "f:metadata": LABELS,
  "f:spec": {
    "f:containers": { 'k:{"name":"main"}': { ".": {}, "f:image": {}, "f:name": {} } },
    "f:terminationGracePeriodSeconds": {},
  },
};
const WITHOUT_IMAGE = {
  "f:metadata": LABELS,
  "f:spec": {
    "f:containers": { 'k:{"name":"main"}': { ".": {}, "f:name": {} } },
    "f:terminationGracePeriodSeconds": {},
  },
};

interface Applied {
  readonly code: number;
  readonly body: JsonObject;
}

async function apply(
  cluster: TestCluster,
  path: string,
  { query, body }: { query: string; body: string },
): Promise<Applied> {
  const headers = { "content-type": "application/apply-patch+yaml" };
  const url = `http://x${path}?${query}`;
  const answer = await cluster.api.fetch(new Request(url, { method: "PATCH", headers, body }));
  return { code: answer.status, body: (await answer.json()) as JsonObject };
}

function owners({ body }: Applied): unknown[] {
  return listAt(body, "metadata", "managedFields").map((entry) => {
    const { manager, operation, fieldsV1 } = objectAt(entry);
    return { manager, operation, fieldsV1 };
  });
}

const PATH = "/api/v1/namespaces/default/pods/ssa";

test("an apply creates, owns what it names, conflicts with others and takes over by force", async () => {
  const cluster = testCluster({ minor: "1.33" });
  const first = await apply(cluster, PATH, { query: "fieldManager=kubectl", body: pod("1.0") });
  expect(first.code).toBe(201);
  expect(owners(first)).toEqual([{ manager: "kubectl", operation: "Apply", fieldsV1: BEFORE }]);
  const conflict = await apply(cluster, PATH, { query: "fieldManager=other&force=false", body: pod("1.1") });
  expect(conflict).toMatchObject({
    code: 409,
    body: {
      message: 'Apply failed with 1 conflict: conflict with "kubectl": .spec.containers[name="main"].image',
      details: { causes: [{ reason: "FieldManagerConflict", field: '.spec.containers[name="main"].image' }] },
    },
  });
  const forced = await apply(cluster, PATH, { query: "fieldManager=other&force=true", body: pod("1.1") });
  expect([forced.code, valueAt(listAt(forced.body, "spec", "containers")[0], "image")]).toEqual([
    200,
    "registry.corp.test/team/web:1.1",
  ]);
  expect(owners(forced)).toEqual([
    { manager: "kubectl", operation: "Apply", fieldsV1: WITHOUT_IMAGE },
    { manager: "other", operation: "Apply", fieldsV1: BEFORE },
  ]);
});

const MAP = "/api/v1/namespaces/default/configmaps/settings";

function map(data: object): string {
  return JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data });
}

test("what an applier names no more goes, unless somebody else owns it", async () => {
  const cluster = testCluster();
  await apply(cluster, MAP, { query: "fieldManager=one", body: map({ a: "1", b: "1" }) });
  await apply(cluster, MAP, { query: "fieldManager=two", body: map({ b: "1" }) });
  const { body } = await apply(cluster, MAP, { query: "fieldManager=one", body: map({ c: "1" }) });
  expect(body["data"]).toEqual({ b: "1", c: "1" });
});

test("the same apply again changes nothing, not even the version", async () => {
  const cluster = testCluster();
  const sent = { query: "fieldManager=one", body: map({ a: "1" }) };
  const [first, second] = [await apply(cluster, MAP, sent), await apply(cluster, MAP, sent)];
  expect(valueAt(second.body, "metadata", "resourceVersion")).toBe(valueAt(first.body, "metadata", "resourceVersion"));
});
