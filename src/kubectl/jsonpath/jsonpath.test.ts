import { describe, expect, test } from "vitest";

import { parseJsonpath } from "./template.ts";
import { printedJsonpath } from "./jsonpath.ts";

const PODS = {
  items: [
    { name: "web-1", labels: { app: "web" }, n: 1 },
    { name: "web-2", labels: { app: "web" }, n: 2 },
  ],
};

function out(template: string): string {
  const parsed = parseJsonpath(template);
  return parsed.ok ? printedJsonpath(parsed.value, PODS) : `! ${parsed.fault}`;
}

describe("-o jsonpath", () => {
  /** Templates of kubectl's own documentation of JSONPath, on another document. */
  test.each([
    ["{.items[0].name}", "web-1"],
    ["{.items[*].name}", "web-1 web-2"],
    ['{range .items[*]}{.name}{"\\t"}{.n}{"\\n"}{end}', "web-1\t1\nweb-2\t2\n"],
    ['{.items[?(@.name=="web-2")].n}', "2"],
    ["{..name}", "web-1 web-2"],
    ["{.items[*]['name', 'labels.app']}", "web-1 web-2 web web"],
    ["{.items[1]['name','n']}", "web-2 2"],
    ["the name is {.items[0].name}", "the name is web-1"],
    ["{.items[0].labels}", '{"app":"web"}'],
    ["{.nothing}", ""],
    ["{$.items[0].n}", "1"],
  ])("%s", (template, expected) => {
    expect(out(template)).toBe(expected);
  });

  test.each(["{.items", "{range .items[*]}{.name}", "{end}", "a}"])("%s is refused", (template) => {
    expect(out(template)).toMatch(/^! /);
  });
});
