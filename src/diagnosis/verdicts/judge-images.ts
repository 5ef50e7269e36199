import { mapTexts } from "../../base/index.ts";
import type { RegistryFacts, RegistryWord, Rules, Snapshot, Verdict } from "../../kinds/index.ts";
import { maskSecrets } from "../mask-secrets.ts";
import { classify } from "../messages/index.ts";
import { causeOfAnswer } from "./answer-rules.ts";
import type { Finding } from "./finding.ts";
import { verdictsOf } from "./group.ts";
import { whyNothingIsSent } from "./login-rules.ts";
import { placesOf } from "./places.ts";
import { answerEvidence, seenAnswers } from "./seen-answers.ts";
import { loginEvidence, seenLogins } from "./seen-logins.ts";
import type { Subject } from "./subject.ts";
import { type Variant, variantOf } from "./variants.ts";

/** Where the answer is none of the registry's. */
const FAULTS: Readonly<Record<string, string>> = {
  TRANSPORT_DNS_NOT_FOUND: "dns-nxdomain",
  TRANSPORT_DNS_FAILURE: "dns-resolver-failure",
  TRANSPORT_REFUSED: "tcp-refused",
  TRANSPORT_RESET: "connection-interrupted",
  TRANSPORT_TIMEOUT: "tcp-timeout",
  TRANSPORT_NO_ROUTE: "no-route",
  TRANSPORT_NOT_HTTP: "registry-unexpected-response",
  TRANSPORT_PROXY: "proxy-misconfigured",
  TRANSPORT_TLS_UNKNOWN_AUTHORITY: "tls-unknown-authority",
  TRANSPORT_TLS_EXPIRED: "tls-cert-expired",
  TRANSPORT_TLS_NOT_YET_VALID: "node-clock-skew",
  TRANSPORT_TLS_WRONG_NAME: "tls-hostname-mismatch",
  TRANSPORT_TLS_HANDSHAKE: "tls-handshake-failure",
  TRANSPORT_PLAIN_HTTP: "http-response-to-https-client",
};
const WORDS: Readonly<Partial<Record<RegistryWord, readonly string[]>>> = {
  "not-found": ["repository-not-found", "tag-not-found"],
  "rate-limited": ["registry-throttled", "anonymous-rate-limit"],
  "server-error": ["registry-5xx"],
  "not-a-registry": ["registry-unexpected-response"],
};

/** What stands in the way from here need not stand in a node's. */
const FROM_HERE: Variant = {
  id: "from-here",
  summary: "{api} was asked about {image} from here, and there was no answer.",
  fix: [
    "ask where the image is pulled, on a node: curl -sI https://{api}/v2/",
    "or look at pods that fail there: pullwhy -A",
  ],
};

/** Why images would not pull, by the registry's answers alone; none for those that would. */
export function judgeImages(images: readonly string[], snapshot: Snapshot, rules: Rules): readonly Verdict[] {
  const safe = mapTexts(snapshot, maskSecrets);
  return verdictsOf(images.flatMap((image) => findingOf(image, safe, rules) ?? []));
}

function findingOf(image: string, snapshot: Snapshot, rules: Rules): Finding | undefined {
  const own = snapshot.logins?.find((login) => login.image === image);
  const pod = { namespace: own?.namespace ?? "default", pullSecrets: own?.pullSecrets ?? [], containers: [] };
  const subject: Subject = { pod, image, said: [], events: [] };
  const seen = seenLogins(subject, snapshot);
  const about = (snapshot.registries ?? []).filter((each) => each.image === image);
  const answers = seenAnswers(subject, { ...snapshot, registries: about }, seen);
  const unreached = about.find(({ fault }) => fault !== undefined);
  if (answers.asKubelet.some(({ answer }) => answer === "found")) return undefined;
  const reading = classify({ text: `Failed to pull image "${image}"`, image });
  const context = { subject, snapshot, reading, missingSecrets: [], seen, answers };
  const causes = causesOf(
    answers.asKubelet[0] ?? unreached,
    whyNothingIsSent(context),
    seen.logins.some(({ used }) => used),
  );
  if (causes.length === 0) return undefined;
  const special = variantOf(causes, context);
  const evidence = unreached === undefined ? [] : [{ origin: "registry" as const, text: unreached.text }];
  return {
    causes,
    confidence: unreached !== undefined || answers.asKubelet[0]?.mayNotExist ? "likely" : "certain",
    places: { ...placesOf({ subject, facts: reading.facts, secret: pod.pullSecrets[0], rules }), ...special?.places },
    evidence: [...loginEvidence(seen), ...answerEvidence(answers), ...evidence],
    alone: true,
    ...(unreached === undefined ? special && { variant: special.variant } : { variant: FROM_HERE }),
  };
}

function causesOf(answer: RegistryFacts | undefined, unsent: readonly string[], sends: boolean): readonly string[] {
  if (answer === undefined) return [];
  if (answer.fault !== undefined) return [FAULTS[answer.fault] ?? "tcp-timeout"];
  if (answer.answer === "wants-login") {
    const others = answer.mayNotExist ? ["repository-not-found"] : [];
    return [...(unsent.length > 0 ? unsent : ["auth-missing"]), ...others];
  }
  if (answer.answer === "rate-limited" && answer.allowance) {
    return [sends ? "authenticated-rate-limit" : "anonymous-rate-limit"];
  }
  const cause = causeOfAnswer(answer.answer);
  return cause === undefined ? (WORDS[answer.answer] ?? []) : [cause];
}
