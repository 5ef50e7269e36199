import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { Trace, World } from "../../kinds/index.ts";
import { readWorld } from "../world/index.ts";
import { runWorld } from "./run-world.ts";
import { showWorld } from "./show-world.ts";

const WORLDS = join(import.meta.dirname, "../../../worlds");
/** Its pod has no node, so no kubelet publishes a status. */
const NOT_PUBLISHED = "no-node-fits.yaml";

async function worldOf(name: string): Promise<World> {
  const world = await readWorld(readFileSync(join(WORLDS, name), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  return world.value;
}

/** STATUS by pod, as the last published statuses of the trace say. */
function published(trace: Trace): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const entry of trace.entries) {
    if (entry.kind === "status") shown[entry.pod ?? ""] = entry.data.status;
  }
  return shown;
}

/** STATUS by pod, read off what kubectl prints. */
function printed(table: string): Record<string, string> {
  const [, ...rows] = table.trim().split("\n");
  const cells = rows.map((row) => row.split(/ {2,}/));
  return Object.fromEntries(cells.map(([name, , status]) => [`default/${name ?? ""}`, status ?? ""]));
}

describe("showWorld() and the trace tell the same", () => {
  test.each(readdirSync(WORLDS).filter((name) => name !== NOT_PUBLISHED))(
    "%s: the STATUS that kubectl prints is the one that was published",
    async (name) => {
      const world = await worldOf(name);
      for (const at of [5_000, 45_000, 100_000]) {
        const run = { for: at };
        const { stdout } = await showWorld(world, "get pods", run);
        expect(published(await runWorld(world, run))).toMatchObject(printed(stdout));
      }
    },
  );
});

test("showWorld() answers logs and mistakes as kubectl does", async () => {
  const world = await worldOf("wrong-tag.yaml");

  // Upstream's text for a container in back-off (kubelet_pods.go), and the exit code of kubectl.
  expect(await showWorld(world, "kubectl logs web", { for: 120_000 })).toEqual({
    stdout: "",
    stderr:
      'Error from server (BadRequest): container "app" in pod "web" is waiting to start: trying and failing to pull image\n',
    exitCode: 1,
  });
  expect(await showWorld(world, "get pod wbe", { for: 1_000 })).toMatchObject({
    stderr: 'Error from server (NotFound): pods "wbe" not found\n',
  });
});
