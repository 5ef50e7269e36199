import { readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { machine } from "../../kubelet/index.ts";
import { MINORS, rulesOf } from "../../kinds/index.ts";
import { readWorld, runWorld } from "../../sandbox/index.ts";
import { eventsAt, exchangeAt, trackedAt } from "./at-cursor.ts";
import { isReading, refusal } from "./console.ts";
import { flowAt, lanesOf } from "./flow.ts";
import { ladderLayout } from "./ladder-layout.ts";
import { formatLink, parseLink } from "./link.ts";
import { moved, stepAt } from "./moves.ts";
import { compressedScale, linearScale, logScale } from "./scale.ts";
import { openSession, reduce } from "./session.ts";
import { viewOf } from "./view.ts";
import { fadeFor } from "./worked.ts";
import { firstWhere } from "./lookup.ts";
import { mapAt } from "./map.ts";
import { rowWindow } from "./row-window.ts";

async function runOf(name: string, length?: number) {
  const path = join(import.meta.dirname, `../../../worlds/${name}.yaml`);
  const read = await readWorld(readFileSync(path, "utf8"), { name });
  if (!read.ok) throw new Error(read.fault.message);
  const world = length === undefined ? read.value : { ...read.value, actions: [], for: length };
  const trace = await runWorld(world);
  return { world, run: { ...trace, entries: [...trace.entries] } };
}

const { world, run } = await runOf("wrong-tag");
const view = viewOf(run);

describe("lanesOf()", () => {
  test.each(MINORS)("draws every state of the kubelet of %s exactly once", (minor) => {
    const drawn = lanesOf(minor).flatMap(({ stations }) =>
      stations.flatMap(({ id, exits }) => [id, ...exits.map((exit) => exit.id)]),
    );
    const states = machine(rulesOf(minor)).states.map(({ id }) => id);
    expect(drawn.toSorted()).toEqual(states.toSorted());
  });
});

describe("flowAt()", () => {
  test("passes only states of the machine, and stands on the last one", () => {
    const states = new Set(machine(rulesOf("1.35")).states.map(({ id }) => id));
    for (let cursor = 0; cursor < view.steps.length; cursor += 1) {
      const { counts, current } = flowAt(view, cursor);
      expect([...counts.keys()].filter((state) => !states.has(state))).toEqual([]);
      expect(current === undefined || counts.has(current)).toBe(true);
    }
  });
});

describe("scales", () => {
  const scales = [
    linearScale(360_000),
    logScale(360_000),
    compressedScale(
      view.steps.map(({ t }) => t),
      360_000,
    ),
  ];

  test("lead back to the instant that they came from, and never backwards", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 360_000 }), fc.integer({ min: 0, max: 360_000 }), (one, other) => {
        for (const scale of scales) {
          expect(scale.instant(scale.place(one))).toBeCloseTo(one, 3);
          expect(Math.sign(scale.place(one) - scale.place(other)) * Math.sign(one - other)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  test.each([280, 328, 752, 1232])("leave no two labels on one another at %i pixels", (width) => {
    for (const scale of scales) {
      const layout = ladderLayout({ ...view, entries: run.entries, overLabel: "next sync" }, scale, width);
      const places = layout.ticks.map(({ x }) => x);
      expect(places.slice(1).every((x, index) => x - (places[index] ?? 0) >= 56)).toBe(true);
      expect(places.every((x) => x >= 0 && x <= width)).toBe(true);
    }
  });
});

describe("links", () => {
  test("formatLink() and parseLink() are each other's way back", () => {
    const actions = [{ at: 42_001, run: "kubectl set image pod/web app=é:1", exits: 0 }];
    const link = { scenario: "wrong-tag", mode: "why", step: "p3.f", seed: 43, kubelet: "1.36", actions } as const;
    expect(parseLink(formatLink(link))).toEqual(link);
  });

  test("parseLink() makes something of anything, and takes nothing from it that is no action", () => {
    fc.assert(
      fc.property(fc.string(), (junk) => {
        expect(parseLink(`#/${junk}?a=${junk}&step=${junk}`).scenario).toMatch(/^[a-z0-9-]+$/);
      }),
    );
    expect(parseLink(`#/x?a=${btoa('[{"at":-1,"run":"x"}]')}`).actions).toBeUndefined();
    expect(parseLink(`#/x?a=${btoa('[{"at":1,"code":"alert(1)"}]')}`).actions).toBeUndefined();
  });
});

describe("the session", () => {
  const session = openSession({
    world,
    run,
    link: { scenario: "wrong-tag", mode: "visualize", step: "p3.f" },
    seed: 42,
    kubelet: "1.35",
  });

  test("stays on its steps, whatever moves it", () => {
    const moves = fc.constantFrom(
      "first",
      "back",
      "forward",
      "last",
      "next-attempt",
      "previous-attempt",
      "next-status",
      "previous-event",
    );
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 30 }), (all) => {
        const end = all.reduce((state, move) => reduce(state, { do: "move", move: move as "first" }), session);
        expect(end.cursor).toBeGreaterThanOrEqual(0);
        expect(end.cursor).toBeLessThan(view.steps.length);
      }),
    );
  });

  test("keeps the old future when another one grows, and finds the same instant in it", () => {
    const grown = reduce(session, { do: "branch", branch: { name: "x", actions: [], run }, t: 42_001 });
    expect(grown.branches).toHaveLength(2);
    expect(reduce(grown, { do: "choose", branch: 0 }).branches[0]).toBe(session.branches[0]);
  });
});

describe("the console", () => {
  test("takes no flag that leads elsewhere, and tells reading from doing", () => {
    for (const flag of ["--server=http://x", "--kubeconfig x", "--token=a", "-s http://x", "--context=b"])
      expect(refusal(`kubectl get pods ${flag}`)).toContain("one cluster");
    expect(refusal("kubectl exec web -- sh")).toContain("needs a real container");
    expect([isReading("kubectl get pods"), isReading("delete pod web")]).toEqual([true, false]);
  });
});

test("a run of a day is drawn like any other", async () => {
  const long = await runOf("wrong-tag", 24 * 3_600_000);
  const day = viewOf(long.run);
  const last = day.steps.length - 1;
  expect(last).toBeGreaterThan(500);
  expect(moved(day, last, "previous-attempt")).toBeLessThan(last);
  expect(stepAt(day, 12 * 3_600_000)).toBeGreaterThan(100);
  expect(eventsAt(day, last).length).toBeGreaterThan(0);
  expect(exchangeAt(day, last)?.entries.length).toBeGreaterThan(0);
  expect(trackedAt(day.trackers, last)).toHaveLength(day.trackers.length);
  const layout = ladderLayout(
    { ...day, entries: day.run.entries, overLabel: "next sync" },
    linearScale(day.length),
    1200,
  );
  expect(layout.ticks.length).toBeLessThan(30);
});

test("a worked run leaves out more for those who answer more rightly", () => {
  expect(fadeFor(new Map())).toBe("last");
  expect(fadeFor(new Map([["SYM", 1] as const, ["TIM", 0.2] as const]))).toBe("last");
  expect(fadeFor(new Map([["SYM", 0.6] as const]))).toBe("half");
  expect(fadeFor(new Map([["SYM", 1] as const, ["TIM", 0.9] as const]))).toBe("all");
});

test("firstWhere() is the index that a search from the start finds", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(50), (numbers, limit) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      const wanted = sorted.findIndex((each) => each > limit);
      const found = firstWhere(sorted.length, (index) => (sorted[index] ?? 0) > limit);
      expect(found).toBe(wanted === -1 ? sorted.length : wanted);
    }),
  );
});

test("a window of rows has the cursor in it, and all rows where they are few", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.nat(), (count, place) => {
      const cursor = place % count;
      const { from, to } = rowWindow(count, cursor);
      expect([from <= cursor, cursor < to, to <= count, to - from <= 400]).toEqual([true, true, true, true]);
      expect(count > 400 || to - from === count).toBe(true);
    }),
  );
});

test("the map breaks where the exchange does, and holds once the pod runs", () => {
  const failed = view.steps.findIndex(({ id }) => id === "p3.f");
  const broken = mapAt(view, failed).flatMap(({ places }) => places.filter(({ holds }) => holds === false));
  expect(broken.map(({ kind, facts }) => [kind, facts])).toEqual([["registry", "404"]]);
  const last = mapAt(view, view.steps.length - 1).flatMap(({ places }) =>
    places.filter(({ holds }) => holds === false),
  );
  expect(last).toEqual([]);
});
