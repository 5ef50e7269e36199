import { expect, test } from "vitest";

import { base64, Secret, utf8Bytes } from "../base/index.ts";
import { expiryOf } from "./expiry.ts";

function expiry(password: string): number | undefined {
  return expiryOf({ password: new Secret({ text: password, utf8: true }) });
}

/** The token of RFC 7519, section 3.1: it expires at 1300819380. */
const RFC_TOKEN =
  "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

test("expiryOf() reads a JSON web token", () => {
  expect(expiry(RFC_TOKEN)).toBe(Date.parse("2011-03-22T18:43:00Z"));
});

test("expiryOf() reads what ECR hands out, with or without padding", () => {
  const handedOut = base64(utf8Bytes(JSON.stringify({ payload: "x", version: "2", expiration: 1_700_000_000 })));
  expect(expiry(handedOut)).toBe(1_700_000_000_000);
  expect(expiry(handedOut.replace(/=+$/, ""))).toBe(1_700_000_000_000);
});

test.each([
  "",
  "hunter2",
  "a.b.c",
  "ghp_abcdefghijklmnop",
  "bnVsbA==",
  "W10=",
  "x.bnVsbA.y",
  "x.eyJleHAiOiIxIn0.y",
  "x.eyJleHAiOjFlMzAwfQ.y",
])("expiryOf() reads nothing from %j", (password) => {
  expect(expiry(password)).toBeUndefined();
});
