import type { LoginFacts } from "../../kinds/index.ts";
import { causeOf } from "../causes/index.ts";
import type { Context } from "./context.ts";

const NO_LOGIN: ReadonlySet<string> = new Set([
  "CREDENTIALS_WRONG_TYPE",
  "CREDENTIALS_WRONG_DATA_KEY",
  "CREDENTIALS_EMPTY_VALUE",
  "CREDENTIALS_NOT_A_URL",
]);
/** Causes that hold only where no login was sent. */
const NOTHING_SENT = /^(?:pull-secret-|auth-missing$)/;

/** What the pod's secrets say themselves, where the registry may have wanted a login. */
export function secretsTell(context: Context): readonly string[] {
  if (!context.reading.causes.some((cause) => /^(?:auth-|pull-secret-)/.test(cause))) return [];
  const { logins } = context.seen;
  if (logins.some(({ code }) => code === "CREDENTIALS_UNDECODABLE")) return ["pull-secret-malformed"];
  const used = logins.filter((login) => login.used);
  if (used.length > 0) return isExpired(used) ? ["auth-token-expired"] : [];
  return whyNothingIsSent(context);
}

/** A login was sent: then the pod's secrets are not missing, and not for another host. */
export function isRuledOut(cause: string, { seen }: Context): boolean {
  return NOTHING_SENT.test(cause) && seen.logins.some(({ used }) => used);
}

function isExpired(used: readonly LoginFacts[]): boolean {
  return used.every(({ expiredFor }) => expiredFor !== undefined);
}

export function whyNothingIsSent({ seen }: Pick<Context, "seen">): readonly string[] {
  const { logins, absent, elsewhere } = seen;
  const missing = ["pull-secret-missing", "pull-secret-wrong-namespace"];
  if (absent.length > 0) return elsewhere.length > 0 ? missing.toReversed() : missing;
  if (logins.some(({ code }) => code === "CREDENTIALS_MISMATCH")) return ["pull-secret-host-mismatch"];
  return logins.some(({ code }) => NO_LOGIN.has(code)) ? ["pull-secret-malformed"] : [];
}

/** The likeliest cause has to do with a login. */
export function wantsLogin([first]: readonly string[]): boolean {
  return first !== undefined && causeOf(first).family === "auth";
}
