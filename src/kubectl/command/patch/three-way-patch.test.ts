import { describe, expect, test } from "vitest";

import { readVectors } from "../../../../conformance/vectors.ts";
import { type JsonObject, objectAt, textAt } from "../../../base/index.ts";
import { LAST_APPLIED, withLastApplied } from "./last-applied.ts";
import { threeWayPatch, twoWayPatch } from "./three-way-patch.ts";

describe("threeWayPatch() holds what kubectl apply sends", () => {
  const vectors = readVectors("kubectl", "apply-patch");
  test.each(vectors.map(({ id, note, input, output }) => ({ id, note, input, output })))("$id $note", (vector) => {
    const { manifest, live } = vector.input as { manifest: JsonObject; live: JsonObject };
    const before = textAt(objectAt(live, "metadata", "annotations"), LAST_APPLIED);
    const versions = {
      before: before === undefined ? {} : (JSON.parse(before) as JsonObject),
      wanted: withLastApplied(manifest),
      live,
    };
    expect({ patch: threeWayPatch(String(manifest["kind"]), versions) }).toEqual(vector.output);
  });
});

describe("twoWayPatch() holds what kubectl edit sends", () => {
  const vectors = readVectors("kubectl", "edit-patch").filter(({ input }) => "after" in (input as object));
  test.each(vectors.map(({ id, note, input, output }) => ({ id, note, input, output })))("$id $note", (vector) => {
    const { before, after } = vector.input as { before: JsonObject; after: JsonObject };
    expect({ patch: twoWayPatch(String(before["kind"]), before, after) }).toEqual(vector.output);
  });
});
