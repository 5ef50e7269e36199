import { goQuote } from "../../../base/index.ts";

/** A scalar as it is stored, or why it cannot be read: another JSON kind, or a text that means nothing. */
export type Scalar =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly mismatch: string }
  | { readonly ok: false; readonly unreadable: string };

interface ScalarType {
  /** How Go's decoder names the type. */
  readonly go: string;
  readonly zero: unknown;
  readonly read: (value: unknown) => Scalar;
}

const INT32_LIMIT = 2 ** 31;
const QUANTITY = /^[+-]?[0-9.]+(?:[eEinumkKMGTP]*[-+]?[0-9]*)$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Scalars of the API types; what is not here is an object type. */
export const SCALARS: Readonly<Record<string, ScalarType>> = {
  string: { go: "string", zero: "", read: (value) => ofKind(value, "string") },
  bool: { go: "bool", zero: false, read: (value) => ofKind(value, "boolean") },
  int32: { go: "int32", zero: 0, read: (value) => readInteger(value, INT32_LIMIT) },
  int64: { go: "int64", zero: 0, read: (value) => readInteger(value, Infinity) },
  float64: { go: "float64", zero: 0, read: (value) => ofKind(value, "number") },
  bytes: { go: "[]uint8", zero: null, read: readBytes },
  Quantity: { go: "resource.Quantity", zero: "0", read: readQuantity },
  IntOrString: { go: "intstr.IntOrString", zero: 0, read: readIntOrString },
  Time: { go: "v1.Time", zero: null, read: readTime },
  MicroTime: { go: "v1.MicroTime", zero: null, read: readTime },
  any: { go: "interface {}", zero: null, read: good },
};

/** `string`, `number`, `bool`, `object`, `array`: JSON kinds in the words of Go's decoder. */
export function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function good(value: unknown): Scalar {
  return { ok: true, value };
}

function mismatch(value: unknown): Scalar {
  return { ok: false, mismatch: jsonKind(value) };
}

function ofKind(value: unknown, kind: "string" | "boolean" | "number"): Scalar {
  return typeof value === kind ? good(value) : mismatch(value);
}

function readInteger(value: unknown, limit: number): Scalar {
  if (typeof value !== "number") return mismatch(value);
  const fits = Number.isInteger(value) && value >= -limit && value < limit;
  return fits ? good(value) : { ok: false, mismatch: `number ${value}` };
}

/** Line ends inside are skipped, as Go's base64 decoder does; the stored text has none. */
function readBytes(value: unknown): Scalar {
  if (typeof value !== "string") return mismatch(value);
  const text = value.replaceAll(/[\r\n]/g, "");
  if (BASE64.test(text)) return good(text);
  return { ok: false, unreadable: `illegal base64 data at input byte ${corruptByte(text)}` };
}

/** Go reports the offset of the first wrong character, or of the quantum that ends too early. */
function corruptByte(text: string): number {
  const wrong = text.search(/[^A-Za-z0-9+/]/);
  return wrong === -1 ? text.length - (text.length % 4) : wrong;
}

function readQuantity(value: unknown): Scalar {
  if (typeof value === "number") return good(`${value}`);
  if (typeof value === "string" && QUANTITY.test(value)) return good(value);
  const rule = String.raw`'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`;
  return { ok: false, unreadable: `quantities must match the regular expression ${rule}` };
}

function readIntOrString(value: unknown): Scalar {
  return typeof value === "number" || typeof value === "string" ? good(value) : mismatch(value);
}

function readTime(value: unknown): Scalar {
  if (typeof value !== "string") return mismatch(value);
  if (RFC3339.test(value)) return good(value);
  const problem = `parsing time ${goQuote(value)} as "2006-01-02T15:04:05Z07:00": cannot parse ${goQuote(value)} as "2006"`;
  return { ok: false, unreadable: problem };
}
