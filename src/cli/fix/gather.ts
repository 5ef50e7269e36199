import { ok, type Outcome } from "../../base/index.ts";
import type { ClusterAccess } from "../../cluster/index.ts";
import { answerFacts, diagnose } from "../../diagnosis/index.ts";
import { type Rules, rulesOf, type Verdict } from "../../kinds/index.ts";
import { openCluster } from "../../node/index.ts";
import { type ImageReference, parseImage } from "../../reference/index.ts";
import { askRegistry, type RegistrySession } from "../../registry/index.ts";
import {
  type Answer,
  lookAround,
  type Plan,
  planFix,
  type Question,
  questionsOf,
  type Surroundings,
} from "../../remedy/index.ts";
import { gatherCluster } from "../diagnose/gather-cluster.ts";
import { readAuthorities } from "../diagnose/read-authorities.ts";
import { registrySessions, type RegistrySessions } from "../diagnose/registry-sessions.ts";
import type { Fault } from "../fault.ts";
import type { Io } from "../io.ts";
import { chosenFor, type GivenChoices, meantImage } from "./choices.ts";
import type { FixOptions } from "./options.ts";

export interface Found {
  readonly access: ClusterAccess;
  readonly source: string;
  readonly notSeen: readonly string[];
  readonly fixes: readonly Fix[];
}

export interface Fix {
  /** What is wrong, in a sentence. */
  readonly found: string;
  readonly around: Surroundings;
  readonly plan: Plan;
}

/** What is wrong, as diagnose sees it, and a plan for each cause. */
export async function gatherFixes(options: FixOptions, io: Io, choices: GivenChoices): Promise<Outcome<Found, Fault>> {
  const { cluster } = options;
  const seen = await verdictsNow(options, io);
  if (!seen.ok) return seen;
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(cluster.timeout)]);
  const access = await openCluster(cluster.kubeconfig, signal);
  if (!access.ok) return access;
  const { verdicts, rules, source, notSeen, session } = seen.value;
  const { server } = access.value;
  const asking = { options, io, access: access.value, server, rules, signal, ...(session && { session }) };
  const fixes: Fix[] = [];
  const isMeant = meantImage(verdicts, choices.to, rules);
  const { to: _, ...others } = choices;
  for (const verdict of verdicts) {
    const fix = await fixFor(verdict, isMeant(verdict) ? choices : others, asking);
    if (!fix.ok) return fix;
    fixes.push(fix.value);
  }
  const unseen = fixes.flatMap(({ around }) => around.notSeen.map(({ what, fault }) => `${what} (${fault.message})`));
  return ok({ access: access.value, source, notSeen: [...new Set([...notSeen, ...unseen])], fixes });
}

interface Looked {
  readonly source: string;
  readonly rules: Rules;
  readonly verdicts: readonly Verdict[];
  readonly notSeen: readonly string[];
  readonly session?: RegistrySessions;
}

/** What is wrong with the target at this moment. */
export async function verdictsNow({ cluster, kubelet: assumed }: FixOptions, io: Io): Promise<Outcome<Looked, Fault>> {
  const seen = await gatherCluster({ ...cluster, ...(assumed !== undefined && { kubelet: assumed }) }, io);
  if (!seen.ok) return seen;
  const { snapshot, kubelet, source, session } = seen.value;
  const rules = rulesOf(kubelet);
  const verdicts = diagnose(snapshot, { rules }).filter(({ pods }) => pods.length > 0);
  return ok({ source, rules, verdicts, notSeen: snapshot.notSeen ?? [], ...(session && { session }) });
}

export interface Asking {
  readonly options: FixOptions;
  readonly io: Io;
  /** Address of the API server, where one is asked. */
  readonly server: string | undefined;
  readonly rules: Rules;
  readonly signal: AbortSignal;
  /** That has asked already, so that nothing is asked twice. */
  readonly session?: RegistrySessions;
}

async function fixFor(
  verdict: Verdict,
  choices: GivenChoices,
  asking: Asking & { readonly access: ClusterAccess },
): Promise<Outcome<Fix, Fault>> {
  const { access, signal, rules } = asking;
  const around = await lookAround({ access, signal }, verdict.pods, { nodes: verdict.family === "platform" });
  if (!around.ok) return around;
  const chosen = await chosenFor(verdict, choices, rules);
  if (!chosen.ok) return chosen;
  const of = { verdict, around: around.value, choices: chosen.value, rules };
  const answers = await askAll(questionsOf(of), asking);
  return answers.ok ? ok({ found: verdict.summary, around: around.value, plan: planFix(of, answers.value) }) : answers;
}

export async function askAll(
  questions: readonly Question[],
  { options, io, server, rules, signal, session: known }: Asking,
): Promise<Outcome<readonly Answer[], Fault>> {
  const { registries } = options.cluster;
  if (registries === undefined) return ok([]);
  const extraCa = await readAuthorities(registries.caFiles);
  if (!extraCa.ok) return extraCa;
  const parsed = questions.flatMap((question) => {
    const image = parseImage(question.image, rules.reference);
    return image.ok ? { question, image: image.value } : [];
  });
  const hosts = [...new Set(parsed.map(({ image }) => image.host))];
  const ways = { ...registries, extraCa: extraCa.value, server, clock: io };
  const session = (known ?? registrySessions(ways))(hosts);
  const answers = await Promise.all(parsed.map((each) => askOne(each, session, signal)));
  return ok(answers.flat());
}

async function askOne(
  { question, image }: { readonly question: Question; readonly image: ImageReference },
  session: RegistrySession,
  signal: AbortSignal,
): Promise<readonly Answer[]> {
  const { login, platform } = question;
  const credential = login && ({ kind: "login", username: login.username, password: login.password } as const);
  const report = await askRegistry(
    session,
    { image, ...(credential && { credential }), ...(platform && { platform }) },
    signal,
  );
  const secret = login === undefined ? {} : { secret: login.secret ?? login.username };
  const facts = answerFacts(report, { image: question.image, ...secret });
  if (facts === undefined) return [];
  const { answer, text, nearTags, platforms } = facts;
  return [{ ...question, answer, text, ...(nearTags && { nearTags }), ...(platforms && { platforms }) }];
}
