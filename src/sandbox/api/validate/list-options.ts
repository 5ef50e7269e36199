import { failed, goQuote, ok } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import { badRequest, type Cause, internalError, invalidOptions } from "../status/status-error.ts";
import { refuse, type Step } from "../step.ts";
import { type ContinueToken, readContinue } from "../verbs/continue-token.ts";
import { forbiddenField, notSupported } from "./cause.ts";

/** What a list or a watch asks for beside its selectors. */
export interface ListOptions {
  /** 0: all. */
  readonly limit: number;
  readonly timeoutSeconds?: number;
  /** Absent: the newest; 0: any. */
  readonly version?: number;
  readonly isExact: boolean;
  readonly token?: ContinueToken;
  readonly sendsInitialEvents: boolean;
  readonly bookmarks: boolean;
}

type Query = Readonly<Record<string, string>>;

const NUMBERS = ["limit", "timeoutSeconds"] as const;
const MATCH = "resourceVersionMatch";
/** First minor whose watches may begin with the whole list. */
const WATCH_LISTS = 34;

/** Reads the query of a list, or of a watch. */
export function readListOptions(query: Query, isWatch: boolean, rules: Rules): Step<ListOptions> {
  const strange = NUMBERS.find((key) => !isInteger(query[key] ?? ""));
  if (strange !== undefined) {
    return refuse(badRequest(`strconv.ParseInt: parsing ${goQuote(query[strange] ?? "")}: invalid syntax`));
  }
  const causes = isWatch ? watchProblems(query, rules) : listProblems(query);
  if (causes.length > 0) return refuse(invalidOptions("ListOptions", causes));
  const token = readToken(query);
  if (!token.ok) return token;
  const version = readVersion(query["resourceVersion"] ?? "", isWatch, rules);
  if (!version.ok) return version;
  const { limit = "", timeoutSeconds = "", allowWatchBookmarks } = query;
  return ok({
    limit: Math.max(0, Number(limit)),
    ...(timeoutSeconds === "" ? {} : { timeoutSeconds: Number(timeoutSeconds) }),
    ...version.value,
    ...token.value,
    isExact: query[MATCH] === "Exact",
    sendsInitialEvents: isTrue(query["sendInitialEvents"]),
    bookmarks: isTrue(allowWatchBookmarks),
  });
}

function isInteger(text: string): boolean {
  return text === "" || /^[+-]?\d+$/.test(text);
}

function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true";
}

function listProblems(query: Query): Cause[] {
  const { [MATCH]: match = "", resourceVersion = "", continue: next = "" } = query;
  const initial =
    query["sendInitialEvents"] === undefined
      ? []
      : [forbiddenField("sendInitialEvents", "sendInitialEvents is forbidden for list")];
  if (match === "") return initial;
  const isKnown = match === "Exact" || match === "NotOlderThan";
  const exact = `${MATCH} "exact" is forbidden for resourceVersion "0"`;
  return [
    ...(resourceVersion === ""
      ? [forbiddenField(MATCH, `${MATCH} is forbidden unless resourceVersion is provided`)]
      : []),
    ...(next === "" ? [] : [forbiddenField(MATCH, `${MATCH} is forbidden when continue is provided`)]),
    ...(isKnown ? [] : [notSupported(MATCH, match, ["Exact", "NotOlderThan", ""])]),
    ...(match === "Exact" && resourceVersion === "0" ? [forbiddenField(MATCH, exact)] : []),
    ...initial,
  ];
}

function watchProblems(query: Query, { minor }: Rules): Cause[] {
  const { [MATCH]: match = "", sendInitialEvents, continue: next = "" } = query;
  const isOff = Number(minor.split(".")[1]) < WATCH_LISTS;
  const needed = `sendInitialEvents requires setting ${MATCH} to NotOlderThan`;
  const gate = "sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled";
  const asked = sendInitialEvents !== undefined;
  const unasked = `${MATCH} is forbidden for watch unless sendInitialEvents is provided`;
  return [
    ...(asked && match !== "NotOlderThan" ? [forbiddenField(MATCH, needed)] : []),
    ...(asked && isOff ? [forbiddenField("sendInitialEvents", gate)] : []),
    ...(match !== "" && !asked ? [forbiddenField(MATCH, unasked)] : []),
    ...(match !== "" && match !== "NotOlderThan" ? [notSupported(MATCH, match, ["NotOlderThan"])] : []),
    ...(match !== "" && next !== "" ? [forbiddenField(MATCH, `${MATCH} is forbidden when continue is provided`)] : []),
  ];
}

function readToken({ continue: text = "", resourceVersion = "" }: Query): Step<{ readonly token?: ContinueToken }> {
  if (text === "") return ok({});
  const token = readContinue(text);
  if (!token.ok) return refuse(badRequest(`invalid continue token: ${token.fault}`));
  const isFixed = resourceVersion !== "" && resourceVersion !== "0";
  return isFixed
    ? failed(badRequest("specifying resource version is not allowed when using continue"))
    : ok({ token: token.value });
}

function readVersion(text: string, isWatch: boolean, { minor }: Rules): Step<{ readonly version?: number }> {
  if (text === "") return ok({});
  if (/^\d+$/.test(text)) return ok({ version: Number(text) });
  const fault = `resourceVersion: Invalid value: ${goQuote(text)}: strconv.ParseUint: parsing ${goQuote(text)}: invalid syntax`;
  const isInternal = isWatch || Number(minor.split(".")[1]) < FRIENDLY;
  return refuse(isInternal ? internalError(fault) : badRequest(`invalid resource version: ${fault}`));
}

/** First minor that blames the client for a version that cannot be read. */
const FRIENDLY = 33;
