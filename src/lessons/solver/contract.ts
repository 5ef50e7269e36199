import type { KubernetesObject, Pod, SecretObject, World } from "../../kinds/index.ts";
import type { Deed } from "../play/index.ts";
import type { Finding, Scenario } from "../scenarios/index.ts";

/** Something that a learner may do: one command or change of a knob, or some that only make sense together. */
export interface Move {
  /** The lines that are typed, or what is done outside of the cluster. */
  readonly says: readonly string[];
  readonly deeds: readonly Deed[];
}

/** What the search sees: the scenario's world when the learner comes. */
export interface Situation {
  readonly scenario: Scenario;
  /** Without its repair. */
  readonly world: World;
  readonly pods: readonly Pod[];
  /** What pods are made of, with the pod itself where nothing makes it. */
  readonly workloads: readonly Workload[];
  readonly secrets: readonly SecretObject[];
  /** Service accounts. */
  readonly accounts: readonly KubernetesObject[];
  /** What `kubectl describe pods` prints. */
  readonly described: string;
}

export interface Workload {
  /** `pod/web` */
  readonly name: string;
  readonly object: KubernetesObject;
  readonly containers: readonly { readonly name: string; readonly image: string }[];
}

export interface Repair {
  readonly moves: readonly Move[];
  /** Deeds in all. */
  readonly cost: number;
}

export interface Solution {
  readonly scenario: Scenario;
  /** The fewest deeds that repair it; undefined where none was found. */
  readonly par: number | undefined;
  /** Every repair of that cost: none is better than another. */
  readonly minimal: readonly Repair[];
  /** Repairs that cost no more, work, and should not be made; none of them holds another one. */
  readonly smelling: readonly (Repair & { readonly findings: readonly Finding[] })[];
  /** Runs that it took. */
  readonly runs: number;
}
