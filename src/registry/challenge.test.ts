import { expect, test } from "vitest";

import { parseChallenges } from "./challenge.ts";

const HUB =
  'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull"';

test.each([
  [
    "Docker Hub's, from its documentation of token authentication",
    [HUB],
    [
      {
        scheme: "bearer",
        realm: "https://auth.docker.io/token",
        service: "registry.docker.io",
        scopes: ["repository:library/nginx:pull"],
        error: "",
      },
    ],
  ],
  [
    "RFC 9110's example of two in one line",
    ['Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"'],
    [
      { scheme: "unknown", name: "Newauth" },
      { scheme: "basic", realm: "simple" },
    ],
  ],
  [
    "two lines",
    ["Negotiate", 'BASIC realm="x"'],
    [
      { scheme: "unknown", name: "Negotiate" },
      { scheme: "basic", realm: "x" },
    ],
  ],
  ["no parameters", ["Basic"], [{ scheme: "basic", realm: "" }]],
  [
    "parameters without quotes, blanks around the equals sign",
    ["Bearer realm = https://a.example/t , service=reg, error=invalid_token"],
    [{ scheme: "bearer", realm: "https://a.example/t", service: "reg", scopes: [], error: "invalid_token" }],
  ],
  ["nothing", [""], []],
  ["parameters without a scheme", ['realm="x"'], []],
])("parseChallenges() reads %s", (_what, lines, expected) => {
  expect(parseChallenges(lines)).toEqual(expected);
});

test("parseChallenges() keeps what it read before a quote that never ends", () => {
  expect(parseChallenges(['Bearer realm="https://a.example/t",service="open'])).toMatchObject([
    { scheme: "bearer", realm: "https://a.example/t", service: "" },
  ]);
});
