import { describe, expect, test } from "vitest";

import { shippedWorld } from "../../../test/learn/shipped-world.ts";
import { type Rules, rulesOf } from "../../kinds/index.ts";
import { runWorld } from "../../sandbox/index.ts";
import { BELIEFS } from "../beliefs/index.ts";
import type { PlaySettings } from "../play/index.ts";
import { BACK_TO_BACK } from "./back-to-back.ts";
import type { Lab } from "./contract.ts";
import { FIX_RACE } from "./fix-race.ts";
import { runLab } from "./labs.ts";
import { besideLog, loggedWorld } from "./public-log.ts";

/** Seconds (or counts) by variant and column; undefined where it never comes to that. */
async function measured(
  lab: Lab,
  settings?: PlaySettings,
): Promise<Record<string, Record<string, number | undefined>>> {
  const rows = await runLab(lab, await shippedWorld(lab.world), settings);
  return Object.fromEntries(
    rows.map(({ variant, values }) => [
      variant.id,
      Object.fromEntries(
        lab.columns.map(({ id, unit }, index) => [id, (values[index] ?? NaN) / (unit === "ms" ? 1000 : 1)]),
      ),
    ]),
  );
}

describe("fix-race", () => {
  test.each([1, 2, 3, 42])(
    "A-10 a new image is tried at once, a new secret waits, a new pod does not, a deleted pod is gone (seed %d)",
    async (seed) => {
      const times = await measured(FIX_RACE, { seed, kubelet: "1.36" });
      const left = times["create-secret"]?.["left"] ?? NaN;
      expect(left).toBeGreaterThan(20);
      expect(times["edit-image"]?.["ready"]).toBeLessThan(5);
      expect(times["recreate"]?.["ready"]).toBeLessThan(5);
      expect(times["create-secret"]?.["ready"]).toBeGreaterThan(left);
      expect(times["create-secret"]?.["next"]).toBeLessThanOrEqual(left + 15);
      expect(times["delete"]).toEqual({ left, next: NaN, ready: NaN, looks: 0 });
    },
  );

  test("A-10 the table follows from the rules: where a secret cleared the delay, it would not wait", async () => {
    const rules = BELIEFS.find(({ id }) => id === "M15")?.patch(rulesOf("1.36")) as Rules;
    expect((await measured(FIX_RACE, { rules }))["create-secret"]?.["ready"]).toBeLessThan(16);
  });
});

describe("back-to-back", () => {
  test("A-11 success keeps the delay: soon after it the next is twice as long, much later it is the first again", async () => {
    const delays = await measured(BACK_TO_BACK, { kubelet: "1.36" });
    expect(delays["after-60"]).toMatchObject({ before: 20, after: 40 });
    expect(delays["after-400"]).toMatchObject({ before: 20, after: 40 });
    expect(delays["after-700"]).toMatchObject({ before: 20, after: 10 });
  });
});

describe("besideLog()", () => {
  const distances = async (seed: number, rules: Rules, latency?: number): Promise<readonly number[]> => {
    const world = loggedWorld(await shippedWorld("wrong-tag"), seed);
    const registries = world.registries.map((registry) => ({ ...registry, latency: latency ?? registry.latency }));
    const rows = besideLog(await runWorld({ ...world, registries }, { seed, rules }));
    return rows.map(({ logged, ran = Infinity }) => Math.abs(logged - ran));
  };

  test("A-07 all six changes are within 20 s of a public log in 95 of 100 runs, in the same order", async () => {
    const runs: (readonly number[])[] = [];
    for (let seed = 0; seed < 200; seed += 1) runs.push(await distances(seed, rulesOf("1.36")));
    const near = runs.filter((run) => run.every((distance) => distance <= 20));
    expect(near.length / runs.length).toBeGreaterThanOrEqual(0.95);
  });

  test("A-07 with the mean delay at every look they are within 10 s", async () => {
    const rules = rulesOf("1.36");
    const { afterErrorSeconds, jitter } = rules.sync;
    const sync = { ...rules.sync, afterErrorSeconds: afterErrorSeconds * (1 + jitter / 2), jitter: 0 };
    expect(Math.max(...(await distances(1, { ...rules, sync }, 1500)))).toBeLessThanOrEqual(10);
  });
});
