import type { RegistryFacts, RegistryWord } from "../../kinds/index.ts";
import { causeOf, findCause } from "../causes/index.ts";
import type { Context } from "./context.ts";
import { loginWorked, wasThere } from "./worked-before.ts";

const CAUSES: Readonly<Partial<Record<RegistryWord, string>>> = {
  "tag-not-found": "tag-not-found",
  "digest-not-found": "digest-not-found",
  "repository-not-found": "repository-not-found",
  "login-refused": "auth-wrong-credentials",
  "login-expired": "auth-token-expired",
  forbidden: "auth-insufficient-scope",
  withheld: "registry-scan-blocked",
  "address-blocked": "registry-ip-blocked",
  "platform-missing": "platform-mismatch",
  "blob-missing": "registry-blob-missing",
  "no-image": "not-a-container-image",
  corrupt: "content-corrupted",
};
/** What only somebody is told who may read the repository. */
const LET_IN: ReadonlySet<RegistryWord> = new Set([
  "tag-not-found",
  "digest-not-found",
  "platform-missing",
  "blob-missing",
  "no-image",
  "corrupt",
  "withheld",
]);
/** Causes that something is not there. */
export const GONE: ReadonlySet<string> = new Set(["tag-not-found", "digest-not-found", "repository-not-found"]);
/** What failed on the way to the registry, or behind it, no answer to somebody else explains. */
const ANSWERED: ReadonlySet<string> = new Set(["reference", "auth", "policy", "platform", "registry", "rate"]);

/** The cause that an answer is proof of. */
export function causeOfAnswer(answer: RegistryWord): string | undefined {
  return CAUSES[answer];
}

/** What the registry answers to those who the kubelet asks as. Each is tried, so one that gets the image explains nothing. */
export function registryTells(context: Context): readonly string[] {
  const { asKubelet } = context.answers;
  if (!wasAnswered(context) || asKubelet.some(({ answer }) => answer === "found")) return [];
  // Of several logins the one that came furthest counts: those that are refused before it keep nothing from being pulled.
  const letIn = asKubelet.filter(({ answer }) => LET_IN.has(answer));
  const causes = [...letIn, ...asKubelet].flatMap((each) => CAUSES[each.answer] ?? rateLimit(context, each));
  const [first] = causes;
  return first === undefined ? [] : [withHistory(first, context)];
}

/** What was there once has been taken away; a login that was good once has run out. */
function withHistory(cause: string, context: Context): string {
  if (GONE.has(cause)) return wasThere(context) ? "image-retired" : cause;
  return cause === "auth-wrong-credentials" && loginWorked(context) ? "auth-token-expired" : cause;
}

/** What a mirror may answer so that the registry itself is asked next. */
const PASSES_ON: ReadonlySet<RegistryWord> = new Set([
  "tag-not-found",
  "digest-not-found",
  "repository-not-found",
  "not-found",
]);

/** The message may come from a mirror, and one that was asked fails, or is the last and has not got it. */
export function mirrorTells({ reading, answers }: Context): readonly string[] {
  if (!reading.causes.includes("mirror-misconfigured")) return [];
  if (answers.mirrors.some(({ answer }) => answer === "blob-missing")) return ["registry-blob-missing"];
  const broken = answers.mirrors.some(
    ({ answer, mirrorOnly }) => answer !== "found" && (mirrorOnly === true || !PASSES_ON.has(answer)),
  );
  return broken ? ["mirror-misconfigured"] : [];
}

/** A name without a host: another registry of the pod's has the image, and the one that was asked has not. */
export function elsewhereTells({ reading, answers }: Context): readonly string[] {
  const { asKubelet, elsewhere } = answers;
  if (!reading.causes.includes("registry-host-missing")) return [];
  const isThere = (all: readonly RegistryFacts[]): boolean => all.some(({ answer }) => answer === "found");
  return isThere(elsewhere) && !isThere(asKubelet) ? ["registry-host-missing"] : [];
}

/** Asked as the kubelet does, that is by nobody, the registry wants a login; not where it says so of names that do not exist too. */
export function registryWantsLogin(context: Context): readonly string[] {
  const wants = context.answers.asKubelet.some(({ answer, mayNotExist }) => answer === "wants-login" && !mayNotExist);
  return wants && wasAnswered(context) ? ["auth-missing"] : [];
}

/** Whose allowance it is, where it is one. */
function rateLimit({ seen, reading }: Context, { answer, allowance }: RegistryFacts): readonly string[] {
  if (answer !== "rate-limited") return [];
  const [first = ""] = reading.causes;
  // The message has told already that it was too much; only the registry's words make an allowance of it.
  if (allowance !== true && findCause(first)?.family === "rate") return [];
  return [seen.logins.some(({ used }) => used) ? "authenticated-rate-limit" : "anonymous-rate-limit"];
}

function wasAnswered({ reading }: Context): boolean {
  const [first] = reading.causes;
  return first !== undefined && ANSWERED.has(causeOf(first).family);
}

/** What an answer leaves no room for: who is told that a tag is missing was let in, and the repository is there. */
const LEAVES_NO_ROOM: Readonly<Record<string, RegExp>> = {
  "image-retired": /^(?:auth-|pull-secret-)/,
  "tag-not-found": /^(?:repository-not-found|auth-|pull-secret-)/,
  "digest-not-found": /^(?:repository-not-found|auth-|pull-secret-)/,
  "repository-not-found": /^(?:tag|digest)-not-found$/,
  "not-a-container-image": /^(?:(?:tag|digest|repository)-not-found$|auth-|pull-secret-)/,
  "registry-blob-missing": /^(?:(?:tag|digest|repository)-not-found$|auth-|pull-secret-)/,
  "platform-mismatch": /^(?:(?:tag|digest|repository)-not-found$|auth-|pull-secret-)/,
};

export function isAnsweredAway(cause: string, context: Context): boolean {
  const [told = ""] = registryTells(context);
  return LEAVES_NO_ROOM[told]?.test(cause) === true;
}
