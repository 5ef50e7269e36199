import { expect, test } from "vitest";

import { ManualClock, SeededRandom } from "../../base/index.ts";
import type { ImageWorld, RegistryFault, RegistryWorld } from "../../kinds/index.ts";
import { createNetwork, type Network } from "../registry/index.ts";
import { HttpClient } from "./http-client.ts";
import { ProgressWatches } from "./progress-watches.ts";
import { Reach } from "./reach.ts";
import { nodeWorld, openRuntime, registryWorld, START } from "./test-runtime.ts";

const image: ImageWorld = { tag: "1.0", platforms: ["linux/amd64"], size: 8000 };
const puller = { username: "puller", password: "puller-pass" };
const IMAGE = "registry.corp.test/team/web:1.0";

/** Layers are kept at `cdn.corp.test`. */
function worlds(fault: RegistryFault = { kind: "redirect", to: "cdn.corp.test" }): readonly RegistryWorld[] {
  return [
    registryWorld({
      auth: { kind: "basic", users: [puller] },
      repositories: [{ name: "team/web", public: false, tags: [image] }],
      faults: [{ from: 0, on: "layer", fault }],
    }),
    registryWorld({ host: "cdn.corp.test" }),
  ];
}

test("pullImage() follows a redirect to the host that keeps the layers, and tells both answers", async () => {
  const { pull, entries } = openRuntime({ registries: worlds() });

  expect(await pull({ image: IMAGE, auth: puller })).toMatchObject({ ok: true });

  const told = entries.flatMap(({ kind, data }) => (kind === "http" ? [data] : [])).slice(-2);
  expect(told.map(({ url, status, auth }) => [new URL(url).host, status, auth])).toEqual([
    ["registry.corp.test", 307, "basic"],
    ["cdn.corp.test", 200, "none"],
  ]);
});

test("pullImage() takes a layer up again through the redirect where the other host breaks off, and says where that ends", async () => {
  const [registry, cdn] = worlds();
  const truncate = { from: 0, on: "layer", fault: { kind: "truncate" } } as const;
  const registries = [registry, { ...cdn, faults: [truncate] }] as readonly RegistryWorld[];

  const { pull, entries } = openRuntime({ registries });
  const result = await pull({ image: IMAGE, auth: puller });

  // As recorded for a registry that breaks off itself.
  expect(result).toMatchObject({
    fault: { message: expect.stringMatching(/short read: expected \d+ bytes but got \d+/) },
  });
  expect(entries.filter(({ kind, data }) => kind === "http" && data.status === 206)).not.toEqual([]);
});

/** Notes which hosts were sent a login. */
function watched(network: Network, seen: string[]): Network {
  return {
    registry: (host) => {
      const registry = network.registry(host);
      if (registry === undefined) return undefined;
      return {
        host,
        address: registry.address,
        connect: (repository) => registry.connect(repository),
        now: () => registry.now(),
        change: (change) => registry.change(change),
        fetch: (request, signal) => registry.fetch(request, signal),
        answer: (request, signal) => {
          seen.push(`${new URL(request.url).host} ${request.headers.get("authorization") ?? "nobody"}`);
          return registry.answer(request, signal);
        },
      };
    },
  };
}

test.each([
  ["another host", { kind: "redirect", to: "cdn.corp.test" }, "cdn.corp.test nobody"],
  ["the same host", { kind: "redirect" }, "registry.corp.test Basic cHVsbGVyOnB1bGxlci1wYXNz"],
] as const)("a login that is redirected to %s", async (_where, fault, last) => {
  const seen: string[] = [];
  const clock = new ManualClock(START);
  const network = watched(createNetwork({ registries: worlds(fault), clock, start: START }), seen);
  const client = new HttpClient({
    node: nodeWorld(),
    network,
    clock,
    random: new SeededRandom(1),
    recorder: { record: () => 0 },
    userAgent: "",
    reach: new Reach(),
    endpoints: [],
    localhost: "http",
    repository: "team/web",
    about: {},
    watch: new ProgressWatches(clock, undefined).begin(),
  });
  const headers = { authorization: "Basic cHVsbGVyOnB1bGxlci1wYXNz" };
  const base = { host: "registry.corp.test", headers, auth: "basic" } as const;
  const manifest = await client.send({ ...base, method: "GET", path: "/v2/team/web/manifests/1.0" });
  const document = manifest.ok
    ? (JSON.parse(await manifest.value.response.text()) as { layers: { digest: string }[] })
    : null;

  await client.send({ ...base, method: "GET", path: `/v2/team/web/blobs/${document?.layers[0]?.digest}` });

  expect(seen.at(-1)).toBe(last);
});
