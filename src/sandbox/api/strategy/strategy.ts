import type { AdmissionData, KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";

/** What is special about one resource; whatever is absent does nothing. Everything here is pure. */
export interface Strategy {
  /** Fills what the author left out. Notes tell what was set on images, policies and pull secrets. */
  readonly defaults?: (object: KubernetesObject, rules: Rules) => Defaulted;
  /** What a new object starts with: its status. */
  readonly beforeCreate?: (object: KubernetesObject) => KubernetesObject;
  readonly validate?: (object: KubernetesObject, rules: Rules) => readonly Cause[];
  readonly beforeUpdate?: (next: KubernetesObject, old: KubernetesObject, rules: Rules) => KubernetesObject;
  readonly validateUpdate?: (next: KubernetesObject, old: KubernetesObject, rules: Rules) => readonly Cause[];
  /** Whether `metadata.generation` counts changes of the spec. */
  readonly countsGeneration?: (rules: Rules) => boolean;
  /** Whether the status is kept from writes to the object itself, and written by `/status`. */
  readonly hasStatus: boolean;
}

export interface Defaulted {
  readonly object: KubernetesObject;
  readonly notes: readonly AdmissionData[];
}
