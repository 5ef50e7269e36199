import type { RegistryWord } from "../../kinds/index.ts";
import { causeOf } from "../causes/index.ts";
import type { Context } from "./context.ts";

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
/** What failed on the way to the registry, or behind it, no answer to somebody else explains. */
const ANSWERED: ReadonlySet<string> = new Set(["reference", "auth", "policy", "platform", "registry"]);

/** What the registry answers to those who the kubelet asks as. Each is tried, so one that gets the image explains nothing. */
export function registryTells(context: Context): readonly string[] {
  const { asKubelet } = context.answers;
  if (!wasAnswered(context) || asKubelet.some(({ answer }) => answer === "found")) return [];
  const causes = asKubelet.flatMap(({ answer }) => CAUSES[answer] ?? rateLimit(context, answer));
  return [...new Set(causes)].slice(0, 1);
}

/** Asked as the kubelet does, that is by nobody, the registry wants a login; not where it says so of names that do not exist too. */
export function registryWantsLogin(context: Context): readonly string[] {
  const wants = context.answers.asKubelet.some(({ answer, mayNotExist }) => answer === "wants-login" && !mayNotExist);
  return wants && wasAnswered(context) ? ["auth-missing"] : [];
}

function rateLimit({ seen }: Context, answer: RegistryWord): readonly string[] {
  if (answer !== "rate-limited") return [];
  return [seen.logins.some(({ used }) => used) ? "authenticated-rate-limit" : "anonymous-rate-limit"];
}

function wasAnswered({ reading }: Context): boolean {
  const [first] = reading.causes;
  return first !== undefined && ANSWERED.has(causeOf(first).family);
}

/** What an answer leaves no room for: who is told that a tag is missing was let in, and the repository is there. */
const LEAVES_NO_ROOM: Readonly<Record<string, RegExp>> = {
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
