import type { Ladder, Rung } from "../../lessons/index.ts";
import type { Entry } from "../../kinds/index.ts";
import type { Stretch } from "./ribbon.ts";
import type { Scale } from "./scale.ts";
import { shortDuration } from "./times.ts";

export interface Span {
  readonly x: number;
  readonly width: number;
  /** Absent where there is no room for it. */
  readonly label?: string;
}

export interface LadderLayout {
  readonly rungs: readonly (Span & Pick<Rung, "kind" | "cut">)[];
  readonly ribbon: readonly (Span & { readonly status: string; readonly glyphOnly: boolean })[];
  readonly ends: readonly { readonly x: number; readonly ok: boolean }[];
  readonly flags: readonly Span[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly folds: readonly number[];
}

export interface LadderInput {
  readonly ladder: Ladder | undefined;
  readonly ribbon: readonly Stretch[];
  readonly entries: readonly Entry[];
  readonly length: number;
  /** What a stretch says in which the window is over and nobody has looked yet. */
  readonly overLabel: string;
}

/** Width of a character of the small type, on the safe side. */
const CHARACTER = 7.6;
const PADDING = 8;
const TICKS = [10, 20, 30, 60, 120, 300, 600, 1800, 3600, 7200].map((seconds) => seconds * 1000);
const TICK_ROOM = 56;
const GLYPH_ROOM = 18;
/** So many are drawn whatever their width. */
const MANY = 400;
const MARK_ROOM = 10;

/** Where everything of the ladder stands on a line that is `width` pixels wide. Labels that do not fit are left out. */
export function ladderLayout(input: LadderInput, scale: Scale, width: number): LadderLayout {
  const x = (t: number): number => Math.round(scale.place(Math.min(t, input.length)) * width * 2) / 2;
  const span = (from: number, to: number, label: string): Span => fitted({ x: x(from), width: x(to) - x(from) }, label);
  return {
    rungs: seen(
      (input.ladder?.rungs ?? []).map((rung) => ({
        ...span(
          rung.from,
          rung.to,
          rung.kind === "window" ? windowLabel(rung) : rung.kind === "over" ? input.overLabel : "",
        ),
        kind: rung.kind,
        ...(rung.cut ? { cut: true as const } : {}),
      })),
    ),
    ribbon: seen(
      input.ribbon.map(({ from, to, status }) => {
        const placed = span(from, to, `● ${status}`);
        return { ...placed, status, glyphOnly: placed.label === undefined && placed.width >= GLYPH_ROOM };
      }),
    ),
    ends: apart((input.ladder?.ends ?? []).map(({ t, ok }) => ({ x: x(t), ok }))),
    flags: flagsOf(input, x, width),
    ticks: ticksOf(input.length, x, width),
    folds: scale.folds.map((place) => place * width),
  };
}

function fitted(span: { readonly x: number; readonly width: number }, label: string): Span {
  return label !== "" && label.length * CHARACTER + PADDING <= span.width ? { ...span, label } : span;
}

function windowLabel({ from, to, cut }: Rung): string {
  return cut ? "" : shortDuration(Math.round((to - from) / 1000) * 1000);
}

/** Of spans that are narrower than can be seen, one for each place: a year of attempts is not drawn attempt by attempt. */
function seen<T extends Span>(spans: readonly T[]): readonly T[] {
  if (spans.length < MANY) return spans;
  let last = -Infinity;
  return spans.filter(({ x, width }) => {
    const isSeen = width >= 1 || x - last >= 1;
    if (isSeen) last = x;
    return isSeen;
  });
}

/** Marks that would lie on one another give way to the later one. */
function apart<T extends { readonly x: number }>(marks: readonly T[]): readonly T[] {
  return marks.filter(({ x }, index) => (marks[index + 1]?.x ?? Infinity) - x >= MARK_ROOM);
}

/** What people did after the start, above the line; a label keeps clear of the next one and of the edge. */
function flagsOf({ entries }: LadderInput, x: (t: number) => number, width: number): readonly Span[] {
  const done = entries.flatMap((entry) =>
    entry.kind === "user" && entry.data.at === "begin" && entry.seq > 0 ? [{ x: x(entry.t), run: entry.data.run }] : [],
  );
  return done.map(({ x, run }, index) => {
    const room = Math.min(width, done[index + 1]?.x ?? width) - x;
    const most = Math.floor((room - GLYPH_ROOM) / CHARACTER);
    if (most < 8) return { x, width: 0 };
    return { x, width: room, label: run.length > most ? `${run.slice(0, most - 1)}…` : run };
  });
}

function ticksOf(length: number, x: (t: number) => number, width: number): LadderLayout["ticks"] {
  const ticks: { x: number; label: string }[] = [];
  const every = TICKS.find((each) => length / each <= 400) ?? length;
  const nice = TICKS.find((each) => (each / length) * width >= TICK_ROOM) ?? length;
  for (let t = 0; t <= length; t += every < nice ? every : nice) {
    const at = x(t);
    const label = shortDuration(t);
    const half = (label.length * CHARACTER) / 2;
    const rounds = t % nice === 0 || t === 0;
    if (!rounds && (ticks.at(-1)?.x ?? -Infinity) + TICK_ROOM * 1.5 > at) continue;
    if ((ticks.at(-1)?.x ?? -Infinity) + TICK_ROOM > at || at + half > width) continue;
    ticks.push({ x: at, label });
  }
  return ticks;
}
