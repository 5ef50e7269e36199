import type { Evidence, LoginFacts, PodFacts, SecretFacts, Snapshot } from "../../kinds/index.ts";
import { humanDuration } from "../../kubectl/out/index.ts";
import type { Subject } from "./subject.ts";

/** What was seen of the pull secrets that a subject's pod names; nothing of it where they were not looked at. */
export interface SeenLogins {
  /** For the subject's image. */
  readonly logins: readonly LoginFacts[];
  /** Named, asked for and not there. */
  readonly absent: readonly SecretFacts[];
  /** Called as an absent one, in another namespace. */
  readonly elsewhere: readonly SecretFacts[];
}

const MOST_EVIDENCE = 3;

export function seenLogins({ pod, image }: Subject, { logins = [], secrets }: Snapshot): SeenLogins {
  const isOwn = ({ namespace }: Pick<SecretFacts, "namespace">): boolean => namespace === pod?.namespace;
  const absent = secrets.filter(
    (secret) => secret.absent && isOwn(secret) && pod?.pullSecrets?.includes(secret.name ?? "") === true,
  );
  return {
    logins: logins.filter((login) => isOwn(login) && login.image === image && sameList(login, pod)),
    absent,
    elsewhere: secrets.filter((secret) => !secret.absent && absent.some(({ name }) => name === secret.name)),
  };
}

function absentText({ namespace, name }: SecretFacts, elsewhere: readonly SecretFacts[]): string {
  const others = elsewhere.filter((other) => other.name === name).map((other) => `${other.namespace}/${name}`);
  const there = others.length === 0 ? "" : `, but ${others.join(" and ")} ${others.length === 1 ? "is" : "are"}`;
  return `Secret ${namespace}/${name} is not there${there}`;
}

function sameList({ pullSecrets }: LoginFacts, pod: PodFacts | undefined): boolean {
  return pullSecrets.join() === pod?.pullSecrets?.join();
}

export function loginEvidence({ logins, absent, elsewhere }: SeenLogins): readonly Evidence[] {
  const missing = absent.map((secret) => absentText(secret, elsewhere));
  const told = logins.map(({ secret, sentence, expiredFor }) => {
    const expired = expiredFor === undefined ? "" : `; it has expired ${humanDuration(expiredFor * 1000)} ago`;
    return sentence.includes(secret) ? `${sentence}${expired}` : `${secret}: ${sentence}${expired}`;
  });
  return [...missing, ...told].slice(0, MOST_EVIDENCE).map((text) => ({ origin: "secret", text }));
}
