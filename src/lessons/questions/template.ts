import type { World } from "../../kinds/index.ts";
import type { BeliefId } from "../beliefs/index.ts";
import type { Step } from "../contract.ts";
import type { Params } from "../words/index.ts";
import type { Level, Question, Skill } from "./contract.ts";
import type { Dice } from "./dice.ts";
import type { Story, Told } from "./story.ts";
import type { TemplateId } from "./words.en.data.ts";

/** A wrong answer, with the belief that leads to it. */
export interface Lure {
  readonly text: string;
  readonly belief?: BeliefId;
  /** No run has shown it. The last resort. */
  readonly invented?: true;
}

/** Wrong answers as those expect them who hold a belief: their runs are read off, one after the other, until there are enough. */
export interface Believed {
  readonly beliefs: readonly BeliefId[];
  readonly value: (told: Told) => string | undefined | Promise<string | undefined>;
  /** Virtual milliseconds of their runs that are read. */
  readonly until?: number;
  /** Where something else is run than the story's world. */
  readonly story?: Story;
}

/** What a template has found in a story. */
export interface Draft {
  /** Fills the template's sentences. */
  readonly values?: Params;
  readonly evidence?: string;
  /** The key, or all keys where several are right. */
  readonly right: readonly string[];
  readonly believed?: Believed;
  /** Taken where beliefs do not give enough; those that nobody's run shows come last. */
  readonly lures?: readonly Lure[];
  readonly number?: Question["number"];
  /** What is true among the answers, found on another way than the key: off what kubectl prints, or by the rule in closed form. */
  readonly second: (offered: readonly string[]) => Promise<readonly string[]>;
  /** Answers that say the same although they are written otherwise. */
  readonly isSame?: (one: string, other: string) => boolean;
  readonly step: Step;
  /** The story that was asked about, where it is not the template's own. */
  readonly story?: Story;
}

export interface Template {
  readonly id: TemplateId;
  readonly skill: Skill;
  readonly level: Level;
  readonly format: Question["format"];
  /** False of worlds that have nothing to be asked about by their looks, so that they need not be run. */
  readonly fits?: (world: World) => boolean;
  /** Undefined where the story has nothing to be asked about. */
  readonly make: (story: Story, dice: Dice) => Promise<Draft | undefined>;
}
