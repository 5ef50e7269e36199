import type { Trace, World } from "../../kinds/index.ts";
import type { BeliefId } from "../beliefs/index.ts";
import type { Skill } from "../skills.ts";

export type LabId = "fix-race" | "back-to-back";

/** One world, gone on with in several ways, and what is measured of each. */
export interface Lab {
  readonly id: LabId;
  /** Name of the world file. */
  readonly world: string;
  readonly skills: readonly Skill[];
  readonly beliefs: readonly BeliefId[];
  readonly title: string;
  /** What can be done after it. */
  readonly objective: string;
  /** What to think about before the table is shown. */
  readonly task: string;
  readonly variants: readonly Variant[];
  readonly columns: readonly Column[];
}

export interface Variant {
  readonly id: string;
  /** What is done in it. */
  readonly says: string;
  readonly worldOf: (world: World) => World;
}

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly unit: "ms" | "";
  /** Read off the run; undefined where it never comes to that. */
  readonly of: (trace: Trace) => number | undefined;
}

export interface LabRow {
  readonly variant: Variant;
  /** As it was run. */
  readonly world: World;
  readonly trace: Trace;
  /** One for each column. */
  readonly values: readonly (number | undefined)[];
}
