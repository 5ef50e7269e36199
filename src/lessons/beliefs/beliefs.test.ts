import { expect, test } from "vitest";

import { rulesOf } from "../../kinds/index.ts";
import { BELIEFS } from "./beliefs.data.ts";
import { BELIEF_IDS } from "./contract.ts";

test("BELIEFS has each id once, and each is an engine of its own", () => {
  expect(BELIEFS.map(({ id }) => id)).toEqual([...BELIEF_IDS]);
  const real = rulesOf("1.36");
  const engines = BELIEFS.map(({ patch }) => JSON.stringify(patch(real)));
  expect(new Set([JSON.stringify(real), ...engines]).size).toBe(BELIEFS.length + 1);
});
