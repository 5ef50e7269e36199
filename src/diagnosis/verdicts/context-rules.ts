import {
  elsewhereTells,
  GONE,
  isAnsweredAway,
  mirrorTells,
  registryTells,
  registryWantsLogin,
} from "./answer-rules.ts";
import type { Context } from "./context.ts";
import { isRuledOut, secretsTell, wantsLogin } from "./login-rules.ts";
import { misspeltOfficial } from "./near-names.ts";
import { reachTells } from "./reach-rules.ts";
import type { Subject } from "./subject.ts";
import { loginWorked, wasThere } from "./worked-before.ts";

/** Answers the causes that the context makes likelier than what the words say first; nothing where it does not speak. */
type Rule = (context: Context) => readonly string[];

const WANTS_LOGIN = "auth-missing";
const CLOUDS: ReadonlySet<string> = new Set(["acr", "ecr", "gar", "gcr"]);
const LOCAL_NODE = /^(?:kind-|k3d-|minikube)|-control-plane$/;
const LOGIN_TYPES: ReadonlySet<string> = new Set(["kubernetes.io/dockerconfigjson", "kubernetes.io/dockercfg"]);
const ANONYMOUS = /no basic auth|anonymous token/;

/** The first that speaks counts. */
const RULES: readonly Rule[] = [
  mirrorTells,
  registryTells,
  elsewhereTells,
  reachTells,
  hostOfSecretsIsMissing,
  secretsTell,
  registryWantsLogin,
  noSecretIsNamed,
  secretIsMissing,
  secretIsNoLogin,
  loginWasNotSent,
  loginWasRefused,
  proxyAnswered,
  hostIsMissing,
  officialIsMisspelt,
  nodeIsLocal,
  workedBefore,
];

/** The reading's causes, with those in front that the context speaks for. */
export function inContext(context: Context): readonly string[] {
  const { causes } = context.reading;
  const first = RULES.map((rule) => rule(context)).find((each) => each.length > 0) ?? [];
  return [...new Set([...first, ...causes])].filter((cause) => isPossible(cause, context));
}

/** A pod that names no secret sends no login, unless its node has one of its own. */
function noSecretIsNamed({ subject, reading }: Context): readonly string[] {
  const namesNone = subject.pod?.pullSecrets?.length === 0;
  return namesNone &&
    reading.confidence !== "certain" &&
    reading.causes.includes(WANTS_LOGIN) &&
    wantsLogin(reading.causes)
    ? [...nodeLogsIn(reading), WANTS_LOGIN]
    : [];
}

/** At the registries of clouds, nodes log in by themselves: a pod that names no secret relies on that. */
function nodeLogsIn({ causes, facts }: Context["reading"]): readonly string[] {
  const ofCloud = CLOUDS.has(facts.registry?.service ?? "") && causes.includes("node-identity-lacks-role");
  return ofCloud ? ["node-identity-lacks-role"] : [];
}

/** A secret that is named and cannot be read explains a missing login. */
function secretIsMissing({ missingSecrets, reading }: Context): readonly string[] {
  if (missingSecrets.length === 0 || !reading.causes.includes(WANTS_LOGIN)) return [];
  return ["pull-secret-missing", "pull-secret-wrong-namespace"];
}

/** A secret of another type, or without the key of its type, is left out without a sign. */
function secretIsNoLogin({ subject, snapshot, reading }: Context): readonly string[] {
  if (!reading.causes.includes(WANTS_LOGIN)) return [];
  const named = snapshot.secrets.filter(({ name }) => name !== undefined && subject.pod?.pullSecrets?.includes(name));
  return named.some(({ type }) => type !== undefined && !LOGIN_TYPES.has(type)) ? ["pull-secret-malformed"] : [];
}

/** Secrets are there, yet none was sent: filed under another host, or unreadable. */
function loginWasNotSent({ subject, reading }: Context): readonly string[] {
  if (!hasSecrets(subject) || reading.causes[0] !== WANTS_LOGIN || !ANONYMOUS.test(reading.facts.shape)) return [];
  return ["pull-secret-host-mismatch", "pull-secret-malformed", "pull-secret-missing"];
}

/** Secrets are there and the words do not say that nothing was sent. */
function loginWasRefused({ subject, reading }: Context): readonly string[] {
  if (!hasSecrets(subject) || reading.causes[0] !== WANTS_LOGIN || reading.confidence !== "possible") return [];
  return ["auth-wrong-credentials", "pull-secret-host-mismatch"];
}

/** Go's words for a proxy that does not open the way: the text of its status, and nothing else. A registry's status comes with its number. */
function proxyAnswered({ reading }: Context): readonly string[] {
  const alone = /\b(?:head|get|post) "?<url>"?: (?:service unavailable|bad gateway|gateway timeout)$/i;
  const possible = reading.causes.includes("proxy-misconfigured");
  return possible && alone.test(reading.facts.shape) ? ["proxy-misconfigured"] : [];
}

/** One letter away from a name that Docker Hub publishes itself. */
function officialIsMisspelt(context: Context): readonly string[] {
  const possible = context.reading.causes.includes("repository-not-found");
  return possible && misspeltOfficial(context) !== undefined ? ["repository-not-found"] : [];
}

/** The pod's other images come from a registry of their own. */
function hostIsMissing(context: Context): readonly string[] {
  const siblings = context.subject.pod?.containers.flatMap(({ image }) => image ?? []) ?? [];
  const isElsewhere = siblings.some((image) => /^[^/]+[.:][^/]*\//.test(image) && !image.startsWith("docker.io/"));
  return isElsewhere && mayLackHost(context) ? ["registry-host-missing"] : [];
}

/** The pod has logins, all of them for other registries: it does not expect its images from Docker Hub. */
function hostOfSecretsIsMissing(context: Context): readonly string[] {
  const { logins } = context.seen;
  const isElsewhere = logins.length > 0 && logins.every(({ code }) => code === "CREDENTIALS_MISMATCH");
  return isElsewhere && mayLackHost(context) && misspeltOfficial(context) === undefined
    ? ["registry-host-missing"]
    : [];
}

/** The name has no host, and nobody who was asked for it elsewhere has denied it. */
function mayLackHost({ subject, reading, answers }: Context): boolean {
  const { reference, registry } = reading.facts;
  if (!reading.causes.includes("registry-host-missing") || registry?.service !== "docker-hub") return false;
  if (reference === undefined || /^(?:index\.)?docker\.io\//.test(subject.image ?? "docker.io/")) return false;
  return !answers.elsewhere.some(({ answer }) => GONE.has(answer) || answer === "not-found");
}

/** Images built on the machine that a local cluster runs on. */
function nodeIsLocal({ subject, reading }: Context): readonly string[] {
  const local = LOCAL_NODE.test(subject.pod?.node ?? "");
  return local && reading.causes.includes("local-image-not-loaded") ? ["local-image-not-loaded"] : [];
}

/** What ran from this image once was there once. */
function workedBefore(context: Context): readonly string[] {
  const [first = ""] = context.reading.causes;
  if (GONE.has(first)) return wasThere(context) ? ["image-retired"] : [];
  return first === "auth-wrong-credentials" && loginWorked(context) ? ["auth-token-expired"] : [];
}

/** A pod that was seen to name no pull secrets has no trouble with one. */
function isPossible(cause: string, context: Context): boolean {
  if (isRuledOut(cause, context) || isAnsweredAway(cause, context)) return false;
  return !(cause.startsWith("pull-secret-") && context.subject.pod?.pullSecrets?.length === 0);
}

function hasSecrets({ pod }: Subject): boolean {
  return (pod?.pullSecrets?.length ?? 0) > 0;
}
