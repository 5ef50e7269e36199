import type { Entry, Minor, World, WorldAction } from "../../kinds/index.ts";
import type { Run } from "../engine/index.ts";
import type { Link } from "./link.ts";
import type { Mode } from "./modes.ts";
import { type Move, moved, stepAt, stepOfId } from "./moves.ts";
import type { ScaleKind } from "./scale.ts";
import { type View, viewOf } from "./view.ts";

/** One future of the world. The first one is the world's own. */
export interface Branch {
  readonly id: number;
  /** What made it: the line that was typed, or nothing for the world's own. */
  readonly name: string;
  /** Actions in place of the world's own. */
  readonly actions?: readonly WorldAction[];
  /** Where it left which branch. */
  readonly parent?: { readonly branch: number; readonly step: string; readonly t: number };
  readonly view: View;
}

/** A world that is being looked at: its branches, and one cursor that all views follow. */
export interface Session {
  readonly world: World;
  readonly seed: number;
  readonly kubelet: Minor;
  readonly branches: readonly Branch[];
  readonly current: number;
  /** Index of a step of the current branch. */
  readonly cursor: number;
  readonly mode: Mode;
  readonly playing: boolean;
  readonly speed: number;
  readonly scale: ScaleKind;
  /** Ids of steps that were marked, and whether playing goes round between the first and the last of them. */
  readonly marks: readonly string[];
  readonly loops: boolean;
  /** How the last move is to stand in the history of the browser. */
  readonly move: "push" | "replace";
  /** A step that an address named and that there is not. */
  readonly missing?: string;
}

export type SessionAction =
  | { readonly do: "move"; readonly move: Move }
  | { readonly do: "go"; readonly step: number; readonly jump?: boolean }
  | { readonly do: "seek"; readonly t: number }
  | { readonly do: "link"; readonly link: Link }
  | { readonly do: "mode"; readonly mode: Mode }
  | { readonly do: "play"; readonly playing: boolean }
  | { readonly do: "speed"; readonly by: 1 | -1 }
  | { readonly do: "mark" }
  | { readonly do: "loop" }
  | { readonly do: "scale"; readonly scale: ScaleKind }
  | { readonly do: "branch"; readonly branch: Omit<Branch, "id" | "view"> & { readonly run: Run }; readonly t: number }
  | { readonly do: "live"; readonly entries: readonly Entry[]; readonly now: number }
  | { readonly do: "choose"; readonly branch: number };

const SPEEDS = [1, 2, 5, 10, 30, 60, 120, 300, 600] as const;

export interface Opened {
  readonly world: World;
  readonly run: Run;
  readonly link: Link;
  readonly seed: number;
  readonly kubelet: Minor;
}

/** A world just opened: at the step that the address names, else at the first. */
export function openSession({ world, run, link, seed, kubelet }: Opened): Session {
  const view = viewOf(run);
  const branch: Branch = { id: 0, name: "", view, ...(link.actions === undefined ? {} : { actions: link.actions }) };
  const session: Session = {
    world,
    seed,
    kubelet,
    branches: [branch],
    current: 0,
    cursor: 0,
    mode: link.mode,
    playing: false,
    speed: 60,
    scale: "compressed",
    marks: [],
    loops: false,
    move: "replace",
  };
  return atStep(session, link.step);
}

export function currentBranch({ branches, current }: Session): Branch {
  const branch = branches.find(({ id }) => id === current);
  if (branch === undefined) throw new Error(`No branch ${current}`);
  return branch;
}

export function reduce(session: Session, action: SessionAction): Session {
  const { view } = currentBranch(session);
  switch (action.do) {
    case "move":
      return moveTo(session, moved(view, session.cursor, action.move), action.move.includes("-"));
    case "go":
      return moveTo(session, action.step, action.jump !== false);
    case "seek":
      return moveTo(session, stepAt(view, action.t), false);
    case "link":
      return atStep({ ...session, mode: action.link.mode, move: "replace" }, action.link.step);
    case "mode":
      return { ...session, mode: action.mode, playing: false, move: "push" };
    case "play":
      return { ...session, playing: action.playing && session.cursor < view.steps.length - 1 };
    case "speed":
      return { ...session, speed: nextSpeed(session.speed, action.by) };
    case "mark":
      return marked(session, view.steps[session.cursor]?.id);
    case "loop":
      return { ...session, loops: !session.loops };
    case "scale":
      return { ...session, scale: action.scale };
    case "branch":
      return grown(session, action);
    case "live":
      return followed(session, action);
    case "choose":
      return chosen(session, action.branch);
  }
}

/** A mark is set, or taken away where there is one. */
function marked(session: Session, id: string | undefined): Session {
  if (id === undefined) return session;
  const marks = session.marks.includes(id) ? session.marks.filter((each) => each !== id) : [...session.marks, id];
  return { ...session, marks, loops: session.loops && marks.length > 1 };
}

function moveTo(session: Session, step: number, jump: boolean): Session {
  const { steps } = currentBranch(session).view;
  const cursor = Math.max(0, Math.min(steps.length - 1, step));
  const { missing: _missing, ...rest } = session;
  const playing = session.playing && cursor < steps.length - 1;
  return { ...rest, cursor, playing, move: jump ? "push" : "replace" };
}

function atStep(session: Session, id: string | undefined): Session {
  if (id === undefined) return session;
  const { view } = currentBranch(session);
  const cursor = stepOfId(view, id);
  const { missing: _missing, ...rest } = session;
  return cursor === undefined ? { ...rest, missing: id } : { ...rest, cursor };
}

/** A new future is kept beside the others, and the cursor stands where it begins to differ. */
function grown(session: Session, { branch, t }: Extract<SessionAction, { do: "branch" }>): Session {
  const { run, ...rest } = branch;
  const id = Math.max(0, ...session.branches.map((each) => each.id)) + 1;
  const view = viewOf(run);
  const first = view.moments.findIndex(({ from }) => from >= t);
  return {
    ...session,
    branches: [...session.branches, { ...rest, id, view }],
    current: id,
    cursor: first === -1 ? view.steps.length - 1 : first,
    move: "push",
  };
}

/** The branch of the learner's own kubectl; its cursor goes on with it, unless it has been moved back. */
export const LIVE = -1;

function followed(session: Session, { entries, now }: Extract<SessionAction, { do: "live" }>): Session {
  const before = session.branches.find(({ id }) => id === LIVE);
  if (before?.view.run.entries.length === entries.length) return session;
  const { world, seed, kubelet } = session;
  const length = Math.max(60_000, now);
  const view = viewOf({
    v: 1,
    scenario: world.name,
    seed,
    kubelet,
    start: world.start,
    world: { ...world, for: length },
    entries,
  });
  const branch: Branch = { id: LIVE, name: "", view };
  const wasLast = before === undefined || (session.current === LIVE && session.cursor === before.view.steps.length - 1);
  return {
    ...session,
    branches: [...session.branches.filter(({ id }) => id !== LIVE), branch],
    ...(wasLast ? { current: LIVE, cursor: Math.max(0, view.steps.length - 1), move: "replace" as const } : {}),
  };
}

/** Another branch at the same instant. */
function chosen(session: Session, id: number): Session {
  const at = currentBranch(session).view.moments[session.cursor]?.from ?? 0;
  const next = { ...session, current: id, playing: false, move: "push" as const };
  return { ...next, cursor: stepAt(currentBranch(next).view, at) };
}

function nextSpeed(speed: number, by: 1 | -1): number {
  const index = SPEEDS.findIndex((each) => each >= speed);
  return SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, index + by))] ?? speed;
}

/** What is done to a world: an action that has no instant yet. */
export type Deed = WorldAction extends infer A ? (A extends WorldAction ? Omit<A, "at"> : never) : never;

/** Actions of the branch that have happened by an instant, and one more at it. */
export function actionsWith(session: Session, t: number, deed: Deed): readonly WorldAction[] {
  const actions = currentBranch(session).actions ?? session.world.actions;
  return [...actions.filter(({ at }) => at < t), { ...deed, at: t }];
}

/** How long a world goes on after the last that was done in it, at least. */
const AFTERWARDS = 300_000;

/** The world with a learner's actions in place of its own. */
export function withActions(world: World, actions: readonly WorldAction[] | undefined): World {
  if (actions === undefined) return world;
  return { ...world, actions, for: Math.max(world.for, (actions.at(-1)?.at ?? 0) + AFTERWARDS) };
}

/** Where the session stands, as an address. Parts that are as the world says are left out. */
export function linkOf(session: Session): Link {
  const { world, seed, kubelet, mode, cursor } = session;
  const { view, actions } = currentBranch(session);
  const step = view.steps[cursor]?.id;
  return {
    scenario: world.name,
    mode,
    ...(cursor === 0 || step === undefined ? {} : { step }),
    ...(seed === world.seed ? {} : { seed }),
    ...(kubelet === world.kubelet ? {} : { kubelet }),
    ...(actions === undefined ? {} : { actions }),
  };
}
