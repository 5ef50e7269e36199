import type { Evidence, NextTry, Rules, Snapshot } from "../../kinds/index.ts";
import { humanDuration } from "../../kubectl/out/index.ts";
import { parseImage } from "../../reference/index.ts";
import { causeOf, type Cause } from "../causes/index.ts";
import { classify, innermostOf, type Reading } from "../messages/index.ts";
import { inContext, type Context } from "./context-rules.ts";
import type { Finding } from "./finding.ts";
import { nextTry, pullsOf } from "./next-try.ts";
import { placesOf } from "./places.ts";
import type { Said, Subject } from "./subject.ts";

/** Reasons that only a failed or waiting pull has; what else befell the pod does not explain them. */
const PULL_REASONS: ReadonlySet<string> = new Set([
  "ErrImagePull",
  "ImagePullBackOff",
  "RegistryUnavailable",
  "SignatureValidationFailed",
]);
/** Looked at again at each sync, without a window. */
const WITHOUT_WINDOW: ReadonlySet<string> = new Set(["InvalidImageName", "ErrImageNeverPull", "ImageInspectError"]);
const MISSING_SECRETS = /^Unable to retrieve some image pull secrets \(([^)]*)\)/;

const OUTCOMES: Readonly<Record<Cause["nature"], string>> = {
  transient: "it may succeed by itself",
  permanent: "it will fail the same way",
  "needs-human": "it will fail until somebody acts",
};

interface Telling {
  readonly said: Said;
  readonly reading: Reading;
}

/** What the snapshot tells about one subject. */
export function judge(subject: Subject, snapshot: Snapshot, rules: Rules): Finding {
  const telling = tellingOf(subject) ?? byImageString(subject, rules);
  const missingSecrets = missingSecretsOf(subject);
  const context = telling && { subject, snapshot, reading: telling.reading, missingSecrets };
  const causes = context === undefined ? [] : inContext(context);
  // A near miss may follow pulls that succeeded
  const pulls = causes.some((cause) => causeOf(cause).family === "near-miss") ? {} : pullsOf(subject.events);
  const next = nextOf(subject, { causes, snapshot, rules });
  return {
    causes,
    confidence: context === undefined ? "possible" : confidenceOf(causes, context),
    places: placesOf({ subject, facts: telling?.reading.facts, secret: missingSecrets[0] ?? secretIn(telling), rules }),
    evidence: evidenceOf(subject, telling),
    ...(subject.pod?.name !== undefined && { pod: podNameOf(subject.pod.name, subject.pod.namespace) }),
    ...(subject.status !== undefined && { status: subject.status }),
    ...(pulls.since !== undefined && { since: pulls.since }),
    ...(pulls.attempts !== undefined && { attempts: pulls.attempts }),
    ...(next !== undefined && { next }),
  };
}

/** The first text that has a cause. Near misses do not explain a pod that waits for its image. */
function tellingOf(subject: Subject): Telling | undefined {
  const { image, status = "" } = subject;
  const pulling = PULL_REASONS.has(status.replace(/^Init:/, ""));
  const texts =
    subject.said.length > 0 || status === "" ? subject.said : [{ text: "", reason: status, origin: "status" as const }];
  for (const said of texts) {
    const reading = classify({
      text: said.text,
      ...(said.reason && { reason: said.reason }),
      ...(image !== undefined && { image }),
    });
    const [first] = reading.causes;
    if (first === undefined || (pulling && causeOf(first).family === "near-miss")) continue;
    return { said, reading };
  }
  return undefined;
}

/** An image string that does not parse needs no message. */
function byImageString({ image, status = "" }: Subject, rules: Rules): Telling | undefined {
  if (image === undefined || !status.includes("InvalidImageName")) return undefined;
  const parsed = parseImage(image, rules.reference);
  if (parsed.ok) return undefined;
  const text = parsed.fault.message;
  return { said: { text, origin: "status" }, reading: classify({ text, image, reason: "InvalidImageName" }) };
}

function missingSecretsOf({ events }: Subject): readonly string[] {
  return events.flatMap(({ message }) => MISSING_SECRETS.exec(message)?.[1]?.split(", ") ?? []);
}

function secretIn(telling: Telling | undefined): string | undefined {
  return /secrets? \(?"?([\w.-]+)"?\)? (?:not found|is invalid)|secrets \(([\w.-]+)/i
    .exec(telling?.said.text ?? "")
    ?.slice(1)
    .find((name) => name !== undefined);
}

/** The context may have put another cause in front: that is a guess with reasons. */
function confidenceOf(causes: readonly string[], { reading }: Context): Finding["confidence"] {
  return causes[0] === reading.causes[0] ? reading.confidence : "likely";
}

function nextOf(
  subject: Subject,
  {
    causes,
    snapshot,
    rules,
  }: { readonly causes: readonly string[]; readonly snapshot: Snapshot; readonly rules: Rules },
): NextTry | undefined {
  const [first] = causes;
  const cause = first === undefined ? undefined : causeOf(first);
  const { status = "", pod } = subject;
  if (pod === undefined || cause?.family === "near-miss") return undefined;
  const outcome = OUTCOMES[cause?.nature ?? "needs-human"];
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

function evidenceOf(subject: Subject, telling: Telling | undefined): Evidence[] {
  const texts = telling === undefined ? subject.said : [telling.said];
  const shown = texts.filter(({ text }) => text !== "").map(evidenceFrom);
  const warning = subject.events.find(({ message }) => MISSING_SECRETS.test(message));
  if (warning === undefined || telling?.said.event === warning) return shown;
  return [
    ...shown,
    evidenceFrom({
      text: warning.message,
      origin: "event",
      event: warning,
      ...(warning.lines && { lines: warning.lines }),
    }),
  ];
}

function evidenceFrom({ text, origin, event, lines }: Said): Evidence {
  const age = event?.lastSeen === undefined ? "" : `${humanDuration(event.lastSeen * 1000)} ago  `;
  return { origin, text: `${age}${innermostOf(text)}`, ...(lines && { lines }) };
}

function podNameOf(name: string, namespace: string | undefined): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
