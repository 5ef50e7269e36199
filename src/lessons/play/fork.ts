import type { World, WorldAction } from "../../kinds/index.ts";
import type { Step } from "../contract.ts";

/** How long a future goes on after the last thing that was done in it, at least. */
const AFTERWARDS = 600_000;

/**
 * The world in which something else is done from a moment on: what it had still to do is not done. The first world stays as it is, and
 * so do all entries up to the moment, which both runs have in common.
 */
export function forkedWorld(world: World, at: number, actions: readonly WorldAction[]): World {
  const own = actions.map((action) => ({ ...action, at: Math.max(action.at, at) })).toSorted((a, b) => a.at - b.at);
  const last = own.at(-1)?.at ?? at;
  return {
    ...world,
    for: Math.max(world.for, last + AFTERWARDS),
    actions: [...world.actions.filter((action) => action.at < at), ...own],
  };
}

/** Where two runs part: the first steps that differ, each absent where that run has ended. */
export interface Parting {
  /** How many steps they have in common. */
  readonly common: number;
  readonly left?: Step;
  readonly right?: Step;
}

/** The first step in which two runs differ, in what is seen or in when; undefined when they are alike to the end. */
export function partingOf(left: readonly Step[], right: readonly Step[]): Parting | undefined {
  const longest = Math.max(left.length, right.length);
  for (let common = 0; common < longest; common += 1) {
    const [one, other] = [left[common], right[common]];
    if (one !== undefined && other !== undefined && looksAlike(one, other)) continue;
    return { common, ...(one === undefined ? {} : { left: one }), ...(other === undefined ? {} : { right: other }) };
  }
  return undefined;
}

const VISIBLE = ["t", "pod", "container", "action", "result", "status", "phase", "notes", "repeats"] as const;

function looksAlike(one: Step, other: Step): boolean {
  return VISIBLE.every((field) => one[field] === other[field]);
}
