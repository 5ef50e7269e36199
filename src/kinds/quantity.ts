import { failed, ok, type Outcome } from "../base/index.ts";

/** An amount such as `500m`, `1Gi` or `12e6` (apimachinery's `resource.Quantity`). */
export interface Quantity {
  /** In units of 10⁻⁹. */
  readonly nano: bigint;
  readonly format: "decimal" | "binary" | "exponent";
  /** Kept in arbitrary precision; else as an int64, which answers 0 where a value does not fit. */
  readonly isBig: boolean;
  /** The text that was read, where the parser took it for canonical. */
  readonly written?: string;
}

export const ZERO_QUANTITY: Quantity = { nano: 0n, format: "decimal", isBig: false };

interface Parts {
  readonly sign: bigint;
  /** Digits without leading zeros; `0` where none are left. */
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
  readonly format: Quantity["format"];
}

const DECIMAL_SUFFIXES = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const BINARY_SUFFIXES = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const TEXT = /^([+-]?)0*(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;
const WRONG_FORMAT = String.raw`quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`;
const WRONG_SUFFIX = "unable to parse quantity's suffix";
const NANO = 1_000_000_000n;
const INT64_MAX = 2n ** 63n - 1n;
/** Exponents beyond are taken for this one, so that `1e999999999` costs nothing. */
const FARTHEST = 9_999;

/** Reads a quantity; the fault is apimachinery's text. What is below 10⁻⁹ is rounded up, away from zero. */
export function parseQuantity(text: string): Outcome<Quantity, string> {
  const match = TEXT.exec(text);
  if (match === null || text === "") return failed(WRONG_FORMAT);
  const [, sign, whole = "", fraction = "", suffix = ""] = match;
  const unit = unitOf(suffix);
  if (unit === undefined) return failed(WRONG_SUFFIX);
  const parts: Parts = { sign: sign === "-" ? -1n : 1n, whole: whole || "0", fraction, ...unit };
  const fits = fitsInt64(parts);
  return ok(fits && keepsText(parts) ? { ...quantityOf(parts, !fits), written: text } : quantityOf(parts, !fits));
}

/** As the API server writes it back. */
export function quantityText({ nano, format, written }: Quantity): string {
  if (written !== undefined) return written;
  if (nano === 0n) return "0";
  const isWhole = nano % NANO === 0n && absolute(nano) >= 1024n * NANO;
  return format === "binary" && isWhole ? binaryText(nano / NANO) : decimalText(nano, format);
}

/** In units, or in thousandths of them with `perUnit` 1000; rounded away from zero, as an int64. */
export function quantityValue({ nano, isBig }: Quantity, perUnit = 1n): bigint {
  const value = roundedUp(nano * perUnit, NANO);
  return BigInt.asIntN(64, value) === value || isBig ? BigInt.asIntN(64, value) : 0n;
}

/** Negative, zero or positive, as for `Array.sort`. */
export function compareQuantities(a: Quantity, b: Quantity): number {
  if (a.nano === b.nano) return 0;
  return a.nano < b.nano ? -1 : 1;
}

/** The format is that of the first one that is not zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  const nano = a.nano + b.nano;
  return { nano, format: a.nano === 0n ? b.format : a.format, isBig: a.isBig || b.isBig };
}

function unitOf(suffix: string): Pick<Parts, "exponent" | "format"> | undefined {
  const [decimal, binary] = [DECIMAL_SUFFIXES.indexOf(suffix), BINARY_SUFFIXES.indexOf(suffix)];
  if (decimal !== -1) return { exponent: decimal * 3 - 9, format: "decimal" };
  if (binary !== -1) return { exponent: binary * 10, format: "binary" };
  if (!/^[eE][-+]?\d+$/.test(suffix)) return undefined;
  return { exponent: Math.min(Math.max(Number(suffix.slice(1)), -FARTHEST), FARTHEST), format: "exponent" };
}

/** Whether the real parser goes its fast way, which it decides by counting digits. */
function fitsInt64({ whole, fraction, exponent, format }: Parts): boolean {
  if (format === "binary") return fraction === "" && 14 - whole.length - Math.trunc((exponent * 3) / 10) >= 0;
  return whole.length + fraction.length <= 18 && exponent - fraction.length >= -9;
}

function keepsText({ whole, fraction, exponent, format }: Parts): boolean {
  const digits = whole + fraction;
  if (format === "binary") return (BigInt(digits) & 7n) !== 0n;
  return (exponent - fraction.length) % 3 === 0 && !digits.endsWith("000") && !digits.startsWith("0");
}

function quantityOf({ sign, whole, fraction, exponent, format }: Parts, isBig: boolean): Quantity {
  const digits = BigInt(whole + fraction) * (format === "binary" ? 2n ** BigInt(exponent) : 1n);
  const power = (format === "binary" ? 0 : exponent) - fraction.length + 9;
  const size = power >= 0 ? digits * 10n ** BigInt(power) : roundedUp(digits, 10n ** BigInt(-power));
  const capped = format === "binary" && size > INT64_MAX * NANO ? INT64_MAX * NANO : size;
  const isFraction = format === "binary" && isBig && capped < NANO;
  return { nano: sign * capped, format: isFraction ? "decimal" : format, isBig };
}

function roundedUp(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  if (value % divisor === 0n) return quotient;
  return value < 0n ? quotient - 1n : quotient + 1n;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function binaryText(units: bigint): string {
  let [rest, power] = [units, 0];
  for (; rest % 1024n === 0n; power += 1) rest /= 1024n;
  return `${rest}${BINARY_SUFFIXES[power] ?? ""}`;
}

/** Beyond the largest suffix the real one writes none, and so a smaller number. */
function decimalText(nano: bigint, format: Quantity["format"]): string {
  let [rest, power] = [nano, 0];
  for (; rest % 1000n === 0n; power += 1) rest /= 1000n;
  const exponent = power * 3 - 9;
  if (format === "exponent") return exponent === 0 ? `${rest}` : `${rest}e${exponent}`;
  return `${rest}${DECIMAL_SUFFIXES[power] ?? ""}`;
}
