import type { Minor, World } from "../../kinds/index.ts";
import type { BeliefId } from "../beliefs/index.ts";
import type { Level, Skill } from "../skills.ts";

export type { Level, Skill };

export interface Choice {
  readonly id: string;
  readonly text: string;
  readonly right: boolean;
  /** Who believes this expects that. */
  readonly belief?: BeliefId;
  /** No run has shown this: it stands here so that there are enough to choose from. */
  readonly invented?: true;
}

/** A question about one run. Key, wrong answers and feedback are computed from runs; nothing of them is written down. */
export interface Question {
  /** Template, world, seed and minor (and a number from 2 on where there are several): the same id is the same question. */
  readonly id: string;
  readonly template: string;
  readonly skill: Skill;
  readonly level: Level;
  readonly world: string;
  readonly seed: number;
  readonly kubelet: Minor;
  readonly stem: string;
  /** What kubectl prints, to be read. */
  readonly evidence?: string;
  readonly format: "one" | "many" | "number" | "row";
  /** In the order in which they are shown; none where a number is typed. */
  readonly choices: readonly Choice[];
  readonly number?: { readonly value: number; readonly tolerance: number; readonly unit: "s" | "" };
  /** The step at which it can be seen. */
  readonly step: string;
  /** The world that was run, where it is another one than the named: steps are of its run. */
  readonly other?: World;
  /** How one comes to the answer, a sentence each. */
  readonly solution: readonly string[];
  readonly answer: string;
  /** The line of the run that shows it. */
  readonly check: string;
  readonly hint: string;
}
