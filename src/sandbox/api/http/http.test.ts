import { expect, test } from "vitest";

import { addNode, testCluster, type TestCluster } from "../../../../test/cluster.ts";
import { listAt, valueAt } from "../../../base/index.ts";
import { withCause } from "../index.ts";

const PODS = "/api/v1/namespaces/default/pods";
const POD = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web" },
  spec: { containers: [{ name: "c", image: "nginx:1.27" }] },
};

interface Sent {
  readonly body?: unknown;
  readonly type?: string;
  readonly accept?: string;
}

async function send(
  cluster: TestCluster,
  line: string,
  { body, type = "application/json", accept }: Sent = {},
): Promise<unknown[]> {
  const [method = "GET", path = ""] = line.split(" ");
  const headers = new Headers({ "content-type": type });
  if (accept !== undefined) headers.set("accept", accept);
  const text = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const response = await cluster.api.fetch(new Request(`http://cluster${path}`, { method, headers, ...text }));
  return [response.status, await response.json()];
}

test("the version is that of the cluster's minor", async () => {
  const [code, version] = await send(testCluster({ minor: "1.33" }), "GET /version");
  expect([code, version]).toMatchObject([200, { major: "1", minor: "33" }]);
});

test("objects are created, named, read, listed, changed and deleted by their paths", async () => {
  const cluster = testCluster();
  expect(await send(cluster, `POST ${PODS}`, { body: POD })).toMatchObject([201, { metadata: { name: "web" } }]);
  const { name: _name, ...nameless } = POD.metadata;
  const generated = { ...POD, metadata: { ...nameless, generateName: "job-" } };
  const [, second] = await send(cluster, `POST ${PODS}`, { body: generated });
  expect(valueAt(second, "metadata", "name")).toMatch(/^job-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
  const [, list] = await send(cluster, "GET /api/v1/pods?fieldSelector=metadata.name%3Dweb");
  expect(list).toMatchObject({ kind: "PodList", apiVersion: "v1", items: [{ metadata: { name: "web" } }] });
  const labels = [{ op: "add", path: "/metadata/labels", value: { app: "web" } }];
  await send(cluster, `PATCH ${PODS}/web`, { body: labels, type: "application/json-patch+json" });
  expect(await send(cluster, `GET ${PODS}/web`)).toMatchObject([200, { metadata: { labels: { app: "web" } } }]);
  expect(await send(cluster, `DELETE ${PODS}/web`)).toMatchObject([200, { kind: "Pod" }]);
  const missing = { reason: "NotFound", message: 'pods "web" not found', details: { name: "web", kind: "pods" } };
  expect(await send(cluster, `GET ${PODS}/web`)).toMatchObject([404, missing]);
});

test("a pod on a node is given its time to end", async () => {
  const cluster = testCluster();
  addNode(cluster, "node-1");
  await send(cluster, `POST ${PODS}`, { body: POD });
  await cluster.run(100);
  const [, marked] = await send(cluster, `DELETE ${PODS}/web`);
  expect(marked).toMatchObject({
    metadata: { generation: 2, deletionGracePeriodSeconds: 30, deletionTimestamp: "2026-11-23T06:00:30Z" },
  });
  await send(cluster, `DELETE ${PODS}/web`, { body: { gracePeriodSeconds: 0 } });
  expect(cluster.store.get("pods", "default", "web")).toBeUndefined();
});

test("a PUT of an older version is a conflict; one without a version wins", async () => {
  const cluster = testCluster();
  const [, first] = await send(cluster, `POST ${PODS}`, { body: POD });
  const labelled = (object: unknown, app: string): object => ({
    ...(object as typeof POD),
    metadata: { ...(object as typeof POD).metadata, labels: { app } },
  });
  await send(cluster, `PUT ${PODS}/web`, { body: labelled(first, "a") });
  const [code, status] = await send(cluster, `PUT ${PODS}/web`, { body: labelled(first, "b") });
  const why = "the object has been modified; please apply your changes to the latest version and try again";
  expect([code, status]).toMatchObject([
    409,
    { reason: "Conflict", message: `Operation cannot be fulfilled on pods "web": ${why}` },
  ]);
  const { spec } = first as typeof POD;
  const body = labelled({ ...POD, spec }, "c");
  expect(await send(cluster, `PUT ${PODS}/web`, { body })).toMatchObject([200, { metadata: { labels: { app: "c" } } }]);
});

test("kubectl's Accept header gets the table of the columns", async () => {
  const cluster = testCluster();
  await send(cluster, `POST ${PODS}`, { body: POD });
  const accept =
    "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";
  const [, table] = await send(cluster, `GET ${PODS}`, { accept });
  const wide = ["<none>", "<none>", "<none>", "<none>"];
  const names = listAt(table, "columnDefinitions").map((column) => valueAt(column, "name"));
  expect(names.slice(0, 5)).toEqual(["Name", "Ready", "Status", "Restarts", "Age"]);
  expect(listAt(table, "rows")).toMatchObject([
    { cells: ["web", "0/1", "Pending", "0", "0s", ...wide], object: { kind: "PartialObjectMetadata" } },
  ]);
});

test("a write by HTTP names the entry that is behind it", async () => {
  const cluster = testCluster();
  const headers = { "content-type": "application/json" };
  const request = new Request(`http://cluster${PODS}`, { method: "POST", headers, body: JSON.stringify(POD) });
  await cluster.api.fetch(withCause(request, 4));
  expect(cluster.entries.filter(({ kind }) => kind === "api")).toMatchObject([{ cause: 4 }]);
});
