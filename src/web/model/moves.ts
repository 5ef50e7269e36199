import type { View } from "./view.ts";

export type Move = "first" | "back" | "forward" | "last" | Jump;
export type Jump = `${"next" | "previous"}-${"attempt" | "status" | "event"}`;

/** The step that a move from `cursor` leads to; the cursor itself where there is none. */
export function moved(view: View, cursor: number, move: Move): number {
  const last = view.steps.length - 1;
  switch (move) {
    case "first":
      return 0;
    case "last":
      return last;
    case "back":
      return Math.max(0, cursor - 1);
    case "forward":
      return Math.min(last, cursor + 1);
    default:
      return jumped(view, cursor, move);
  }
}

function jumped(view: View, cursor: number, move: Jump): number {
  const [way, what] = move.split("-") as ["next" | "previous", "attempt" | "status" | "event"];
  const by = way === "next" ? 1 : -1;
  for (let index = cursor + by; index >= 0 && index < view.steps.length; index += by) {
    if (IS[what](view, index)) return index;
  }
  return cursor;
}

const IS: Readonly<Record<"attempt" | "status" | "event", (view: View, index: number) => boolean>> = {
  attempt: ({ steps }, index) => /^p\d+/.test(steps[index]?.id ?? "") && !isEndAlone(steps[index]?.id ?? ""),
  status: ({ steps }, index) => index > 0 && steps[index]?.status !== steps[index - 1]?.status,
  event: ({ run, moments }, index) => {
    const [before, upto] = [moments[index - 1]?.seq ?? -1, moments[index]?.seq ?? -1];
    return run.entries.slice(before + 1, upto + 1).some(({ kind }) => kind === "event");
  },
};

/** The row that tells only how a pull ended, where its begin has a row of its own, still is part of that attempt. */
function isEndAlone(id: string): boolean {
  return id.endsWith(".ok");
}

/** The last step that has begun by then. */
export function stepAt({ moments }: Pick<View, "moments">, t: number): number {
  const index = moments.findLastIndex(({ from }) => from <= t);
  return Math.max(0, index);
}

/** The step by its id: `p3` is also `p3.f`, where the pull is one row. */
export function stepOfId({ steps }: Pick<View, "steps">, id: string): number | undefined {
  const exact = steps.findIndex((step) => step.id === id);
  const index = exact === -1 ? steps.findIndex((step) => step.id.startsWith(`${id}.`)) : exact;
  return index === -1 ? undefined : index;
}

const SHORTEST = 120;
const LONGEST = 5000;

/** Real milliseconds until the next step at a speed; never too short to be seen, nor a wait without end. */
export function playDelay({ steps }: Pick<View, "steps">, cursor: number, speed: number): number {
  const gap = (steps[cursor + 1]?.t ?? 0) - (steps[cursor]?.t ?? 0);
  return Math.max(SHORTEST, Math.min(LONGEST, gap / speed));
}
