import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import { boundPod, KubeletNode } from "../../../test/kubelet-node.ts";
import { type Random, SeededRandom } from "../../base/index.ts";
import { type Entry, type Rules, rulesOf } from "../../kinds/index.ts";

interface Table {
  readonly ideal: {
    readonly pulls: readonly { readonly t: number }[];
    readonly visible_reason: readonly { readonly t: number; readonly reason: string }[];
  };
  readonly zero_jitter: {
    readonly pulls: readonly { readonly t: number; readonly window_after: number }[];
    readonly visible_reason: readonly { readonly t: number; readonly reason: string }[];
    readonly sync_results: readonly {
      readonly t: number;
      readonly visible_before: string;
      readonly result: string;
      readonly window: number;
    }[];
  };
  readonly bounds: { readonly earliest: readonly number[]; readonly latest: readonly number[] };
  readonly monte_carlo: {
    readonly rows: readonly {
      readonly pull: number;
      readonly mean: number;
      readonly p05: number;
      readonly p95: number;
    }[];
  };
}

const TABLE = readUpstream("timeline") as Table;
const IMAGE = "registry.example/web:nope";
const REAL = rulesOf("1.35");
const ZERO: Random = { next: () => 0 };
/** Runs with different chance. */
const RUNS = 200;

interface Surroundings {
  /** Milliseconds of a pull. */
  readonly took?: number;
  readonly rules?: Rules;
}

/** One pod whose image never exists, left alone. */
async function leftAlone(
  random: Random,
  seconds: number,
  { took = 0, rules = REAL }: Surroundings = {},
): Promise<KubeletNode> {
  const error = { grpcCode: "NotFound", message: "not found" } as const;
  const node = new KubeletNode({ rules, random, pulls: { [IMAGE]: { error, took } } });
  node.add(boundPod({ containers: [{ name: "main", image: IMAGE, imagePullPolicy: "IfNotPresent" }] }));
  await node.run(seconds * 1000);
  return node;
}

function seconds({ t }: Pick<Entry, "t">): number {
  return t / 1000;
}

function pullsOf(node: KubeletNode): readonly number[] {
  return node
    .entriesOf("decision")
    .filter(({ data }) => data.state === "pulling")
    .map(seconds);
}

/** Seconds and waiting reasons of the published statuses. */
function shownBy(node: KubeletNode): readonly { readonly t: number; readonly reason: string }[] {
  return node.published.flatMap(({ t, status }) => {
    const reason = status.containerStatuses?.[0]?.state.waiting?.reason;
    return reason === undefined ? [] : [{ t: t / 1000, reason }];
  });
}

/** The decisions that end a look: not that a pull has begun. */
function looksOf(node: KubeletNode) {
  return node.entriesOf("decision").filter(({ data }) => data.state !== "pulling");
}

describe("a pod whose image never exists, without jitter", async () => {
  const { pulls, visible_reason: visible, sync_results: results } = TABLE.zero_jitter;
  const node = await leftAlone(ZERO, 1_212);

  test("pulls when the table says, with its windows", () => {
    const windows = node.entriesOf("backoff").map(({ data }) => data.window / 1000);

    expect(pullsOf(node)).toEqual(pulls.map(({ t }) => t));
    expect(windows).toEqual(pulls.map(({ window_after: window }) => window));
  });

  test("shows the table's reasons at the table's times", () => {
    expect(shownBy(node).slice(0, visible.length)).toEqual(visible);
  });

  test("publishes what the sync before has found, then works", () => {
    const told = looksOf(node)
      .slice(0, results.length)
      .map((entry) => {
        const before = node.published.findLast(({ t }) => t <= entry.t)?.status;
        const visibleBefore = before?.containerStatuses?.[0]?.state.waiting?.reason;
        return { t: seconds(entry), visible_before: visibleBefore, result: entry.data.reason };
      });

    expect(told).toEqual(results.map(({ t, visible_before, result }) => ({ t, visible_before, result })));
  });

  test("publishes nothing while nothing changes", () => {
    const texts = node.published.map(({ status }) => JSON.stringify(status));

    expect(texts.every((text, index) => text !== texts[index - 1])).toBe(true);
  });
});

describe("a pod whose image never exists, with a ticker and a relist that never sleep", async () => {
  const { pulls, visible_reason: visible } = TABLE.ideal;
  const sync = { ...REAL.sync, tickSeconds: 0.001, relistSeconds: 0.001 };
  const node = await leftAlone(ZERO, 1_212, { rules: { ...REAL, sync } });

  test("pulls when the ideal table says, and shows its reasons", () => {
    const shown = shownBy(node).map(({ t, reason }) => ({ t: Math.round(t), reason }));

    expect(pullsOf(node).map(Math.round)).toEqual(pulls.map(({ t }) => t));
    expect(shown.slice(0, visible.length)).toEqual(visible);
  });
});

describe("a pod whose image never exists, with jitter", async () => {
  const nodes: KubeletNode[] = [];
  for (let seed = 0; seed < RUNS; seed += 1) nodes.push(await leftAlone(new SeededRandom(seed), 1_660));
  const all = nodes.map(pullsOf);

  test("shows ContainerCreating, then ErrImagePull and ImagePullBackOff in turn", () => {
    const inTurn = (index: number): string => (index % 2 === 1 ? "ErrImagePull" : "ImagePullBackOff");
    const wrong = nodes.map(shownBy).filter((shown) => {
      const [first, ...others] = shown.map(({ reason }) => reason);
      return first !== "ContainerCreating" || others.some((reason, index) => reason !== inTurn(index + 1));
    });

    expect(nodes.every((node) => shownBy(node).length > 15)).toBe(true);
    expect(wrong).toEqual([]);
  });

  test("pulls within the bounds", () => {
    const { earliest, latest } = TABLE.bounds;
    const outside = all.flatMap((pulls) =>
      pulls.flatMap((t, index) => (t >= (earliest[index] ?? 0) && t <= (latest[index] ?? 0) ? [] : [[index, t]])),
    );

    expect(all.every((pulls) => pulls.length >= latest.length)).toBe(true);
    expect(outside).toEqual([]);
  });

  test("looks at least once between two pulls, and every 10 to 16 seconds", async () => {
    const node = await leftAlone(new SeededRandom(1), 1_660);
    const looks = looksOf(node);
    const distances = looks.slice(2).map((look, index) => seconds(look) - seconds(looks[index + 1] ?? look));

    expect(Math.min(...distances)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...distances)).toBeLessThanOrEqual(16);
    expect(
      looks.every(
        ({ data }, index) => data.reason !== "ErrImagePull" || looks[index - 1]?.data.reason !== "ErrImagePull",
      ),
    ).toBe(true);
  });
});

describe("two looks with nothing but time between them", async () => {
  const distances: number[] = [];
  for (let seed = 0; seed < RUNS; seed += 1) {
    const looks = looksOf(await leftAlone(new SeededRandom(seed), 1_000)).slice(1);
    for (const [index, look] of looks.entries())
      if (index > 0) distances.push(seconds(look) - seconds(looks[index - 1] ?? look));
  }
  distances.sort((a, b) => a - b);
  const at = (share: number): number => distances[Math.floor(distances.length * share)] ?? NaN;

  /** What 475 pairs of recorded events gave; their own noise is some tenths of a second. */
  test.each([
    [0.05, 10.9],
    [0.5, 13],
    [0.95, 15],
  ])("are apart as the recorded ones: quantile %d at %d s", (share, recorded) => {
    expect(Math.abs(at(share) - recorded)).toBeLessThan(0.3);
  });
});

describe("a pod whose image never exists, as the table's simulation has it", async () => {
  const all: (readonly number[])[] = [];
  for (let seed = 0; seed < RUNS; seed += 1) {
    const pulls = pullsOf(await leftAlone(new SeededRandom(seed), 1_700, { took: 500 }));
    all.push(pulls);
  }

  test.each(TABLE.monte_carlo.rows)("pull $pull on average at $mean s", ({ pull, mean, p05, p95 }) => {
    const times = all.map((pulls) => pulls[pull - 1] ?? NaN);
    const average = times.reduce((sum, t) => sum + t, 0) / times.length;
    /** Four standard errors of so few runs, and a second for how the simulation begins. */
    const tolerance = ((p95 - p05) / 3.3 / Math.sqrt(RUNS)) * 4 + 1;

    expect(Math.abs(average - mean)).toBeLessThanOrEqual(tolerance);
  });
});
