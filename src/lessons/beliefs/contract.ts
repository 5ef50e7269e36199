import type { Rules, World } from "../../kinds/index.ts";

/** What people believe although it is not so; ids are never used again. */
export const BELIEF_IDS = [
  "M01",
  "M02",
  "M03",
  "M04",
  "M05",
  "M06",
  "M07",
  "M08",
  "M09",
  "M10",
  "M11",
  "M12",
  "M13",
  "M14",
  "M15",
  "M16",
  "M18",
  "M19",
  "M20a",
  "M20b",
  "M20c",
  "M20d",
  "M22",
  "M23",
  "M24",
  "M25",
  "M27",
  "M28",
  "M29",
] as const;

export type BeliefId = (typeof BELIEF_IDS)[number];

/** A wrong belief as an engine: a kubelet, or what is around it, of which it would be true. */
export interface Belief {
  readonly id: BeliefId;
  /** The same rules where the belief is about something else, or is that an act helps which changes nothing. */
  readonly patch: (rules: Rules) => Rules;
  readonly world?: (world: World) => World;
  /** False of worlds in which nothing asks for what the belief is about, by their looks: who holds it expects there what really happens. */
  readonly touches?: (world: World) => boolean;
}
