import { parseQuantity, type Quantity, quantityText, ZERO_QUANTITY } from "../../../kinds/index.ts";
import { sortedEntries } from "../fields.ts";
import { below } from "./lines.ts";
import type { Lines } from "./view.ts";

/** `Limits:` and `Requests:` with a line for each resource. */
export function resourceLines(resources: unknown): Lines {
  return [...below("Limits", amounts(resources, "limits")), ...below("Requests", amounts(resources, "requests"))];
}

/** A line for each resource of a list such as requests or capacity, by name. */
export function amounts(holder: unknown, ...path: readonly string[]): Lines {
  return sortedEntries(holder, ...path).map(([name, amount]) => `${name}:\t${quantityText(quantityOf(amount))}`);
}

/** An amount as JSON has it, a text or a number; zero where it is absent or cannot be read. */
export function quantityOf(amount: unknown): Quantity {
  if (typeof amount !== "string" && typeof amount !== "number") return ZERO_QUANTITY;
  const read = parseQuantity(`${amount}`.trim());
  return read.ok ? read.value : ZERO_QUANTITY;
}
