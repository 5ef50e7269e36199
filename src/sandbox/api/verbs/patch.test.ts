import { expect, test } from "vitest";

import { testCluster } from "../../../../test/cluster.ts";

const PASSWORD = "correct-horse-battery";
const ENCODED = btoa(PASSWORD).replaceAll("=", "");

/** Patches that go wrong in every way, with the password in them or in the object. */
const PATCHES: readonly (readonly ["json" | "merge" | "strategic", unknown])[] = [
  ["merge", { data: { extra: "*" } }],
  ["merge", { data: { extra: 5 }, stringData: { PASSWORD } }],
  ["merge", { dat: { extra: PASSWORD }, data: [PASSWORD] }],
  ["merge", { kind: "Pod" }],
  ["merge", PASSWORD],
  ["strategic", { data: [PASSWORD] }],
  ["strategic", { stringData: { a: 5, b: PASSWORD } }],
  ["strategic", { $patch: "upsert", stringData: { b: PASSWORD } }],
  ["strategic", { metadata: { annotations: { $patch: "upsert", last: PASSWORD } } }],
  ["strategic", { metadata: { ownerReferences: [{ kind: PASSWORD }] } }],
  ["json", [{ op: "add", path: "/data", value: PASSWORD }]],
  ["json", [{ op: "replace", path: "/data/a", value: "%" }]],
  ["json", { stringData: PASSWORD }],
];

test.each(PATCHES.map(([patchType, body], index) => ({ index, patchType, body })))(
  "a refused $patchType patch of a secret shows nothing of what is in it ($index)",
  ({ patchType, body }) => {
    const cluster = testCluster();
    const annotations = { "kubectl.kubernetes.io/last-applied-configuration": PASSWORD };
    const metadata = { name: "regcred", annotations };
    const secret = { apiVersion: "v1", kind: "Secret", metadata, stringData: { a: PASSWORD } };
    const at = { resource: "secrets", namespace: "default", actor: "user" } as const;
    cluster.api.handle({ verb: "create", ...at, name: "", body: secret });
    const answer = cluster.api.handle({ verb: "patch", ...at, name: "regcred", patchType, body });
    expect(answer).toMatchObject({ ok: false });
    const told = JSON.stringify([answer, cluster.entries]);
    expect(told).not.toContain(PASSWORD);
    expect(told).not.toContain(ENCODED);
  },
);

test("a secret that is no JSON is not shown either", async () => {
  const cluster = testCluster();
  const headers = { "content-type": "application/json" };
  const body = `{"stringData":{"a":"${PASSWORD.slice(0, 6)}`;
  const url = "http://cluster/api/v1/namespaces/default/secrets";
  const response = await cluster.api.fetch(new Request(url, { method: "POST", headers, body }));
  expect(await response.json()).toMatchObject({
    message: expect.stringMatching(/unexpected end of JSON input \(\*\*\*\)$/) as string,
  });
});
