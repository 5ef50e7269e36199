import { parseQuantity, quantityText, quantityValue } from "../../src/kinds/index.ts";

/** `text` is written back canonically, and told in units and in thousandths. */
export function answerQuantity({ text }: { readonly text: string }): unknown {
  const read = parseQuantity(text);
  if (!read.ok) return { error: read.fault };
  return {
    canonical: quantityText(read.value),
    value: `${quantityValue(read.value)}`,
    milliValue: `${quantityValue(read.value, 1000n)}`,
  };
}
