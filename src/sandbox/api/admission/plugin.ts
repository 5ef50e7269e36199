import type { KubernetesObject } from "../../../kinds/index.ts";
import { forbidden } from "../status/status-error.ts";
import { type Call, type Draft, refuse, type Step } from "../step.ts";

export type Look = (call: Call, draft: Draft, old: KubernetesObject | undefined) => Step<Draft>;

/** An admission plugin: may change an object on its way into the store, or refuse it. */
export interface Plugin {
  readonly name: string;
  /** Whether it works without being asked for. */
  readonly isDefault: boolean;
  readonly admit?: Look;
  /** Looks at the object that all others have changed and nothing is wrong with, last. */
  readonly validate?: Look;
}

/** Refuses as plugins do: the object may have no name yet, then its `generateName` stands for it. */
export function forbid({ type }: Call, { object }: Draft, why: string): Step<never> {
  const { name, generateName } = object.metadata;
  return refuse(forbidden({ type, name: name ?? generateName ?? "" }, why));
}
