import type { Evidence, NextTry, Verdict } from "../../kinds/index.ts";
import type { Variant } from "./variants.ts";
import type { Places } from "../causes/index.ts";

/** What is found out about one subject, before pods with the same cause are put together. */
export interface Finding {
  /** The likeliest first; empty where nothing tells. */
  readonly causes: readonly string[];
  readonly confidence: Verdict["confidence"];
  readonly places: Places;
  readonly evidence: readonly Evidence[];
  readonly variant?: Variant;
  /** It is about an image alone. */
  readonly alone?: true;
  readonly pod?: string;
  /** `NAMESPACE/Deployment/web`. */
  readonly owner?: string;
  readonly status?: string;
  readonly since?: number;
  readonly attempts?: number;
  readonly next?: NextTry;
}
