import type { Ladder, Rung, Tone } from "../../lessons/index.ts";
import { shortDuration } from "../print/short-duration.ts";
import { markOf } from "../print/status-mark.ts";
import type { Style } from "../print/style.ts";

export interface LadderScale {
  /** Virtual milliseconds of the whole line. */
  readonly for: number;
  readonly width: number;
  readonly style: Style;
}

interface Ink {
  readonly block: string;
  readonly ascii: string;
  readonly tone: Tone;
  readonly meaning: string;
}

const INKS: Readonly<Record<Rung["kind"], Ink>> = {
  pull: { block: "─", ascii: "-", tone: "busy", meaning: "pulling" },
  window: { block: "░", ascii: "=", tone: "waiting", meaning: "back-off" },
  over: { block: "▒", ascii: ".", tone: "unknown", meaning: "over, waiting for the next sync" },
  ready: { block: "━", ascii: "#", tone: "good", meaning: "pulled" },
};

/** Ticks of the time line, the first that leaves room for its label is taken. */
const TICKS = [10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map((seconds) => seconds * 1000);
const TICK_ROOM = 9;

/** The ladder as three lines on a linear scale: ends of pulls, stretches, time. Each ends with a line feed. */
export function ladderText({ rungs, ends }: Ladder, scale: LadderScale): string {
  return `${endsLine(ends, scale)}\n${rungsLine(rungs, scale)}\n${scale.style.dim(timeLine(scale))}\n`;
}

/** What the shapes mean. */
export function ladderLegend(style: Style): string {
  const kinds = Object.values(INKS).map((ink) => `${style.paint(ink.tone, shapeOf(ink, style))} ${ink.meaning}`);
  return `${kinds.join("   ")}\n`;
}

function shapeOf(ink: Ink, style: Style): string {
  return style.unicode ? ink.block : ink.ascii;
}

/** Column in which an instant lies; the end of the run lies behind the last one. */
function columnOf(t: number, scale: LadderScale): number {
  return Math.floor((t / scale.for) * scale.width);
}

function endsLine(ends: Ladder["ends"], scale: LadderScale): string {
  const cells = emptyCells(scale);
  for (const { t, ok } of ends) {
    const tone: Tone = ok ? "good" : "bad";
    cells[Math.min(columnOf(t, scale), scale.width - 1)] = scale.style.paint(tone, markOf(tone, scale.style));
  }
  return cells.join("").trimEnd();
}

/** Every rung has at least its first column; a later rung takes the column that two share. */
function rungsLine(rungs: readonly Rung[], scale: LadderScale): string {
  const cells = emptyCells(scale);
  for (const { kind, from, to, cut } of rungs) {
    const first = Math.min(columnOf(from, scale), scale.width - 1);
    const length = Math.max(1, columnOf(to, scale) - first);
    const label = kind === "window" && !cut ? shortDuration(to - from) : "";
    const ink = INKS[kind];
    const text = labelled(shapeOf(ink, scale.style).repeat(length), label);
    for (const [offset, character] of text.split("").entries()) {
      cells[first + offset] = scale.style.paint(ink.tone, character);
    }
  }
  return cells.join("").trimEnd();
}

/** The label in the middle of a stretch that is long enough to stay one. */
function labelled(stretch: string, label: string): string {
  const room = stretch.length - label.length;
  if (label === "" || room < 2) return stretch;
  const before = Math.floor(room / 2);
  return stretch.slice(0, before) + label + stretch.slice(before + label.length);
}

function timeLine(scale: LadderScale): string {
  const tick = TICKS.find((each) => (each / scale.for) * scale.width >= TICK_ROOM) ?? scale.for;
  const cells = emptyCells(scale);
  for (let t = 0; t < scale.for; t += tick) {
    const label = shortDuration(t);
    const at = columnOf(t, scale);
    if (at + label.length <= scale.width) cells.splice(at, label.length, ...label.split(""));
  }
  return cells.join("").trimEnd();
}

function emptyCells({ width }: LadderScale): string[] {
  return Array.from({ length: width }, () => " ");
}
