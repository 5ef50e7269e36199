import type { RegistryFacts } from "../../kinds/index.ts";
import type { Context } from "./context.ts";
import type { SeenAnswers } from "./seen-answers.ts";

/** What keeps a client from here from the registry, as the cause that would keep a node from it. */
const CAUSES: Readonly<Record<string, string>> = {
  TRANSPORT_DNS_NOT_FOUND: "dns-nxdomain",
  TRANSPORT_DNS_FAILURE: "dns-resolver-failure",
  TRANSPORT_REFUSED: "tcp-refused",
  TRANSPORT_NO_ROUTE: "no-route",
  TRANSPORT_TLS_UNKNOWN_AUTHORITY: "tls-unknown-authority",
  TRANSPORT_TLS_EXPIRED: "tls-cert-expired",
  TRANSPORT_TLS_NOT_YET_VALID: "tls-cert-expired",
  TRANSPORT_TLS_WRONG_NAME: "tls-hostname-mismatch",
  TRANSPORT_TLS_HANDSHAKE: "tls-handshake-failure",
  TRANSPORT_PLAIN_HTTP: "http-response-to-https-client",
};

/** Whether the registry fails from here for that cause too. */
export function isSeenFromHere(fault: string | undefined, cause: string | undefined): boolean {
  return fault !== undefined && cause !== undefined && CAUSES[fault] === cause;
}

export function agreeing({ unreached }: SeenAnswers, [first]: readonly string[]): readonly RegistryFacts[] {
  return unreached.filter(({ fault }) => isSeenFromHere(fault, first)).slice(0, 1);
}

/**
 * Two places that fail alike do so because of the registry: then it is not the node's clock, nor a rule on its way. A certificate that is
 * good from here while the node finds that its time has not come tells of the node's clock.
 */
export function reachTells({ reading, answers }: Context): readonly string[] {
  const { causes, facts } = reading;
  if (facts.asked?.name !== undefined && facts.asked.name !== apiName(facts.registry?.name)) return [];
  const [fault = ""] = answers.unreached.flatMap((each) => each.fault ?? []);
  const cause = CAUSES[fault];
  if (cause !== undefined) return isRoomFor(cause, causes) ? [cause] : [];
  const isEarly = causes[0] === "node-clock-skew" && /is before|not yet valid/.test(facts.shape);
  return isEarly && answers.asKubelet.length > 0 ? ["node-clock-skew"] : [];
}

/** Only a certificate says by itself which of several causes it is. */
function isRoomFor(cause: string, causes: readonly string[]): boolean {
  return cause === causes[0] || (cause === "tls-cert-expired" && causes.includes(cause));
}

function apiName(name: string | undefined): string | undefined {
  return name === "docker.io" ? "registry-1.docker.io" : name;
}
