import { expect, test } from "vitest";

import { readVectors } from "../../../conformance/vectors.ts";
import { alignTabs, type TabOptions } from "./tabwriter.ts";

type Input = TabOptions & { readonly text: string };

test.each(readVectors("go", "tabwriter"))("alignTabs() aligns $id as Go does: $note", ({ input, output }) => {
  const { text, ...options } = input as Input;
  expect({ text: alignTabs(text, options) }).toEqual(output);
});
