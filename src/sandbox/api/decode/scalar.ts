import { goQuote } from "../../../base/index.ts";
import { decodeBase64 } from "../../../credentials/index.ts";
import { parseQuantity, quantityText } from "../../../kinds/index.ts";

/** A scalar as it is stored, or why it cannot be read: another JSON kind, or a text that means nothing. */
export type Scalar =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly unreadable?: string };

interface ScalarType {
  /** How Go's decoder names the type. */
  readonly go: string;
  readonly zero: unknown;
  readonly read: (value: unknown) => Scalar;
}

const INT32_LIMIT = 2 ** 31;
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

const MISMATCH: Scalar = { ok: false };

function ofKind(value: unknown, kind: "string" | "boolean" | "number"): Scalar {
  return typeof value === kind ? good(value) : MISMATCH;
}

function readInteger(value: unknown, limit: number): Scalar {
  if (typeof value !== "number") return MISMATCH;
  const fits = Number.isInteger(value) && value >= -limit && value < limit;
  return fits ? good(value) : MISMATCH;
}

/** Line ends inside are skipped, as Go's base64 decoder does; the stored text has none. */
function readBytes(value: unknown): Scalar {
  if (typeof value !== "string") return MISMATCH;
  const bytes = decodeBase64(value, "padded");
  return bytes.ok ? good(btoa(bytes.value)) : { ok: false, unreadable: bytes.fault };
}

/** Stored in its canonical form; numbers are taken as texts. */
function readQuantity(value: unknown): Scalar {
  const parsed = parseQuantity(typeof value === "string" ? value : JSON.stringify(value));
  return parsed.ok ? good(quantityText(parsed.value)) : { ok: false, unreadable: parsed.fault };
}

function readIntOrString(value: unknown): Scalar {
  return typeof value === "number" || typeof value === "string" ? good(value) : MISMATCH;
}

function readTime(value: unknown): Scalar {
  if (typeof value !== "string") return MISMATCH;
  if (RFC3339.test(value)) return good(value);
  const problem = `parsing time ${goQuote(value)} as "2006-01-02T15:04:05Z07:00": cannot parse ${goQuote(value)} as "2006"`;
  return { ok: false, unreadable: problem };
}
