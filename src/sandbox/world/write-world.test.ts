import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import type { FaultPoint, FaultWorld, NodeWorld, RegistryFault, World } from "../../kinds/index.ts";
import { readWorld } from "./read-world.ts";
import { writeWorld } from "./write-world.ts";

const WORLDS = join(import.meta.dirname, "../../../worlds");

async function read(text: string, name = "saved"): Promise<World> {
  const world = await readWorld(text, { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

test.each(readdirSync(WORLDS))("%s is the same when it was written and read again", async (file) => {
  const world = await read(readFileSync(join(WORLDS, file), "utf8"));
  expect(await read(await writeWorld(world))).toEqual(world);
});

test("a repository that is opened meanwhile is the same when it was written and read again", async () => {
  const world = await read(
    "world: 1\ntitle: x\nregistries: [{host: a.example}]\nactions: [{at: 1s, registry: a.example, visibility: {repository: web, public: true}}]\n",
  );
  expect(world.actions).toEqual([
    { at: 1000, registry: "a.example", change: { visibility: { repository: "web", public: true } } },
  ]);
  expect(await read(await writeWorld(world))).toEqual(world);
});

const whole = fc.nat({ max: 10_000_000 });
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const maybe = <T>(value: fc.Arbitrary<T>, key: string): fc.Arbitrary<object> =>
  fc.option(value, { nil: undefined }).map((some) => (some === undefined ? {} : { [key]: some }));
const fault: fc.Arbitrary<RegistryFault> = fc.oneof(
  fc.constantFrom<RegistryFault>({ kind: "dns-nxdomain" }, { kind: "corrupt" }, { kind: "hang" }, { kind: "redirect" }),
  fc
    .tuple(fc.integer({ min: 400, max: 599 }), maybe(whole, "retryAfter"), maybe(name, "code"))
    .map(([status, ...rest]) => Object.assign({ kind: "status" as const, status }, ...rest) as RegistryFault),
  fc.record({ kind: fc.constant("allowance" as const), limit: whole, remaining: whole, window: whole }),
);
const points: readonly FaultPoint[] = [
  "connect",
  "manifest",
  "manifest-get",
  "blob",
  "config",
  "layer",
  "token",
  "any",
];
const faults: fc.Arbitrary<FaultWorld> = fc
  .tuple(
    fc.record({ from: whole, on: fc.constantFrom(...points), fault }),
    maybe(whole, "until"),
    maybe(name, "repository"),
  )
  .map(([all, ...rest]) => Object.assign({}, all, ...rest) as FaultWorld);
const mirrors = fc.array(
  fc.record({
    registry: name,
    hosts: fc.array(fc.record({ host: name, skipVerify: fc.boolean() })),
    upstream: fc.boolean(),
  }),
);
const node: fc.Arbitrary<Partial<NodeWorld>> = fc
  .tuple(
    maybe(whole, "diskFree"),
    maybe(fc.constantFrom("1.30", "1.35"), "version"),
    maybe(fc.record({ mirrors, trusts: fc.array(name) }), "reach"),
    fc.record({ images: fc.array(fc.record({ image: name, size: whole })) }),
  )
  .map((parts) => Object.assign({}, ...parts) as Partial<NodeWorld>);

test("any faults, mirrors and images are the same when they were written and read again", async () => {
  const base = await read(readFileSync(join(WORLDS, "playground.yaml"), "utf8"));
  await fc.assert(
    fc.asyncProperty(fc.array(faults), fc.array(node, { minLength: 1 }), async (some, nodes) => {
      const world = {
        ...base,
        registries: base.registries.map((registry) => ({ ...registry, faults: some })),
        nodes: nodes.map((own, index) => ({ ...base.nodes[0], name: `node-${index}`, ...own })),
      } as World;
      expect(await read(await writeWorld(world))).toEqual(world);
    }),
    { numRuns: 30 },
  );
});
