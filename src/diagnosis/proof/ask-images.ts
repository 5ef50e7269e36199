import type { Platform, Pod, Rules, SecretObject, Snapshot } from "../../kinds/index.ts";
import { askRegistry, type RegistrySession } from "../../registry/index.ts";
import { answerFacts, unreachedText } from "../answers/index.ts";
import { loginsOf } from "../logins/index.ts";
import { type Ask, asksOf, unsentAsksOf } from "./ask.ts";
import type { Exchanged } from "./registry-probes.ts";

export interface ImagesQuestion {
  readonly images: readonly string[];
  /** They count as the pull secrets of a pod, in this order. */
  readonly secrets: readonly SecretObject[];
  readonly rules: Rules;
  /** Asked for where it is given, which costs a pull where pulls are counted. */
  readonly platform?: Platform;
  readonly now: number;
}

export interface AskedImages {
  readonly snapshot: Snapshot;
  readonly exchanged: readonly Exchanged[];
}

const NAMESPACE = "default";

/** What registries answer about images, with no cluster: as a pod with these secrets would be answered, and anonymously. */
export async function askImages(
  question: ImagesQuestion,
  session: RegistrySession,
  signal: AbortSignal,
): Promise<AskedImages> {
  const { rules, now, platform } = question;
  const secrets = question.secrets.map((each) => ({ ...each, metadata: { ...each.metadata, namespace: NAMESPACE } }));
  const pod = podOf(question.images, secrets);
  const asks = question.images.flatMap((image) => uniqueAsks(pod, image, { secrets, rules }));
  const answered = await Promise.all(
    asks.map(async (ask) => {
      const { parsed, credential } = ask;
      const asked = { image: parsed, ...(credential && { credential }), ...(platform && { platform }) };
      return { ask, report: await askRegistry(session, asked, signal) };
    }),
  );
  const registries = answered.flatMap(({ ask, report }) => {
    const facts = answerFacts(report, { ...nameOf(ask), now });
    return facts === undefined ? [] : [{ ...facts, ...(ask.unsent && { unsent: true as const }) }];
  });
  const notSeen = new Set(
    answered.flatMap(({ ask, report }) =>
      report.answer.kind === "not-asked" ? unreachedText(ask.parsed.host, report) : [],
    ),
  );
  const logins = loginsOf({ pods: [pod], secrets, rules, now });
  const empty = { pods: [], events: [], messages: [], secrets: [], notUnderstood: [] };
  return {
    snapshot: { origin: "files", ...empty, registries, logins, notSeen: [...notSeen] },
    exchanged: answered.map(({ ask, report }) => ({ ...nameOf(ask), evidence: report.evidence })),
  };
}

function uniqueAsks(pod: Pod, image: string, options: Parameters<typeof asksOf>[2]): readonly Ask[] {
  const asks = asksOf(pod, image, options);
  const sent = new Set(asks.map(({ secret }) => secret));
  return [...asks, ...unsentAsksOf(pod, image, options).filter(({ secret }) => !sent.has(secret))];
}

function podOf(images: readonly string[], secrets: readonly SecretObject[]): Pod {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { namespace: NAMESPACE },
    spec: {
      imagePullSecrets: secrets.map(({ metadata }) => ({ name: metadata.name ?? "" })),
      containers: images.map((image, index) => ({ name: `c${index}`, image })),
    },
  };
}

function nameOf({ image, secret }: Ask): Pick<Exchanged, "image" | "secret"> {
  return secret === undefined ? { image } : { image, secret };
}
