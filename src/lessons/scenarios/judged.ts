import type { Entry, NodeChange, RegistryChange, Trace, World } from "../../kinds/index.ts";
import type { Finding, Scenario } from "./contract.ts";

/** A run of a scenario's world with what a learner has done in it. */
export interface Judged {
  readonly scenario: Scenario;
  /** As it was run: the world's own trouble, then the learner's actions. */
  readonly world: World;
  readonly trace: Trace;
  /** Virtual milliseconds: when the learner came. */
  readonly from: number;
}

/** What is found, before it is said of which predicate. */
export type Found = Omit<Finding, "predicate">;

export function foundAt({ seq, t, pod }: Entry, text: string): Found {
  return { seq, t, text, ...(pod === undefined ? {} : { pod }) };
}

/** The learner's changes of nodes, each with the entry that tells of it. */
export function nodeChanges({ world, trace, from }: Judged): readonly (readonly [change: NodeChange, entry: Entry])[] {
  return world.actions.flatMap((action) => {
    if (!("node" in action) || action.at < from) return [];
    const entry = trace.entries.find(({ kind, node, t }) => kind === "node" && node === action.node && t >= action.at);
    return entry === undefined ? [] : [[action.change, entry] as const];
  });
}

/** The learner's changes of registries, each with the entry that tells of it. */
export function registryChanges({ world, trace, from }: Judged): readonly (readonly [RegistryChange, Entry])[] {
  return world.actions.flatMap((action) => {
    if (!("registry" in action) || action.at < from) return [];
    const entry = trace.entries.find(
      ({ kind, data, t }) =>
        kind === "user" && t >= action.at && (data as { readonly run: string }).run.startsWith(`${action.registry}: `),
    );
    return entry === undefined ? [] : [[action.change, entry] as const];
  });
}
