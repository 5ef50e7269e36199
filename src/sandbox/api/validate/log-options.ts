import { failed, goQuote, ok, type Outcome } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidField } from "./cause.ts";

/** First minor that knows streams of a log, and has them switched off. */
const STREAMS = 32;

type Query = Readonly<Record<string, string>>;

/** Smallest values of the numbers in a log's query. */
const NUMBERS = { tailLines: 0, sinceSeconds: 1, limitBytes: 1 } as const;

/** What is wrong with the query of a log; the fault is one that cannot be read at all. */
export function logOptionProblems(query: Query, { minor }: Rules): Outcome<readonly Cause[], string> {
  const causes: Cause[] = [];
  const knowsStreams = Number(minor.split(".")[1]) >= STREAMS;
  if (knowsStreams && query["stream"] !== undefined) causes.push(forbiddenField("stream", "may not be specified"));
  for (const [name, least] of Object.entries(NUMBERS)) {
    const text = query[name];
    if (text === undefined) continue;
    if (!/^[+-]?\d+$/.test(text)) return failed(`strconv.ParseInt: parsing ${goQuote(text)}: invalid syntax`);
    if (Number(text) < least)
      causes.push(invalidField(name, Number(text), `must be greater than${least === 0 ? " or equal to" : ""} 0`));
  }
  if (query["sinceSeconds"] !== undefined && query["sinceTime"] !== undefined) {
    causes.push(forbiddenField("[]", "at most one of `sinceTime` or `sinceSeconds` may be specified"));
  }
  return ok(causes);
}
