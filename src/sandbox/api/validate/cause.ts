import { goQuote, jsonEqual } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { wordedCause } from "./wordings.ts";
import { GoSyntax } from "./shown-value.ts";

/** Builders of causes in the words of apimachinery's `field` package. */
export function required(field: string, detail = ""): Cause {
  return {
    reason: "FieldValueRequired",
    message: detail === "" ? "Required value" : `Required value: ${detail}`,
    field,
  };
}

export function invalidField(field: string, value: unknown, detail: string): Cause {
  return { reason: "FieldValueInvalid", message: `Invalid value: ${shown(value)}: ${detail}`, field };
}

export function notSupported(field: string, value: unknown, supported: readonly string[]): Cause {
  const list = supported.map((text) => JSON.stringify(text)).join(", ");
  return {
    reason: "FieldValueNotSupported",
    message: `Unsupported value: ${shown(value)}: supported values: ${list}`,
    field,
  };
}

export function forbiddenField(field: string, detail: string): Cause {
  return { reason: "FieldValueForbidden", message: `Forbidden: ${detail}`, field };
}

export function duplicate(field: string, value: unknown): Cause {
  return { reason: "FieldValueDuplicate", message: `Duplicate value: ${shown(value)}`, field };
}

export function missing(field: string, value: unknown): Cause {
  return { reason: "FieldValueNotFound", message: `Not found: ${shown(value)}`, field };
}

/** One cause for each message. */
export function invalidEach(field: string, value: unknown, messages: readonly string[]): Cause[] {
  return messages.map((message) => invalidField(field, value, message));
}

/** The causes as the details tell them. */
export function told(causes: readonly Cause[], rules: Rules): readonly Cause[] {
  const own = causes.map((cause) => wordedCause(cause, rules));
  return rules.admission.causesRepeat
    ? own
    : own.filter((cause, index) => own.findIndex((other) => jsonEqual(other, cause)) === index);
}

function shown(value: unknown): string {
  if (value instanceof GoSyntax) return value.text;
  return typeof value === "string" ? goQuote(value) : JSON.stringify(value ?? null);
}
