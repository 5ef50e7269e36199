import { toneOf } from "../../lessons/index.ts";
import type { World, WorldAction } from "../../kinds/index.ts";
import type { Run } from "../engine/index.ts";

const WAIT = 600_000;
const PAUSE = 5000;
const FIRST = 20_000;

/** The world with its trouble and none of its repairs, and what the learner has typed, a few seconds apart. */
export function fixWorld(world: World, lines: readonly string[]): World {
  const actions: readonly WorldAction[] = lines.map((run, index) => ({ at: FIRST + index * PAUSE, run, exits: 0 }));
  return { ...world, actions, for: FIRST + lines.length * PAUSE + WAIT };
}

/** The moment behind the last line. */
export function fixMoment(lines: readonly string[]): number {
  return FIRST + lines.length * PAUSE;
}

export type FixResult =
  | {
      readonly done: true;
      readonly after: number;
      readonly commands: number;
      readonly par: number;
      readonly smells: readonly Smell[];
    }
  | { readonly done: false; readonly status: string; readonly seq: number };

/** A repair that works and should not be made. */
export type Smell = "policy-changed" | "pods-added";

/** Whether the pod is there and ready at the end, ten minutes after the last line; else what it shows. */
export function fixResult({ entries }: Run, world: World, lines: readonly string[]): FixResult {
  const last = entries.findLast((entry) => entry.kind === "status");
  const gone = entries.findLast(
    (entry) =>
      entry.kind === "api" && entry.data.resource === "pods" && entry.data.verb === "delete" && entry.data.code < 300,
  );
  const created = entries.findLast(
    (entry) =>
      entry.kind === "api" && entry.data.resource === "pods" && entry.data.verb === "create" && entry.data.code < 300,
  );
  const isGone = gone !== undefined && (created?.seq ?? 0) < gone.seq;
  if (last?.kind !== "status" || isGone || toneOf(last.data.status) !== "good") {
    return { done: false, status: isGone || last?.kind !== "status" ? "" : last.data.status, seq: last?.seq ?? 0 };
  }
  const ready = entries.find((entry) => entry.kind === "status" && toneOf(entry.data.status) === "good");
  const par = world.actions.filter((action) => "run" in action && action.exits === 0).length;
  return {
    done: true,
    after: (ready?.t ?? 0) - FIRST,
    commands: lines.length,
    par: Math.max(1, par),
    smells: smellsOf(lines),
  };
}

function smellsOf(lines: readonly string[]): readonly Smell[] {
  return [
    ...(lines.some((line) => line.includes("imagePullPolicy")) ? (["policy-changed"] as const) : []),
    ...(lines.some((line) => /^(?:kubectl )?run /.test(line)) ? (["pods-added"] as const) : []),
  ];
}
