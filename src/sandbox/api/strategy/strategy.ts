import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";

/** What is special about one resource; whatever is absent does nothing. Everything here is pure. */
export interface Strategy {
  /** Whether the status is kept from writes to the object itself, and written by `/status`. */
  readonly hasStatus: boolean;
  /** Whether `metadata.generation` counts changes of the spec, and what else it counts. */
  readonly countsGeneration?: (rules: Rules) => boolean;
  readonly countsAnnotations?: boolean;
  /** The stored form of what was written, at every write. */
  readonly prepare?: (object: KubernetesObject, rules: Rules) => KubernetesObject;
  /** What a new object starts with beside what its author wrote. */
  readonly beforeCreate?: (object: KubernetesObject, rules: Rules) => KubernetesObject;
  /** What must hold for a new object. */
  readonly validate?: (object: KubernetesObject, rules: Rules) => readonly Cause[];
  /** What must hold for a changed one; metadata has been looked at before. */
  readonly validateUpdate?: (next: KubernetesObject, old: KubernetesObject, rules: Rules) => readonly Cause[];
  /** What must hold for a status that a user writes. */
  readonly validateStatus?: (object: KubernetesObject) => readonly Cause[];
  /** Advice that does not refuse an object: texts of `Warning` headers. */
  readonly warn?: (object: KubernetesObject) => readonly string[];
  /** Members of metadata that a write of the status may change too. */
  readonly statusBrings?: readonly ("annotations" | "labels")[];
}
