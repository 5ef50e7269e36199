import type { NextTry, Rules, Snapshot } from "../../kinds/index.ts";
import { causeOf, type Cause } from "../causes/index.ts";
import { elsewhereTells, mirrorTells, registryTells, registryWantsLogin } from "./answer-rules.ts";
import type { Context } from "./context.ts";
import { inContext } from "./context-rules.ts";
import { evidenceOf } from "./evidence.ts";
import type { Finding } from "./finding.ts";
import { secretsTell, wantsLogin } from "./login-rules.ts";
import { nextTry, pullsOf } from "./next-try.ts";
import { placesOf } from "./places.ts";
import { agreeing, reachTells } from "./reach-rules.ts";
import { podNameOf } from "./pod-name.ts";
import { answerEvidence, seenAnswers } from "./seen-answers.ts";
import { loginEvidence, seenLogins } from "./seen-logins.ts";
import { missingSecretsOf, secretIn } from "./secret-names.ts";
import type { Subject } from "./subject.ts";
import { tellingOf } from "./telling.ts";
import { variantOf } from "./variants.ts";

/** Looked at again at each sync, without a window. */
const WITHOUT_WINDOW: ReadonlySet<string> = new Set(["InvalidImageName", "ErrImageNeverPull", "ImageInspectError"]);

const OUTCOMES: Readonly<Record<Cause["nature"], string>> = {
  transient: "it may succeed by itself",
  permanent: "it will fail the same way",
  "needs-human": "it will fail until somebody acts",
};

const PROOFS = [mirrorTells, registryTells, elsewhereTells, registryWantsLogin, reachTells];

/** What the snapshot tells about one subject. */
export function judge(subject: Subject, snapshot: Snapshot, rules: Rules): Finding {
  const telling = tellingOf(subject, rules);
  const missingSecrets = missingSecretsOf(subject.events);
  const seen = seenLogins(subject, snapshot);
  const answers = seenAnswers(subject, snapshot, seen);
  const context = telling && { subject, snapshot, reading: telling.reading, missingSecrets, seen, answers };
  const causes = context === undefined ? [] : inContext(context);
  // A near miss may follow pulls that succeeded
  const pulls = causes.some((cause) => causeOf(cause).family === "near-miss") ? {} : pullsOf(subject.events);
  const special = context && variantOf(causes, context);
  const next = nextOf(subject, { causes, snapshot, rules, variant: special?.variant.id });
  return {
    causes,
    confidence: context === undefined ? "possible" : confidenceOf(causes, context),
    places: {
      ...placesOf({
        subject,
        facts: telling?.reading.facts,
        secret: missingSecrets[0] ?? secretIn(telling?.said.text),
        rules,
      }),
      ...special?.places,
    },
    ...(special !== undefined && { variant: special.variant }),
    ...ownerOf(subject),
    evidence: [
      ...evidenceOf(subject, telling),
      ...(wantsLogin(causes) ? loginEvidence(seen) : []),
      ...answerEvidence(answers, agreeing(answers, causes)),
    ],
    ...(subject.pod?.name !== undefined && { pod: podNameOf(subject.pod) }),
    ...(subject.status !== undefined && { status: subject.status }),
    ...(pulls.since !== undefined && { since: pulls.since }),
    ...(pulls.attempts !== undefined && { attempts: pulls.attempts }),
    ...(next !== undefined && { next }),
  };
}

/** The context may have put another cause in front: that is a guess with reasons, or what the secrets prove. */
function confidenceOf(causes: readonly string[], context: Context): Finding["confidence"] {
  const { reading } = context;
  const proven = PROOFS.flatMap((tells) => tells(context));
  if (causes[0] !== undefined && proven.includes(causes[0]))
    return isByHistory(causes[0], context) ? "likely" : "certain";
  const [first] = secretsTell(context);
  if (first !== undefined && first === causes[0] && wantsLogin(reading.causes)) return "certain";
  const isByWords = causes[0] === reading.causes[0] && !(causes[0] === "auth-missing" && namesNoSecret(context));
  return isByWords ? reading.confidence : "likely";
}

/** Such a pod has nothing to offer, unless its node has. */
function namesNoSecret({ subject, reading }: Context): boolean {
  return subject.pod?.pullSecrets?.length === 0 && reading.confidence === "possible";
}

function ownerOf({ pod }: Subject): Pick<Finding, "owner"> {
  if (pod?.owner === undefined) return {};
  return { owner: pod.namespace === undefined ? pod.owner : `${pod.namespace}/${pod.owner}` };
}

/** That it was good once is a sign of this cause, and no proof. */
function isByHistory(cause: string, { answers }: Context): boolean {
  return cause === "auth-token-expired" && !answers.asKubelet.some(({ answer }) => answer === "login-expired");
}

interface Seen {
  readonly variant: string | undefined;
  readonly causes: readonly string[];
  readonly snapshot: Snapshot;
  readonly rules: Rules;
}

function nextOf(subject: Subject, { causes, snapshot, rules, variant }: Seen): NextTry | undefined {
  const [first] = causes;
  const cause = first === undefined ? undefined : causeOf(first);
  const { status = "", pod } = subject;
  if (pod === undefined || cause?.family === "near-miss") return undefined;
  const outcome = variant === "there-now" ? "it should succeed" : OUTCOMES[cause?.nature ?? "needs-human"];
  if (WITHOUT_WINDOW.has(status)) return atEachLook(rules, outcome);
  const crashLoop = snapshot.pods.some(
    ({ name, containers }) => name === pod.name && containers.some(({ reason }) => reason === "CrashLoopBackOff"),
  );
  return nextTry(pullsOf(subject.events), { rules, crashLoop, outcome });
}

function atEachLook({ sync }: Rules, outcome: string): NextTry {
  const latest = sync.afterErrorSeconds * (1 + sync.jitter) + sync.tickSeconds;
  return {
    earliest: 0,
    latest,
    sentence: `is looked at again every ${sync.afterErrorSeconds} to ${latest} s; ${outcome}`,
  };
}
