import { describe, expect, test } from "vitest";

import { readVectors } from "../../../conformance/vectors.ts";
import { humanDuration, shortHumanDuration } from "./human-duration.ts";

describe("humanDuration()", () => {
  test.each(
    readVectors("kubectl", "human-duration").map(({ id, note, input, output }) => ({ id, note, input, output })),
  )("$id $note", ({ input, output }) => {
    const milliseconds = (input as { seconds: number }).seconds * 1000;
    expect({ human: humanDuration(milliseconds), short: shortHumanDuration(milliseconds) }).toEqual(output);
  });
});
