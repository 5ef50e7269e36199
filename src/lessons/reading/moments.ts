import type { Step } from "../contract.ts";
import { toneOf } from "../tone.ts";

/** Which insight a step is the moment of. */
export type MomentKind =
  | "status-parts-from-phase"
  | "status-alternates"
  | "first-window"
  | "window-grows"
  | "cap-reached"
  | "late-look"
  | "somebody-acts"
  | "new-image-at-once"
  | "first-success"
  | "window-outlives-success";

/** A step at which something can be understood, with the facts of the trace that say it. */
export interface KeyMoment {
  readonly kind: MomentKind;
  readonly step: string;
  readonly facts: Readonly<Record<string, string>>;
}

interface Pulled {
  readonly window: number;
  readonly until: number;
  readonly step: Step;
}

/** What a trace tells of windows: read off its steps and the entries behind them. */
export interface MomentsInput {
  readonly steps: readonly Step[];
  readonly windows: readonly { readonly seq: number; readonly window: number; readonly until: number }[];
}

const SECOND = 1000;

/** The key moments of a run, each kind at most once, in the order in which they come. */
export function keyMoments({ steps, windows }: MomentsInput): readonly KeyMoment[] {
  const armed = windows.flatMap(({ seq, window, until }) => {
    const step = steps.find(({ seqs }) => seqs.includes(seq));
    return step === undefined ? [] : [{ window, until, step }];
  });
  const found = [...statusMoments(steps), ...windowMoments(armed, steps), ...actMoments(steps, armed)];
  const order = new Map(steps.map(({ id }, index) => [id, index]));
  return found.toSorted((a, b) => (order.get(a.step) ?? 0) - (order.get(b.step) ?? 0));
}

function statusMoments(steps: readonly Step[]): readonly KeyMoment[] {
  const parts = steps.find(({ status, phase }) => status !== undefined && isTrouble(status) && status !== phase);
  const seen = steps.filter(({ status }) => status !== undefined && isTrouble(status));
  const turns = seen.filter(({ status }, index) => index > 0 && status !== seen[index - 1]?.status);
  const [, back] = turns;
  const success = steps.find(({ status }) => status !== undefined && toneOf(status) === "good");
  return [
    ...moment("status-parts-from-phase", parts, { status: parts?.status ?? "", phase: parts?.phase ?? "" }),
    ...moment("status-alternates", back, { one: seen[0]?.status ?? "", other: turns[0]?.status ?? "" }),
    ...moment("first-success", success, { status: success?.status ?? "" }),
  ];
}

function isTrouble(status: string): boolean {
  return toneOf(status) === "bad" || toneOf(status) === "waiting";
}

function windowMoments(armed: readonly Pulled[], steps: readonly Step[]): readonly KeyMoment[] {
  const [first] = armed;
  const grows = armed.find(({ window }, index) => index > 0 && window > (armed[index - 1]?.window ?? 0));
  const before = armed[armed.indexOf(grows as Pulled) - 1];
  const capped = armed.find(({ window }, index) => index > 0 && window === armed[index - 1]?.window);
  return [
    ...moment("first-window", first?.step, { window: seconds(first?.window) }),
    ...moment("window-grows", grows?.step, { before: seconds(before?.window), window: seconds(grows?.window) }),
    ...moment("cap-reached", capped?.step, { window: seconds(capped?.window) }),
    ...lateLook(armed, steps),
  ];
}

/** The window is over, and the next pull is seconds later: nobody has looked in between. */
function lateLook(armed: readonly Pulled[], steps: readonly Step[]): readonly KeyMoment[] {
  for (const { until, step } of armed) {
    const next = steps.find(({ id, t }) => t > step.t && /^p\d/.test(id));
    if (next !== undefined && next.t - until > SECOND) {
      return moment("late-look", next, { late: ((next.t - until) / SECOND).toFixed(1) });
    }
  }
  return [];
}

function actMoments(steps: readonly Step[], armed: readonly Pulled[]): readonly KeyMoment[] {
  const act = steps.find(({ id, t }) => /^a\d/.test(id) && t > 0);
  if (act === undefined) return [];
  const open = armed.findLast(({ step }) => step.t <= act.t);
  const pull = steps.find(({ id, t }) => /^p\d/.test(id) && t >= act.t);
  const atOnce = open !== undefined && pull !== undefined && open.until > pull.t;
  const success = steps.find(({ id }) => id.endsWith(".ok"));
  const outlives = success !== undefined && open !== undefined && open.until > success.t ? success : undefined;
  return [
    ...moment("somebody-acts", act, { run: act.action }),
    ...(atOnce ? moment("new-image-at-once", pull, { left: seconds(open.until - pull.t) }) : []),
    ...moment("window-outlives-success", outlives, { left: seconds((open?.until ?? 0) - (outlives?.t ?? 0)) }),
  ];
}

function moment(kind: MomentKind, step: Step | undefined, facts: KeyMoment["facts"]): readonly KeyMoment[] {
  return step === undefined ? [] : [{ kind, step: step.id, facts }];
}

function seconds(milliseconds = 0): string {
  return `${Math.round(milliseconds / SECOND)}`;
}
