import { AUTH_CAUSES } from "./auth.data.ts";
import type { Cause } from "./cause.ts";
import { CONTENT_CAUSES } from "./content.data.ts";
import { NEAR_MISS_CAUSES } from "./near-miss.data.ts";
import { NETWORK_CAUSES } from "./network.data.ts";
import { NODE_CAUSES, PLATFORM_CAUSES } from "./node.data.ts";
import { POLICY_CAUSES } from "./policy.data.ts";
import { RATE_CAUSES } from "./rate.data.ts";
import { REFERENCE_CAUSES } from "./reference.data.ts";
import { REGISTRY_CAUSES } from "./registry.data.ts";
import { TLS_CAUSES } from "./tls.data.ts";

/** The whole taxonomy, family by family, near misses last. */
export const CAUSES: readonly Cause[] = [
  ...REFERENCE_CAUSES,
  ...AUTH_CAUSES,
  ...POLICY_CAUSES,
  ...RATE_CAUSES,
  ...NETWORK_CAUSES,
  ...TLS_CAUSES,
  ...REGISTRY_CAUSES,
  ...CONTENT_CAUSES,
  ...NODE_CAUSES,
  ...PLATFORM_CAUSES,
  ...NEAR_MISS_CAUSES,
];

const BY_ID: ReadonlyMap<string, Cause> = new Map(CAUSES.map((cause) => [cause.id, cause]));

export function findCause(id: string): Cause | undefined {
  return BY_ID.get(id);
}

/** The leaf of an id that our own tables name. */
export function causeOf(id: string): Cause {
  const cause = BY_ID.get(id);
  if (cause === undefined) throw new Error(`No cause has the id "${id}"`);
  return cause;
}
