import { describe, expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { rulesOf, type CredentialRules } from "../kinds/index.ts";
import { parseAddress } from "./address.ts";
import { differences, matchesKey, type Difference } from "./key-match.ts";

interface Row {
  readonly glob: string;
  readonly target: string;
  readonly match: boolean;
  readonly why?: string;
}

const upstream = readUpstream("url_match") as Readonly<Record<"upstream" | "derived", readonly Row[]>>;
const rules = rulesOf("1.35").credentials;

function matches(glob: string, target: string, beliefs: CredentialRules = rules): boolean {
  const [key, repository] = [parseAddress(glob, rules.strictHosts), parseAddress(target, rules.strictHosts)];
  return key !== undefined && repository !== undefined && matchesKey(key, repository, beliefs);
}

describe("matchesKey() and the table of the kubelet's own test", () => {
  test.each([...upstream.upstream, ...upstream.derived])("$glob ~ $target: $match", ({ glob, target, match }) => {
    expect(matches(glob, target)).toBe(match);
  });
});

describe("matchesKey() with a wrong belief", () => {
  test.each([
    ["matchPort", "reg.example:5000", "reg.example/app"],
    ["matchPath", "reg.example/team", "reg.example/app"],
  ] as const)("without %s takes %s for %s", (rule, glob, target) => {
    expect(matches(glob, target)).toBe(false);
    expect(matches(glob, target, { ...rules, [rule]: false })).toBe(true);
  });
});

describe("differences()", () => {
  test.each<readonly [string, readonly Difference[]]>([
    ["reg.example:5000/shop", []],
    ["other.example:5000/shop", ["host"]],
    ["reg.example/shop", ["port"]],
    ["reg.example:5000/bakery", ["path"]],
    ["*.example.org:5000", ["labels"]],
    ["other.example:443/bakery", ["host", "port", "path"]],
  ])("of %s are %j", (glob, expected) => {
    const [key, repository] = [parseAddress(glob, true), parseAddress("reg.example:5000/shop/api", true)];
    expect(key && repository && differences(key, repository, rules)).toEqual(expected);
  });

  test.each([...upstream.upstream, ...upstream.derived])("are none where $glob ~ $target matches", (row) => {
    const [key, repository] = [parseAddress(row.glob, true), parseAddress(row.target, true)];
    const differing = key && repository ? differences(key, repository, rules) : ["no URL"];
    expect(differing.length === 0).toBe(row.match);
  });
});
