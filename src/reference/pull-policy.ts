import type { PullPolicy, ReferenceRules } from "../kinds/index.ts";
import { parseImage } from "./parse-image.ts";

/**
 * The policy that the API server fills in where a container (or image volume) has none: `Always` for tag `latest`,
 * written or defaulted, also beside a digest; `IfNotPresent` for all else, texts that do not parse included
 * (pkg/apis/core/v1/defaults.go).
 */
export function defaultPullPolicy(image: string, rules: ReferenceRules): PullPolicy {
  const parsed = parseImage(image, rules);
  return parsed.ok && parsed.value.tag === "latest" ? "Always" : "IfNotPresent";
}
