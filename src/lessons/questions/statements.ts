import type { ContainerState, Pod } from "../../kinds/index.ts";
import type { BeliefId } from "../beliefs/index.ts";
import { begunPulls, containersAt, eventsAt, eventsOfState, objectAt, ofKind, timesOf } from "./read-off.ts";
import type { Told } from "./story.ts";
import type { STATEMENT_WORDS } from "./words.en.data.ts";

export type StatementId = keyof typeof STATEMENT_WORDS;

/** Something that may be said of a run: whether it holds by the trace, and whether it holds by what kubectl prints at the end. */
export interface Statement {
  readonly holds: (told: Told) => boolean;
  readonly shown: (told: Told, end: number) => Promise<boolean>;
  /** Under which it would hold where it does not. */
  readonly belief?: BeliefId;
}

export const STATEMENTS: Readonly<Record<StatementId, Statement>> = {
  "has-restarted": {
    holds: (told) => ofKind(told, "status").some(({ data }) => data.restarts > 0),
    shown: async (told, end) => (await containersAt(told, end)).some(({ restartCount }) => restartCount > 0),
    belief: "M14",
  },
  "tried-once": {
    holds: (told) => begunPulls(told).length === 1,
    shown: async (told, end) => timesOf(await eventsOfState(told, "pulling", end)) === 1,
    belief: "M02",
  },
  "tried-again": {
    holds: (told) => begunPulls(told).length > 1,
    shown: async (told, end) => timesOf(await eventsOfState(told, "pulling", end)) > 1,
  },
  "no-warning": {
    holds: (told) => ofKind(told, "event").every(({ data }) => data.type === "Normal"),
    shown: async (told, end) => (await eventsAt(told, end)).every(({ type }) => type === "Normal"),
  },
  "never-started": {
    holds: (told) => ofKind(told, "status").every(({ data }) => data.containers.every(({ state }) => !hasRun(state))),
    shown: async (told, end) =>
      (await containersAt(told, end)).every(({ state, lastState }) => !hasRun(state) && !hasRun(lastState)),
  },
  "was-on-node": {
    holds: (told) => ofKind(told, "decision").some(({ data }) => data.state === "use-present"),
    shown: async (told, end) => (await eventsOfState(told, "use-present", end)).length > 0,
  },
  "is-always": {
    holds: (told) => ofKind(told, "decision").at(-1)?.data.policy === "Always",
    shown: async (told, end) => {
      const pod = await objectAt<Pod>(told, "get pod POD", end);
      const image = ofKind(told, "decision").at(-1)?.data.image;
      const all = [...(pod?.spec.initContainers ?? []), ...(pod?.spec.containers ?? [])];
      return all.some((each) => each.image === image && each.imagePullPolicy === "Always");
    },
    belief: "M10",
  },
};

function hasRun({ running, terminated }: ContainerState): boolean {
  return running !== undefined || terminated !== undefined;
}
