import type { Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";

/** How minors before one of them said something, as far as it is the same fault. */
interface Wording {
  /** First minor (of 1) that says it as this server's checks do. */
  readonly until: number;
  readonly pattern: RegExp;
  readonly older: string;
}

const WORDINGS: readonly Wording[] = [
  { until: 35, pattern: /(must be no more than \d+) bytes/g, older: "$1 characters" },
  {
    until: 35,
    pattern: /, `secretKeyRef` or `fileKeyRef`/,
    older: " or `secretKeyRef`",
  },
  {
    until: 33,
    pattern: /must be a valid IP address, \(e\.g\. 10\.9\.8\.7 or 2001:db8::ffff\)/,
    older: "must be valid IP address",
  },
  { until: 33, pattern: /(hides previous definition of "[^"]*"), which may be dropped when using apply$/, older: "$1" },
];

/** The text as this minor says it. */
export function worded(text: string, { minor }: Rules): string {
  return WORDINGS.reduce(
    (words, { until, pattern, older }) => (numberOf(minor) < until ? words.replace(pattern, older) : words),
    text,
  );
}

/** Likewise a cause; the oldest name the list of host aliases without a position. */
export function wordedCause(cause: Cause, rules: Rules): Cause {
  const number = numberOf(rules.minor);
  const field = number < 33 ? cause.field.replace(/^(.*hostAliases)\[\d+\]\.ip$/, "$1.ip") : cause.field;
  const [, key] = OWNER.exec(field) ?? [];
  if (key !== undefined && number < DECLARED) return ownerCause(key, number);
  return { ...cause, message: worded(cause.message, rules), field };
}

const OWNER = /^metadata\.ownerReferences\[\d+\]\.(\w+)$/;
/** First minor whose owner references are checked by declarations. */
const DECLARED = 37;

/** What an owner reference lacks, before that. */
function ownerCause(key: string, number: number): Cause {
  const name = key === "apiVersion" ? "version " : number < 34 ? `${key} ` : "";
  const message = `Invalid value: "": ${name}must not be empty`;
  return { reason: "FieldValueInvalid", message, field: `metadata.ownerReferences.${key}` };
}

function numberOf(minor: string): number {
  return Number(minor.split(".")[1]);
}
