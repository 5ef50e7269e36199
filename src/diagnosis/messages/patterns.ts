/**
 * The table of patterns. The confusing thing is its order: the first pattern that holds decides, so what is exact stands
 * before what is vague, and what is not about a registry before what is.
 */
import type { Pattern } from "./pattern.ts";
import { CONTENT_PATTERNS } from "./patterns/content.data.ts";
import { KUBELET_PATTERNS } from "./patterns/kubelet.data.ts";
import { LATE_PATTERNS } from "./patterns/late.data.ts";
import { NEAR_MISS_PATTERNS } from "./patterns/near-miss.data.ts";
import { NETWORK_PATTERNS } from "./patterns/network.data.ts";
import { RATE_PATTERNS } from "./patterns/rate.data.ts";
import { REGISTRY_PATTERNS } from "./patterns/registry.data.ts";

export const PATTERNS: readonly Pattern[] = [
  ...NEAR_MISS_PATTERNS,
  ...KUBELET_PATTERNS,
  ...RATE_PATTERNS,
  ...CONTENT_PATTERNS,
  ...NETWORK_PATTERNS,
  ...REGISTRY_PATTERNS,
  ...LATE_PATTERNS,
];
