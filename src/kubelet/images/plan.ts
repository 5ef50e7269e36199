import type { ImageRules, PullPolicy } from "../../kinds/index.ts";

/** What policy and presence ask for: use what is there, pull, or give up. */
export type Plan = "use" | "pull" | "refuse";

/** Whether the runtime is asked for the image before anything is decided. */
export function inspects(policy: PullPolicy, rules: ImageRules): boolean {
  return rules.inspectsWithAlways || policy === "IfNotPresent" || policy === "Never";
}

/**
 * `present` is false too where nobody asked. A policy that the API server would not let through is treated as Never up to
 * 1.31, and as Always since.
 */
export function planFor(policy: PullPolicy, present: boolean, rules: ImageRules): Plan {
  if (policy === "Always") return "pull";
  if (present && (rules.presentIsEnough || policy === "Never")) return "use";
  if (policy === "IfNotPresent") return "pull";
  const gives = policy === "Never" ? rules.neverPullsWithNever : rules.inspectsWithAlways;
  return gives ? "refuse" : "pull";
}

const LOOK_UPS: Readonly<Record<ImageRules["keyring"], (plan: Plan, verifies: boolean) => boolean>> = {
  "in-pull": () => false,
  "before-presence": () => true,
  "when-verifying-or-pulling": (plan, verifies) => plan === "pull" || verifies,
  "when-needed": (plan) => plan === "pull",
};

/** Whether the pod's credentials are looked up before the next step, needed or not. */
export function looksUpFirst(rules: ImageRules, plan: Plan, verifies: boolean): boolean {
  return LOOK_UPS[rules.keyring](plan, verifies);
}
