import { expect, test } from "vitest";

import { digestOf, manifestOf, pushBlob, putManifest } from "./test-push.ts";
import { open, registryWorld, START } from "./test-registry.ts";

const LAYER = "a layer";
const MANIFEST = manifestOf(LAYER);

test("what was pushed is served byte by byte by a registry that starts as this one is now", async () => {
  const { ask, registry } = open();
  await pushBlob(ask, "team/own", "{}");
  await pushBlob(ask, "team/own", LAYER);
  await putManifest(ask, "/v2/team/own/manifests/2.0", MANIFEST);
  await ask("/v2/team/web/manifests/single", { method: "DELETE" });

  const again = open(registry.now());

  const texts = async (path: string): Promise<string[]> =>
    Promise.all([ask(path), again.ask(path)].map(async (response) => (await response).text()));
  for (const path of [
    "/v2/team/own/manifests/2.0",
    `/v2/team/own/manifests/${digestOf(MANIFEST)}`,
    `/v2/team/own/blobs/${digestOf(LAYER)}`,
    "/v2/team/own/tags/list",
    "/v2/team/web/tags/list",
    "/v2/team/web/manifests/1.0",
  ]) {
    const [before, after] = await texts(path);
    expect(after).toBe(before);
  }
});

test("faults and logins that end have so much less to go", async () => {
  const fault = { kind: "status", status: 503 } as const;
  const { registry, clock } = open({
    auth: { kind: "basic", users: [{ username: "u", password: "p", until: 9000 }] },
    faults: [
      { from: 0, until: 1000, on: "any", fault },
      { from: 1000, until: 5000, on: "any", fault },
      { from: 7000, on: "blob", fault },
    ],
  });
  await clock.runUntil(START + 2000);
  expect(registry.now()).toEqual({
    ...registryWorld(),
    auth: { kind: "basic", users: [{ username: "u", password: "p", until: 7000 }] },
    faults: [
      { from: 0, until: 3000, on: "any", fault },
      { from: 5000, on: "blob", fault },
    ],
  });
});
