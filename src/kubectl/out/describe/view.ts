import type { JsonObject } from "../../../base/index.ts";
import type { PrinterRules } from "../../../kinds/index.ts";

/** What a description is made from beside the object itself. */
export interface View {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly rules: PrinterRules;
  /** All that the cluster holds, events too, in any order. */
  readonly objects: readonly JsonObject[];
}

/** Writes one object down, its columns parted by tabs. */
export type Describer = (object: JsonObject, view: View) => Lines;

export type Lines = readonly string[];
