import { isIP } from "node:net";

import fc from "fast-check";
import { expect, test } from "vitest";

import { isAddress } from "./addresses.ts";

test.each(["10.9.8.7", "2001:db8::ffff", "::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:10.9.8.7", "1:2:3:4:5:6:7::"])(
  "isAddress('%s')",
  (text) => {
    expect(isAddress(text)).toBe(true);
  },
);

test.each([
  "",
  "nope",
  "10.9.8",
  "10.9.8.256",
  "010.9.8.7",
  "1:2:3:4:5:6:7:8::",
  "1::2::3",
  ":1",
  "::10.9.8",
  "12345::",
])("isAddress('%s') is false", (text) => {
  expect(isAddress(text)).toBe(false);
});

test("isAddress() agrees with Node's isIP()", () => {
  const nearly = fc.stringMatching(/^[0-9a-f:.]{2,20}$/);
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), nearly), (text) => {
      expect(isAddress(text)).toBe(isIP(text) !== 0);
    }),
    { numRuns: 2_000 },
  );
});
