import { expect, test } from "vitest";

import { EN, type WordKey } from "./en.data.ts";
import { sayIn } from "./index.ts";

test.each(Object.entries(EN))("the message %s has closed braces, also in the pseudo language", (key) => {
  for (const language of ["en", "pseudo"] as const)
    expect(() => sayIn(language)(key as WordKey, { n: 2 })).not.toThrow();
});
