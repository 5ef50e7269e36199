import type { Rules } from "../../kinds/index.ts";
import type { Belief, BeliefId } from "./contract.ts";

type Row = readonly [says: string, patch: (rules: Rules) => Rules];

/** Longer than any run. */
const NEVER_CAPPED = 10_000_000;

function printer(patch: Partial<Rules["printer"]>): Row[1] {
  return (rules) => ({ ...rules, printer: { ...rules.printer, ...patch } });
}

function backoff(patch: Partial<Rules["backoff"]>): Row[1] {
  return (rules) => ({ ...rules, backoff: { ...rules.backoff, ...patch } });
}

function credentials(patch: Partial<Rules["credentials"]>): Row[1] {
  return (rules) => ({ ...rules, credentials: { ...rules.credentials, ...patch } });
}

function images(patch: Partial<Rules["images"]>): Row[1] {
  return (rules) => ({ ...rules, images: { ...rules.images, ...patch } });
}

function admission(patch: Partial<Rules["admission"]>): Row[1] {
  return (rules) => ({ ...rules, admission: { ...rules.admission, ...patch } });
}

const ROWS: Readonly<Record<BeliefId, Row>> = {
  M01: ["STATUS is the phase of the pod", printer({ statusIs: "phase" })],
  M02: ["After a failed pull the kubelet has given up", backoff({ retries: false })],
  M03: ["A failed pull shows the back-off at once", images({ failureShowsErrImagePull: false })],
  M04: ["kubectl logs tells why the pull failed", printer({ logsTellWhy: true })],
  M05: ["Pull secrets can be added to a pod that exists", admission({ secretsMutable: true })],
  M06: ["A secret of any namespace will do", credentials({ ownNamespaceOnly: false })],
  M07: ["Any address of the host will do, with any port and path", credentials({ matchPort: false, matchPath: false })],
  M08: ["Any type of secret will do", credentials({ requireType: false })],
  M09: ["Pull secrets of a service account reach pods that exist", admission({ serviceAccountSecrets: "at-sync" })],
  M10: ["The pull policy follows the tag", admission({ policyFollowsTag: true })],
  M14: [
    "Failed pulls count as restarts",
    (rules) => ({ ...rules, status: { ...rules.status, pullsCountAsRestarts: true } }),
  ],
  M15: ["A new secret is tried at once", backoff({ clearedBySecretChange: true })],
  M19: ["With policy Never the image is pulled where it is missing", images({ neverPullsWithNever: false })],
  M20a: ["The delay doubles without end", backoff({ maxSeconds: NEVER_CAPPED })],
  M20b: ["The delay is always the same", backoff({ growth: "constant" })],
  M20c: ["The delay grows by the same amount each time", backoff({ growth: "linear" })],
  M20d: ["A successful pull sets the delay back", backoff({ clearedBySuccess: true })],
  M22: ["The last container decides what STATUS shows", printer({ firstContainerWins: false })],
  M23: ["Init containers fail like all others", printer({ initPrefix: false })],
  M27: [
    "With a login that is refused the image is asked for without one",
    credentials({ anonymousAfterCredentials: true }),
  ],
  M28: ["The delay belongs to the image, whichever pod asks", backoff({ key: "image" })],
  M29: [
    "An image that lies on the node is there for all pods, or for none",
    (rules) => ({
      ...rules,
      verification: { ...rules.verification, gate: rules.verification.gate === "on" ? "off" : "on" },
    }),
  ],
};

export const BELIEFS: readonly Belief[] = Object.entries(ROWS).map(([id, [says, patch]]) => ({
  id: id as BeliefId,
  says,
  patch,
}));
