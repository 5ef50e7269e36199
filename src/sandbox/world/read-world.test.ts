import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { expect, test } from "vitest";

import type { Outcome } from "../../base/index.ts";
import type { World } from "../../kinds/index.ts";
import type { WorldFault } from "./contract.ts";
import { withoutSecrets } from "./mask.ts";
import { readWorld } from "./read-world.ts";

const WORLDS = join(import.meta.dirname, "../../../worlds");

const MINIMAL = `world: 1
title: One pod
registries:
  - host: registry.example
    repositories:
      - name: shop/web
        tags: ["1.0"]
`;

function read(text: string): Promise<Outcome<World, WorldFault>> {
  return readWorld(text, { name: "worlds/some.yaml" });
}

async function messageOf(text: string): Promise<string> {
  const world = await read(text);
  return world.ok ? "no fault" : world.fault.message;
}

test.each(readdirSync(WORLDS).filter((file) => file.endsWith(".yaml")))(
  "readWorld() reads the shipped %s",
  async (file) => {
    const world = await readWorld(readFileSync(join(WORLDS, file), "utf8"), { name: file });

    expect(world.ok ? undefined : world.fault).toBeUndefined();
  },
);

test("readWorld() fills in the kubelet's own defaults", async () => {
  const world = await read(MINIMAL);

  // KubeletConfiguration v1beta1: serializeImagePulls true, registryPullQPS 5, registryBurst 10.
  expect(world.ok && world.value.nodes[0]?.kubelet).toMatchObject({
    serializeImagePulls: true,
    registryPullQPS: 5,
    registryBurst: 10,
  });
  expect(world.ok && world.value.name).toBe("some");
});

test("readWorld() takes redirects, and allowances of Docker Hub's six hours", async () => {
  const faults = `    faults:
      - { on: layer, fault: { kind: redirect, to: "cdn.example:8443" } }
      - { on: manifest, fault: { kind: allowance, limit: 100, remaining: 76 } }
`;
  const world = await read(MINIMAL + faults);

  expect(world.ok && world.value.registries[0]?.faults.map(({ fault }) => fault)).toEqual([
    { kind: "redirect", to: "cdn.example:8443" },
    { kind: "allowance", limit: 100, remaining: 76, window: 6 * 3_600_000 },
  ]);
  expect(await messageOf(MINIMAL + faults.replace("76", "-1"))).not.toBe("no fault");
});

test("readWorld() takes a limit on parallel pulls as a wish for parallel pulls", async () => {
  const world = await read(`${MINIMAL}nodes: [{ kubelet: { maxParallelImagePulls: 3 } }]\n`);

  expect(world.ok && world.value.nodes[0]?.kubelet.serializeImagePulls).toBe(false);
});

test.each([
  ["world: 2\ntitle: x\n", "worlds/some.yaml:1:8: `world` must be 1"],
  ["world: 1\n", "`title` is missing"],
  ["world: 1\ntitle: x\nkublet: '1.35'\n", "worlds/some.yaml:3:9: `kublet` is not a field of a world file"],
  ["world: 1\ntitle: x\nkubelet: '1.12'\n", "worlds/some.yaml:3:10: `kubelet` must be one of 1.28, 1.29"],
  ["world: 1\ntitle: x\nkubelet: 1.30\n", "(in quotes)"],
  ["world: 1\ntitle: x\nfor: 5 minutes\n", "worlds/some.yaml:3:6: `for` must be a duration such as 90s or 3m10s"],
  ["world: 1\ntitle: x\nactions:\n  - at: 1m\n", "worlds/some.yaml:4:5: `actions[0]`"],
  ["world: 1\ntitle: [x\n", "Cannot read worlds/some.yaml:"],
  ["a: 1\n---\nb: 2\n", "a world file is one YAML document"],
  ["", "a world file is one YAML document"],
  ["just words\n", "worlds/some.yaml:1:1: it is no world file: `world: 1` and a title are wanted"],
  [
    "world: 1\ntitle: x\nregistries: [{host: a.example}]\nactions:\n  - {at: 1s, registry: b.example, repair: true}\n",
    "worlds/some.yaml:5:24: `actions[0].registry` names none that is there: one of a.example is wanted",
  ],
  [
    "world: 1\ntitle: x\nactions: [{at: 1s, node: node-2, restartKubelet: true}]\n",
    "`actions[0].node` names none that is there: one of node-1 is wanted",
  ],
  ["world: 1\ntitle: x\nnodes: [{name: a}, {name: a}]\n", "`nodes[1].name` is that of another one"],
  [
    "world: 1\ntitle: x\nregistries: [{host: a.example, network: {kind: tls-expired, since: yesterday}}]\n",
    "`registries[0].network`",
  ],
  ["world: 1\ntitle: x\ncluster: {files: [gone.yaml]}\n", "the file gone.yaml that it names cannot be read"],
])("readWorld() says where and what is wrong: %j", async (text, message) => {
  expect(await messageOf(text)).toContain(message);
});

test("readWorld() refuses an alias bomb", async () => {
  const levels = Array.from({ length: 12 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(", ")}]`);

  expect(await messageOf(`world: 1\ntitle: x\na0: &a0 [x]\n${levels.join("\n")}\n`)).toMatch(/alias/i);
});

test("a fault of readWorld() never quotes the file, and a masked world holds no password", async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^pw[a-z][a-z0-9]{9}$/), fc.nat(400), async (password, cut) => {
      const text = secretWorld(password);
      const broken = await messageOf(text.slice(0, cut));
      const world = await read(text);

      expect(broken).not.toContain(password);
      expect(world.ok).toBe(true);
      expect(JSON.stringify(world.ok && withoutSecrets(world.value))).not.toContain(password);
    }),
  );
});

function secretWorld(password: string): string {
  return `world: 1
title: x
registries:
  - host: registry.example
    auth: {kind: basic, users: [{username: a, password: ${password}}]}
cluster:
  objects:
    - {apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {password: ${password}}}
nodes: [{dockerConfig: '{"auths":{"registry.example":{"username":"a","password":"${password}"}}}'}]
actions:
  - {at: 1s, run: "kubectl create secret docker-registry a --docker-password=${password} --docker-username=a"}
  - {at: 1s, run: kubectl create secret docker-registry a --docker-password ${password} --docker-username=a}
  - {at: 2s, run: kubectl apply -f -, stdin: {apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {p: ${password}}}}
`;
}
