import { expect, test } from "vitest";

import type { Trace } from "../../src/kinds/index.ts";
import { runWorld } from "../../src/sandbox/index.ts";
import { shippedWorld } from "./shipped-world.ts";

/** Words of each change of STATUS. */
function flips({ entries }: Trace): readonly string[] {
  const shown = entries.flatMap((entry) => (entry.kind === "status" ? entry.data.status : []));
  return shown.filter((status, index) => status !== shown[index - 1]);
}

test("A-08 the first failure shows ErrImagePull with phase Pending, then the two take turns", async () => {
  const trace = await runWorld({ ...(await shippedWorld("wrong-tag")), actions: [] });
  const shown = trace.entries.flatMap((entry) => (entry.kind === "status" ? entry.data : []));
  const first = shown.find(({ status }) => status.includes("Pull"));
  expect(first).toMatchObject({ status: "ErrImagePull", phase: "Pending" });
  expect(new Set(shown.map(({ phase }) => phase))).toEqual(new Set(["Pending"]));
  const turns = flips(trace).filter((status) => status.includes("Pull"));
  expect(turns).toEqual(turns.map((_, index) => (index % 2 === 0 ? "ErrImagePull" : "ImagePullBackOff")));
  expect(turns.length).toBeGreaterThan(6);
});
