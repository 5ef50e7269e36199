import type { Deed, Scenario } from "../../../lessons/index.ts";
import type { Minor } from "../../../kinds/index.ts";
import type { Bench } from "./bench.ts";

/** Something to be brought about at a bench. */
export interface Exercise {
  readonly mode: "fix" | "break";
  readonly scenario: Scenario;
  readonly seed: number;
  readonly kubelet: Minor;
  /** What is wanted, paragraphs. */
  readonly task: readonly string[];
  readonly bench: Bench;
  /** Each stronger than the one before; worked out when the first is asked for. */
  readonly hints: () => Promise<readonly string[]>;
  /** What can be done beside kubectl. */
  readonly hands: readonly Hand[];
  readonly judge: () => Promise<Judgement>;
}

export interface Hand {
  readonly says: string;
  readonly deeds: readonly Deed[];
}

export interface Judgement {
  readonly kind: "solved" | "smell" | "not-yet";
  /** What has come of it, what is wanted and what shows that it is not so. */
  readonly lines: readonly string[];
  /** Virtual milliseconds until it was brought about, where it was. */
  readonly after?: number;
  readonly changes?: number;
  readonly par?: number;
}
