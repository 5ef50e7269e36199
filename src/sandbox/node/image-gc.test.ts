import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { readJsonLines } from "../../../conformance/vectors.ts";
import { runWorld, showWorld } from "../run/index.ts";
import type { Trace, World } from "../../kinds/index.ts";
import { readWorld } from "../world/index.ts";

const ROOT = join(import.meta.dirname, "../../..");
const MINUTE = 60_000;

async function worldOf(name: string): Promise<World> {
  const world = await readWorld(readFileSync(join(ROOT, "worlds", `${name}.yaml`), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

function removed({ entries }: Trace): number[] {
  return entries.flatMap((entry) =>
    entry.kind === "node" && entry.data.change.startsWith("image removed") ? [entry.t / MINUTE] : [],
  );
}

test("unused images go at the first look, as many as are wanted, and the pull then succeeds", async () => {
  const world = await worldOf("image-garbage");
  expect(removed(await runWorld(world))).toEqual([5]);
  expect((await showWorld(world, "get pods", { for: 4.9 * MINUTE })).stdout).toContain("ImagePull");
  expect((await showWorld(world, "get pods")).stdout).toContain("Running");
});

// The words of the kubelet, published as mbfe370c0; the second failure in a row is an event of its own.
test("where every image is in use, the node says so", async () => {
  const world = await worldOf("garbage-in-use");
  const corpus = readJsonLines(join(ROOT, "conformance/corpus-messages.jsonl.gz")) as { id: string; message: string }[];
  const published = corpus.find(({ id }) => id === "mbfe370c0")?.message ?? "";
  const { stdout } = await showWorld(world, "get events");
  const lines = stdout.split("\n").filter((line) => line.includes("node/node-1"));
  const told = lines.map((line) =>
    line
      .trim()
      .split(/ {2,}/)
      .slice(1)
      .join(" ")
      .replaceAll(/\d+ bytes/g, "N bytes"),
  );
  const words = published.replaceAll(/\d+ bytes/g, "N bytes");
  expect([...new Set(told)].sort()).toEqual(
    [`Warning FreeDiskSpaceFailed node/node-1 ${words}`, `Warning ImageGCFailed node/node-1 ${words}`].sort(),
  );
  expect(removed(await runWorld(world))).toEqual([]);
});
