import type { Cause } from "../../diagnosis/index.ts";
import type { BeliefId } from "../beliefs/index.ts";
import type { Level, Skill } from "../skills.ts";

/** In the order of the contents; `recommendedOrder` is the one in which they are best met. */
export const SCENARIO_IDS = [
  "wrong-tag",
  "typo-repo",
  "private-no-secret",
  "secret-wrong-namespace",
  "secret-wrong-host",
  "secret-wrong-type",
  "expired-token",
  "stale-secret-public-image",
  "sa-patched-late",
  "rate-limited",
  "dns-failure",
  "tls-unknown-ca",
  "arch-mismatch",
  "policy-never",
  "registry-outage",
  "disk-full",
  "cached-hides-deleted-tag",
  "latest-always-deleted",
  "invalid-reference",
  "rollout-bad-tag",
  "slow-not-broken",
  "init-and-sidecar",
  "cached-private-other-pod",
  "crashloop-lookalike",
] as const;

export type ScenarioId = (typeof SCENARIO_IDS)[number];

/**
 * A situation that is learned from and repaired. Its texts tell what somebody without a terminal would know: no symptom in
 * kubectl's words, no cause. Everything else about it is computed from runs of its world.
 */
export interface Scenario {
  readonly id: ScenarioId;
  /** Name of the world file. */
  readonly world: string;
  /** Of the cause, in the taxonomy of diagnoses. */
  readonly family: Cause["family"];
  readonly level: Level;
  readonly skills: readonly Skill[];
  /** Wrong beliefs that it shows to be wrong. */
  readonly beliefs: readonly BeliefId[];
  /** The one that looks alike and is something else. */
  readonly contrast: ScenarioId;
  readonly title: string;
  /** What can be done after it. */
  readonly objective: string;
  /** What the learner is told before the first look. */
  readonly task: string;
  /** How many of the world's actions bring the trouble about; those after them show a repair. */
  readonly setup: number;
  /** Virtual milliseconds for which the trouble is let alone before the learner comes; a minute when absent. */
  readonly letAlone?: number;
  /** All have to hold; the first that does not is told. */
  readonly goals: readonly Predicate[];
  /** A repair that breaks one of these works and should not be made. */
  readonly care: readonly Predicate[];
  /** What the learner may lay hands on beside the cluster's objects. */
  readonly hands: readonly Hand[];
  /** The fewest changes that repair it with the world's own minor, as the solver finds: 0 where it heals by itself. */
  readonly par: number;
}

/** Who has the cluster, its nodes, or the registry's content. */
export type Hand = "node" | "registry";

/** What is asked of a trace. Apps are pods of namespace default that are called so, or so with a dash and more. */
export type Predicate =
  /** All pods of the apps are there and ready at the end, and have been for two minutes. */
  | { readonly is: "runs"; readonly apps: readonly string[] }
  /** Their containers use images of these repositories; one with a tag is that image alone. */
  | { readonly is: "ordered"; readonly apps: readonly string[]; readonly images: readonly string[] }
  /** From the moment that the learner comes, so many pods of the app are ready at any time. */
  | { readonly is: "keeps-serving"; readonly app: string; readonly least: number }
  /** No pod is made that is called otherwise than those there were. */
  | { readonly is: "adds-no-apps" }
  /** No container is given another pull policy. */
  | { readonly is: "keeps-policy" }
  /** No node speaks to a registry without TLS, or whatever the certificate. */
  | { readonly is: "verifies-tls" }
  /** No repository is opened to everybody. */
  | { readonly is: "stays-private" }
  /** No image is carried onto a node by hand. */
  | { readonly is: "carries-nothing" };

export type PredicateId = Predicate["is"];

/** A predicate that does not hold, and the entry of the trace that shows it. */
export interface Finding {
  readonly predicate: PredicateId;
  /** A sentence with what the trace says. */
  readonly text: string;
  readonly seq: number;
  /** Virtual milliseconds. */
  readonly t: number;
  readonly pod?: string;
}

export interface Repaired {
  /** Virtual milliseconds from the moment that the learner comes until everything runs; 0 where it did already. */
  readonly after: number;
  /** Changes that the learner made, without those that were refused. */
  readonly changes: number;
  readonly par: number;
}

export type Grade =
  | (Repaired & { readonly kind: "solved" })
  /** It runs, but. */
  | (Repaired & { readonly kind: "smell"; readonly findings: readonly Finding[] })
  | { readonly kind: "not-yet"; readonly finding: Finding };
