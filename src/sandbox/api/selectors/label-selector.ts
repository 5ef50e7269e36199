import { failed, goQuote, ok, type Outcome } from "../../../base/index.ts";
import { labelValueProblems, qualifiedProblems } from "../validate/names.ts";
import { labelTokens, type Token } from "./label-tokens.ts";

type Labels = Readonly<Record<string, string>>;

/** Whether an object's labels are selected. */
export type LabelSelector = (labels: Labels) => boolean;

const OPERATORS = "in, notin, =, ==, !=, gt, lt";

/** Reads `app=web,stage in (prod,dev),!track` (apimachinery `labels.Parse`); the fault is its text. */
export function parseLabelSelector(selector: string): Outcome<LabelSelector, string> {
  const cursor = new Cursor(labelTokens(selector));
  const requirements: LabelSelector[] = [];
  if (cursor.peek().kind === "end") return ok(() => true);
  for (;;) {
    if (!cursor.isIdentifier() && !cursor.is("!")) {
      const wanted = requirements.length === 0 ? "!, identifier, or 'end of string'" : "identifier after ','";
      return failed(`found '${cursor.peek().text}', expected: ${wanted}`);
    }
    const requirement = parseRequirement(cursor);
    if (!requirement.ok) return failed(`unable to parse requirement: ${requirement.fault}`);
    requirements.push(requirement.value);
    if (cursor.peek().kind === "end") return ok((labels) => requirements.every((selects) => selects(labels)));
    if (!cursor.takes(",")) return failed(`found '${cursor.peek().text}', expected: ',' or 'end of string'`);
  }
}

/** A place among tokens. */
class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token {
    return this.#tokens[this.#at] ?? { kind: "end", text: "" };
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  is(symbol: string): boolean {
    return this.peek().kind === "symbol" && this.peek().text === symbol;
  }

  isIdentifier(): boolean {
    return this.peek().kind === "identifier";
  }

  takes(symbol: string): boolean {
    const found = this.is(symbol);
    if (found) this.#at += 1;
    return found;
  }
}

function parseRequirement(cursor: Cursor): Outcome<LabelSelector, string> {
  const isNegated = cursor.takes("!");
  if (!cursor.isIdentifier()) return failed(`found '${cursor.peek().text}', expected: identifier`);
  const key = cursor.next().text;
  const problems = qualifiedProblems(key);
  if (problems.length > 0) return failed(`<nil>: Invalid value: ${goQuote(key)}: ${problems.join("; ")}`);
  if (isNegated) return ok((labels) => !(key in labels));
  if (cursor.peek().kind === "end" || cursor.is(",")) return ok((labels) => key in labels);
  const operator = cursor.next().text;
  if (!["in", "notin", "=", "==", "!=", ">", "<"].includes(operator)) {
    return failed(`found '${operator}', expected: ${OPERATORS}`);
  }
  const values = operator === "in" || operator === "notin" ? parseValues(cursor) : parseValue(cursor);
  return values.ok ? requirement(key, operator, values.value) : values;
}

function requirement(key: string, operator: string, values: readonly string[]): Outcome<LabelSelector, string> {
  if (operator === ">" || operator === "<") {
    const [value = ""] = values;
    if (!/^[+-]?\d+$/.test(value)) {
      return failed(
        `values[0]: Invalid value: ${goQuote(value)}: for 'Gt', 'Lt' operators, the value must be an integer`,
      );
    }
  }
  for (const [index, value] of values.entries()) {
    const problems = labelValueProblems(value);
    if (problems.length > 0) {
      return failed(`values[${index}][${key}]: Invalid value: ${goQuote(value)}: ${problems.join("; ")}`);
    }
  }
  return ok((labels) => isMet(operator, labels[key], values));
}

function isMet(operator: string, value: string | undefined, values: readonly string[]): boolean {
  if (operator === "!=" || operator === "notin") return value === undefined || !values.includes(value);
  if (value === undefined) return false;
  if (operator !== ">" && operator !== "<") return values.includes(value);
  if (!/^[+-]?\d+$/.test(value)) return false;
  return operator === ">" ? Number(value) > Number(values[0]) : Number(value) < Number(values[0]);
}

/** The one value behind `=` and the like; nothing is the empty text. */
function parseValue(cursor: Cursor): Outcome<readonly string[], string> {
  if (cursor.peek().kind === "end" || cursor.is(",")) return ok([""]);
  if (!cursor.isIdentifier()) return failed(`found '${cursor.peek().text}', expected: identifier`);
  return ok([cursor.next().text]);
}

/** `(a,b)`; a missing one is the empty text. */
function parseValues(cursor: Cursor): Outcome<readonly string[], string> {
  if (!cursor.takes("(")) return failed(`found '${cursor.peek().text}' expected: '('`);
  const values: string[] = [];
  for (;;) {
    values.push(cursor.isIdentifier() ? cursor.next().text : "");
    if (cursor.takes(")")) return ok([...new Set(values)].sort());
    if (!cursor.takes(",")) return failed(`found '${cursor.peek().text}', expected: ',' or ')'`);
  }
}
