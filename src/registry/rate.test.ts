import { expect, test } from "vitest";

import { allowanceOf, retryAfterOf } from "./rate.ts";

const NOW = Date.parse("2026-01-05T09:00:00Z");
const header = (headers: Readonly<Record<string, string>>) => (name: string) => headers[name];

test("allowanceOf() reads Docker Hub's headers as its documentation has them", () => {
  const headers = header({
    "ratelimit-limit": "100;w=21600",
    "ratelimit-remaining": "20;w=21600",
    "docker-ratelimit-source": "192.0.2.1",
  });

  expect(allowanceOf(headers, NOW)).toEqual({ limit: 100, remaining: 20, window: 21_600, source: "192.0.2.1" });
});

test.each([
  ["60", NOW + 60_000],
  [String(NOW / 1000 + 60), NOW + 60_000],
])("allowanceOf() reads a reset of %s", (reset, expected) => {
  expect(allowanceOf(header({ "x-ratelimit-limit": "10", "x-ratelimit-reset": reset }), NOW)).toEqual({
    limit: 10,
    resets: expected,
  });
});

test("allowanceOf() finds none where there is none", () => {
  expect(allowanceOf(header({}), NOW)).toBeUndefined();
});

test.each([
  ["120", NOW + 120_000],
  ["Mon, 05 Jan 2026 09:01:00 GMT", NOW + 60_000],
  ["Mon, 05 Jan 2026 08:00:00 GMT", NOW],
  ["99999999", NOW + 24 * 3_600_000],
  ["soon", undefined],
])("retryAfterOf() reads %s", (text, expected) => {
  expect(retryAfterOf(header({ "retry-after": text }), NOW)).toBe(expected);
});
