import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";

/** What is special about one resource; whatever is absent does nothing. Everything here is pure. */
export interface Strategy {
  /** Whether the status is kept from writes to the object itself, and written by `/status`. */
  readonly hasStatus: boolean;
  /** Whether `metadata.generation` counts changes of the spec. */
  readonly countsGeneration?: (rules: Rules) => boolean;
  /** The stored form of what was written, at every write. */
  readonly prepare?: (object: KubernetesObject) => KubernetesObject;
  /** What a new object starts with beside what its author wrote. */
  readonly beforeCreate?: (object: KubernetesObject) => KubernetesObject;
  /** What must hold at every write. */
  readonly validate?: (object: KubernetesObject) => readonly Cause[];
  /** What must hold for a new object beside that. */
  readonly validateCreate?: (object: KubernetesObject) => readonly Cause[];
  /** What must hold for a change; comes before `validate`. */
  readonly validateUpdate?: (next: KubernetesObject, old: KubernetesObject, rules: Rules) => readonly Cause[];
}
