import { type Machine, machine } from "../../kubelet/index.ts";
import { isMinor, rulesOf } from "../../kinds/index.ts";
import { firstWhere, keptBy } from "./lookup.ts";
import type { View } from "./view.ts";

/** The kubelet's state machine as lanes of stations; a failure is an exit of the station that it is reached from. */
export interface Lane {
  readonly id: LaneId;
  readonly stations: readonly Station[];
}

export type LaneId = "pod" | "image" | "pull" | "container";

export interface Station {
  readonly id: string;
  readonly title: string;
  readonly exits: readonly { readonly id: string; readonly title: string }[];
}

/** What of it has been passed at the cursor. */
export interface FlowAt {
  readonly counts: ReadonlyMap<string, number>;
  /** States that the step at the cursor went through. */
  readonly path: ReadonlySet<string>;
  readonly current: string | undefined;
}

const LANE_OF: Readonly<Record<string, LaneId>> = {
  scheduled: "pod",
  sync: "pod",
  sandbox: "pod",
  container: "pod",
  "crash-back-off": "pod",
  pulling: "pull",
  pulled: "pull",
  "use-present": "pull",
  create: "container",
  start: "container",
  running: "container",
};

const LANES: readonly LaneId[] = ["pod", "image", "pull", "container"];

/** The lanes of a minor's kubelet: every state of its machine once, in the machine's order. */
export function lanesOf(kubelet: string): readonly Lane[] {
  if (!isMinor(kubelet)) throw new Error(`No rules of ${kubelet}`);
  const whole = machine(rulesOf(kubelet));
  const isAside = ({ id }: { readonly id: string }): number => (id === "use-present" ? 1 : 0);
  const ways = whole.states
    .filter(({ kind }) => kind !== "failure")
    .toSorted((one, other) => isAside(one) - isAside(other));
  return LANES.map((id) => ({
    id,
    stations: ways
      .filter((state) => (LANE_OF[state.id] ?? "image") === id)
      .map((state) => ({ id: state.id, title: state.title, exits: exitsOf(whole, state.id) })),
  }));
}

function exitsOf({ states, transitions }: Machine, from: string): Station["exits"] {
  return states.filter(
    ({ id, kind }) => kind === "failure" && transitions.find((transition) => transition.to === id)?.from === from,
  );
}

export function flowAt({ visits, moments }: View, cursor: number): FlowAt {
  const [before, upto] = [moments[cursor - 1]?.seq ?? -1, moments[cursor]?.seq ?? -1];
  const passed = firstWhere(visits.length, (index) => (visits[index]?.seq ?? 0) > upto);
  const fresh = firstWhere(passed, (index) => (visits[index]?.seq ?? 0) > before);
  const path = new Set(visits.slice(fresh, passed).map(({ state }) => state));
  const counts = new Map([...seqsByState(visits)].map(([state, seqs]) => [state, upToSeq(seqs, upto)] as const));
  return { counts, path, current: visits[passed - 1]?.state };
}

/** The step of the next visit of a state behind the cursor, or of its first one. */
export function nextVisit({ visits, moments }: View, cursor: number, state: string): number | undefined {
  const seqs = seqsByState(visits).get(state) ?? [];
  const seq = seqs[upToSeq(seqs, moments[cursor]?.seq ?? -1)] ?? seqs[0];
  if (seq === undefined) return undefined;
  const step = firstWhere(moments.length, (index) => (moments[index]?.seq ?? 0) >= seq);
  return step === moments.length ? undefined : step;
}

const seqsByState = keptBy((visits: View["visits"]): ReadonlyMap<string, readonly number[]> => {
  const seqs = new Map<string, number[]>();
  for (const { state, seq } of visits) {
    const own = seqs.get(state) ?? [];
    own.push(seq);
    seqs.set(state, own);
  }
  return seqs;
});

function upToSeq(seqs: readonly number[], upto: number): number {
  return firstWhere(seqs.length, (index) => (seqs[index] ?? 0) > upto);
}
