import type { Evidence, RegistryFacts, Snapshot } from "../../kinds/index.ts";
import type { SeenLogins } from "./seen-logins.ts";
import type { Subject } from "./subject.ts";

/** What the registry answered about the subject's image. */
export interface SeenAnswers {
  /** To those who the kubelet asks as, in its order: each login that is sent, or nobody where none is. */
  readonly asKubelet: readonly RegistryFacts[];
  /** To others: anonymously though a login is sent, or with one that is not sent. */
  readonly others: readonly RegistryFacts[];
  /** Of mirrors, in the order in which nodes ask them. */
  readonly mirrors: readonly RegistryFacts[];
  /** Of other registries, about the same path. */
  readonly elsewhere: readonly RegistryFacts[];
  /** Questions to the image's own registry that were not answered from here. */
  readonly unreached: readonly RegistryFacts[];
}

const MOST_EVIDENCE = 3;

export function seenAnswers({ image }: Subject, { registries = [] }: Snapshot, { logins }: SeenLogins): SeenAnswers {
  const sent = logins.filter(({ used }) => used).map(({ secret }) => secret);
  const about = registries.filter((each) => each.image === image);
  const direct = about.filter(({ mirror, elsewhere }) => mirror === undefined && elsewhere === undefined);
  const own = direct.filter(({ answer }) => answer !== "unreachable");
  const isAsKubelet = ({ secret, unsent }: RegistryFacts): boolean =>
    unsent === undefined && (sent.length === 0 ? secret === undefined : secret !== undefined && sent.includes(secret));
  return {
    asKubelet: own.filter(isAsKubelet),
    others: own.filter((answer) => !isAsKubelet(answer)),
    mirrors: about.filter(({ mirror }) => mirror !== undefined),
    elsewhere: about.filter(({ elsewhere }) => elsewhere !== undefined),
    unreached: direct.filter(({ answer }) => answer === "unreachable"),
  };
}

/** `agreeing`: those that were not answered for the reason that the node gives. */
export function answerEvidence(
  { asKubelet, others, mirrors, elsewhere }: SeenAnswers,
  agreeing: readonly RegistryFacts[] = [],
): readonly Evidence[] {
  const telling = [...elsewhere, ...others].filter(({ answer }) => answer === "found");
  return [...mirrors, ...asKubelet, ...telling, ...agreeing]
    .slice(0, MOST_EVIDENCE)
    .map(({ text }) => ({ origin: "registry", text }));
}
