import type { Evidence, LoginFacts, SecretFacts, Snapshot } from "../../kinds/index.ts";
import { humanDuration } from "../../kubectl/out/index.ts";
import type { Subject } from "./subject.ts";

/** What was seen of the pull secrets that a subject's pod names; nothing of it where they were not looked at. */
export interface SeenLogins {
  /** For the subject's image. */
  readonly logins: readonly LoginFacts[];
  /** Named, asked for and not there. */
  readonly absent: readonly SecretFacts[];
}

const MOST_EVIDENCE = 3;

export function seenLogins({ pod, image }: Subject, { logins = [], secrets }: Snapshot): SeenLogins {
  const isOwn = ({ namespace }: Pick<SecretFacts, "namespace">): boolean => namespace === pod?.namespace;
  return {
    logins: logins.filter((login) => isOwn(login) && login.image === image),
    absent: secrets.filter(
      (secret) => secret.absent && isOwn(secret) && pod?.pullSecrets?.includes(secret.name ?? "") === true,
    ),
  };
}

export function loginEvidence({ logins, absent }: SeenLogins): readonly Evidence[] {
  const missing = absent.map(({ namespace, name }) => `Secret ${namespace}/${name} is not there`);
  const told = logins.map(({ secret, sentence, expiredFor }) => {
    const expired = expiredFor === undefined ? "" : `; it has expired ${humanDuration(expiredFor * 1000)} ago`;
    return sentence.includes(secret) ? `${sentence}${expired}` : `${secret}: ${sentence}${expired}`;
  });
  return [...missing, ...told].slice(0, MOST_EVIDENCE).map((text) => ({ origin: "secret", text }));
}
