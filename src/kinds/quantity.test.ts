import { describe, expect, test } from "vitest";
import fc from "fast-check";

import { addQuantities, parseQuantity, type Quantity, quantityText, quantityValue } from "./quantity.ts";

function read(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (!parsed.ok) throw new Error(parsed.fault);
  return parsed.value;
}

const amounts = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), fc.constantFrom("", "m", "k", "M", "G", "Ki", "Mi", "Gi", "e3", "e-2"))
  .map(([number, suffix]) => `${number}${suffix}`);

describe("quantityText()", () => {
  test("writes what reads as the same amount", () => {
    fc.assert(
      fc.property(amounts, (text) => {
        expect(read(quantityText(read(text))).nano).toBe(read(text).nano);
      }),
    );
  });
});

describe("addQuantities()", () => {
  test("keeps the format of the first that is not zero", () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const sum = addQuantities(read(a), read(b));
        expect(sum.nano).toBe(read(a).nano + read(b).nano);
        expect(sum.format).toBe(read(read(a).nano === 0n ? b : a).format);
      }),
    );
  });
});

describe("quantityValue()", () => {
  test("rounds away from zero", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (thousandths) => {
        expect(quantityValue(read(`${thousandths}m`))).toBe(1n);
        expect(quantityValue(read(`-${thousandths}m`))).toBe(-1n);
        expect(quantityValue(read(`${thousandths}m`), 1000n)).toBe(BigInt(thousandths));
      }),
    );
  });
});
