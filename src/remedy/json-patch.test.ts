import { expect, test } from "vitest";

import { misfit, patched, reversed } from "./json-patch.ts";

const POD = { spec: { containers: [{ image: "a:1" }], imagePullSecrets: [{ name: "one" }] } };
const PATCH = [
  { op: "replace", path: "/spec/containers/0/image", value: "a:2" },
  { op: "add", path: "/spec/imagePullSecrets/1", value: { name: "two" } },
  { op: "add", path: "/spec/nodeSelector", value: { arch: "arm64" } },
] as const;

test("reversed() leads back from the patched value to the one before", () => {
  const back = reversed(POD, PATCH);
  expect(misfit(patched(POD, PATCH), back)).toBeUndefined();
  expect(patched(patched(POD, PATCH), back)).toEqual(POD);
});

test("misfit() finds what somebody has changed since", () => {
  const back = reversed(POD, PATCH);
  const theirs = patched(POD, [...PATCH, { op: "replace", path: "/spec/containers/0/image", value: "theirs:1" }]);
  expect(misfit(theirs, back)).toEqual({ path: "/spec/containers/0/image", found: "theirs:1" });
});
