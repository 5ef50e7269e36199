import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";

import type { Entry } from "../../kinds/index.ts";
import { createStyle } from "../print/style.ts";
import { ladderText } from "./ladder-text.ts";
import { type Ladder, laddersOf } from "../../lessons/index.ts";

const style = createStyle({ colour: false, unicode: true });
const SECOND = 1000;

/** A pull a second long that fails, its window, and so on; the windows are those of the kubelet's own back-off. */
function failing(starts: readonly number[]): Entry[] {
  const entries = starts.flatMap((t, index) => {
    const window = Math.min(10 * 2 ** index, 300) * SECOND;
    const about = { pod: "default/web", container: "app" };
    const end = t + SECOND;
    return [
      { ...about, t, kind: "cri", data: { call: "PullImage", at: "begin" } },
      { ...about, t: end, kind: "cri", data: { call: "PullImage", at: "end", grpcCode: "NotFound" } },
      { ...about, t: end, kind: "backoff", data: { key: "k", window, until: end + window, failures: index + 1 } },
    ];
  });
  return entries.map((entry, seq) => ({ ...entry, seq })) as Entry[];
}

test("laddersOf() tells pulls, windows and the wait for the next sync apart", () => {
  const [ladder] = laddersOf(failing([0, 14_000]), 60_000);
  expect(ladder?.rungs).toEqual([
    { kind: "pull", from: 0, to: 1_000 },
    { kind: "window", from: 1_000, to: 11_000 },
    { kind: "over", from: 11_000, to: 14_000 },
    { kind: "pull", from: 14_000, to: 15_000 },
    { kind: "window", from: 15_000, to: 35_000 },
    { kind: "over", from: 35_000, to: 60_000 },
  ]);
  expect(ladder?.ends).toEqual([
    { t: 1_000, ok: false },
    { t: 15_000, ok: false },
  ]);
});

test("laddersOf() ends a ladder when its pod is deleted", () => {
  const gone = {
    seq: 9,
    t: 5_000,
    kind: "api",
    data: { verb: "delete", resource: "pods", namespace: "default", name: "web", code: 200 },
  };
  const [ladder] = laddersOf([...failing([0]), gone as Entry], 60_000);
  expect(ladder?.rungs.at(-1)).toEqual({ kind: "window", from: 1_000, to: 5_000, cut: true });
});

test("ladderText() draws windows as long as they are, with their length where there is room", () => {
  const [ladder] = laddersOf(failing([0, 14_000, 40_000]), 100_000);
  const [ends = "", rungs = "", time = ""] = ladderText(ladder as Ladder, { for: 100_000, width: 100, style }).split(
    "\n",
  );
  expect(ends).toBe(`${" ".repeat(1)}✕${" ".repeat(13)}✕${" ".repeat(25)}✕`);
  expect(rungs).toBe(`─░░░10s░░░░▒▒▒─░░░░░░░░20s░░░░░░░░░▒▒▒▒▒─${"░".repeat(18)}40s${"░".repeat(19)}${"▒".repeat(19)}`);
  const labels = ["0s", "10s", "20s", "30s", "40s", "50s", "1m", "1m10s", "1m20s", "1m30s"];
  expect(time).toBe(
    labels
      .map((label) => label.padEnd(10))
      .join("")
      .trimEnd(),
  );
});

test("ladderText() never gets wider than it may, whatever the run", () => {
  const starts = fc.array(fc.integer({ min: 1_000, max: 400_000 }), { maxLength: 12 });
  fc.assert(
    fc.property(starts, fc.integer({ min: 40, max: 200 }), fc.integer({ min: 1, max: 100 }), (gaps, width, minutes) => {
      let at = 0;
      const entries = failing(gaps.map((gap) => (at += gap)));
      const length = Math.max(minutes * 60_000, at + 2_000);
      for (const ladder of laddersOf(entries, length)) {
        const lines = ladderText(ladder, { for: length, width, style }).split("\n");
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
      }
    }),
  );
});
