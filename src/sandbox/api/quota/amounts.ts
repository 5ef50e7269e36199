import { isJsonObject } from "../../../base/index.ts";
import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
  quantityText,
  ZERO_QUANTITY,
} from "../../../kinds/index.ts";

/** A `ResourceList`, read. */
export type Amounts = ReadonlyMap<string, Quantity>;

export const ONE: Quantity = amount("1");

export function amount(text: unknown): Quantity {
  const parsed = parseQuantity(typeof text === "number" ? String(text) : typeof text === "string" ? text : "0");
  return parsed.ok ? parsed.value : ZERO_QUANTITY;
}

export function amountsOf(list: unknown): Amounts {
  return new Map(isJsonObject(list) ? Object.entries(list).map(([name, text]) => [name, amount(text)]) : []);
}

export function listOf(amounts: Amounts): Readonly<Record<string, string>> {
  return Object.fromEntries(sorted(amounts).map(([name, quantity]) => [name, quantityText(quantity)]));
}

export function added(one: Amounts, other: Amounts): Amounts {
  return combined(one, other, addQuantities);
}

/** The larger of each. */
export function raised(one: Amounts, other: Amounts): Amounts {
  return combined(one, other, (a, b) => (compareQuantities(a, b) < 0 ? b : a));
}

/** What is more in one than in the other; nothing where it is less. */
export function surplus(one: Amounts, other: Amounts): Amounts {
  const more = [...one].map(([name, quantity]) => {
    const nano = quantity.nano - (other.get(name)?.nano ?? 0n);
    return [name, nano < 0n ? ZERO_QUANTITY : { format: quantity.format, isBig: quantity.isBig, nano }] as const;
  });
  return new Map(more);
}

/** Only these resources. */
export function masked(amounts: Amounts, names: ReadonlySet<string>): Amounts {
  return new Map([...amounts].filter(([name]) => names.has(name)));
}

/** `cpu=500m,pods=1`, in the order of names. */
export function amountsText(amounts: Amounts): string {
  return sorted(amounts)
    .map(([name, quantity]) => `${name}=${quantityText(quantity)}`)
    .join(",");
}

function sorted(amounts: Amounts): readonly (readonly [string, Quantity])[] {
  return [...amounts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function combined(one: Amounts, other: Amounts, combine: (a: Quantity, b: Quantity) => Quantity): Amounts {
  const all = new Map(one);
  for (const [name, quantity] of other) {
    const known = all.get(name);
    all.set(name, known === undefined ? quantity : combine(known, quantity));
  }
  return all;
}
