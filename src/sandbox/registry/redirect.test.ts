import { expect, test } from "vitest";

import { ManualClock } from "../../base/index.ts";
import type { RegistryFault, RegistryWorld } from "../../kinds/index.ts";
import { createNetwork } from "./index.ts";
import { START, image, registryWorld } from "./test-registry.ts";

const users = [{ username: "ci", password: "right" }];
const login = `Basic ${btoa("ci:right")}`;

/** A registry that keeps its layers at `cdn.example`. */
function open(fields: Partial<RegistryWorld> = {}, fault: RegistryFault = { kind: "redirect", to: "cdn.example" }) {
  const registry = registryWorld({
    auth: { kind: "basic", users },
    faults: [{ from: 0, until: 60_000, on: "blob", fault }],
  });
  const cdn = registryWorld({ host: "cdn.example", repositories: [], ...fields });
  const clock = new ManualClock(START);
  const network = createNetwork({ registries: [registry, cdn], clock, start: START });
  const ask = async (url: string, headers: Record<string, string> = {}): Promise<Response> => {
    const found = network.registry(new URL(url).host);
    if (found === undefined) throw new Error(`No host for ${url}`);
    return found.fetch(new Request(url, { headers }));
  };
  return { ask, clock };
}

const BASE = "https://registry.example/v2/team/web";

async function layerOf({ ask }: ReturnType<typeof open>): Promise<{ digest: string; size: number }> {
  const manifest = await ask(`${BASE}/manifests/single`, { authorization: login });
  const { layers } = (await manifest.json()) as { layers: { digest: string; size: number }[] };
  return layers[0] ?? { digest: "", size: 0 };
}

test("a redirect leads who was let in to another host, which has the blob and asks for no login", async () => {
  const world = open();
  const { digest, size } = await layerOf(world);

  const sent = await world.ask(`${BASE}/blobs/${digest}`, { authorization: login });
  const location = sent.headers.get("location") ?? "";
  const part = await world.ask(location, { range: "bytes=10-" });

  expect([sent.status, location]).toEqual([307, `https://cdn.example/${digest}`]);
  expect(Number((await world.ask(location)).headers.get("content-length"))).toBe(size);
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, size - 10]);
});

test("a redirect leaves refusals, what is missing and manifests alone", async () => {
  const world = open();
  const { digest } = await layerOf(world);
  const missing = `sha256:${"a".repeat(64)}`;

  expect((await world.ask(`${BASE}/blobs/${digest}`)).status).toBe(401);
  expect((await world.ask(`${BASE}/blobs/${missing}`, { authorization: login })).status).toBe(404);
  expect((await world.ask(`${BASE}/manifests/single`, { authorization: login })).status).toBe(200);
});

test("the other host has nothing but the blobs that redirects lead there for, and only as long as they do", async () => {
  const world = open();
  const { digest } = await layerOf(world);
  const elsewhere = open({}, { kind: "redirect", to: "other.example" });

  expect((await elsewhere.ask(`https://cdn.example/${digest}`)).status).toBe(404);
  expect((await world.ask(`https://cdn.example/sha256:${"a".repeat(64)}`)).status).toBe(404);
  await world.clock.runUntil(START + 60_000);
  expect((await world.ask(`https://cdn.example/${digest}`)).status).toBe(404);
});

test("faults of the other host act on the blobs that it keeps", async () => {
  const world = open({ faults: [{ from: 0, on: "blob", fault: { kind: "status", status: 403 } }] });
  const { digest } = await layerOf(world);

  expect((await world.ask(`https://cdn.example/${digest}`)).status).toBe(403);
});

test("a redirect without a target leads to itself, with its query", async () => {
  const fault = { kind: "redirect" } as const;
  const world = registryWorld({
    repositories: [{ name: "team/web", public: false, tags: [image] }],
    faults: [{ from: 0, on: "any", fault }],
  });
  const network = createNetwork({ registries: [world], clock: new ManualClock(START), start: START });

  const response = await network.registry("registry.example")?.fetch(new Request(`${BASE}/manifests/1.0?ns=a.example`));

  expect(response?.headers.get("location")).toBe("/v2/team/web/manifests/1.0?ns=a.example");
});
