import type { Rules } from "../../kinds/index.ts";
import type { Belief, BeliefId } from "./contract.ts";
import { hasCommands, hasLogins, hasServiceAccounts, mayLoginsChange, namesNever } from "./looks.ts";
import { asControlPlaneSees, asRegistryWouldTell } from "./other-worlds.ts";

type Patch = Belief["patch"];

/** Longer than any run. */
const NEVER_CAPPED = 10_000_000;
/** Nobody who watches a pull waits longer. */
const PATIENCE_SECONDS = 10;

/** The rules with something in one of their parts changed. */
function changed<Part extends keyof Rules>(part: Part, change: Partial<Rules[Part]>): Patch {
  return (rules) => ({ ...rules, [part]: Object.assign({}, rules[part], change) });
}

function same(rules: Rules): Rules {
  return rules;
}

const PATCHES: Readonly<Record<BeliefId, Patch>> = {
  M01: changed("printer", { statusIs: "phase" }),
  M02: changed("backoff", { retries: false }),
  M03: changed("images", { failureShowsErrImagePull: false }),
  M04: changed("printer", { logsTellWhy: true }),
  M05: changed("admission", { secretsMutable: true }),
  M06: changed("credentials", { ownNamespaceOnly: false }),
  M07: changed("credentials", { matchPort: false, matchPath: false }),
  M08: changed("credentials", { requireType: false }),
  M09: changed("admission", { serviceAccountSecrets: "at-sync" }),
  M10: changed("admission", { policyFollowsTag: true }),
  M11: changed("images", { alwaysNeedsRegistry: false }),
  M12: changed("images", { presentIsEnough: false }),
  M13: same,
  M14: changed("status", { pullsCountAsRestarts: true }),
  M15: changed("backoff", { clearedBySecretChange: true }),
  M16: same,
  M18: same,
  M19: changed("images", { neverPullsWithNever: false }),
  M20a: changed("backoff", { maxSeconds: NEVER_CAPPED }),
  M20b: changed("backoff", { growth: "constant" }),
  M20c: changed("backoff", { growth: "linear" }),
  M20d: changed("backoff", { clearedBySuccess: true }),
  M22: changed("printer", { firstContainerWins: false }),
  M23: changed("printer", { initPrefix: false }),
  M24: changed("images", { longestPullSeconds: PATIENCE_SECONDS }),
  M25: changed("images", { failureShowsErrImagePull: false, backOffReason: "CrashLoopBackOff" }),
  M27: changed("credentials", { anonymousAfterCredentials: true }),
  M28: changed("backoff", { key: "image" }),
  M29: (rules) => changed("verification", { gate: rules.verification.gate === "on" ? "off" : "on" })(rules),
};

/** Beliefs about what is around a kubelet. */
const WORLDS: Partial<Record<BeliefId, Belief["world"]>> = { M16: asRegistryWouldTell, M18: asControlPlaneSees };

/** Worlds that a belief is about; all where there is no look. */
const TOUCHES: Partial<Record<BeliefId, Belief["touches"]>> = {
  M05: hasCommands,
  M06: hasLogins,
  M07: hasLogins,
  M08: hasLogins,
  M09: hasServiceAccounts,
  M10: hasCommands,
  M15: mayLoginsChange,
  M19: namesNever,
  M27: hasLogins,
};

export const BELIEFS: readonly Belief[] = Object.entries(PATCHES).map(([key, patch]) => {
  const id = key as BeliefId;
  const [world, touches] = [WORLDS[id], TOUCHES[id]];
  const parts = { ...(world === undefined ? {} : { world }), ...(touches === undefined ? {} : { touches }) };
  return { id, patch, ...parts };
});
