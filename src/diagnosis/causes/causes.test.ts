import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { CAUSES } from "./causes.ts";
import { fillCommand, fillSentence, type Places } from "./fill.ts";

const NOTHING: Places = {};

describe("the taxonomy", () => {
  test("has the ids and families that were agreed on, in that order", () => {
    const agreed = readFileSync(join(import.meta.dirname, "fixtures/taxonomy.txt"), "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(agreed).toHaveLength(87);
    expect(CAUSES.map(({ family, id }) => `${family} ${id}`)).toEqual(agreed);
  });

  test.each(CAUSES.map((cause) => [cause.id, cause] as const))("%s can be told, confirmed and fixed", (_, cause) => {
    const { title, summary, meaning, tellApart, confirm, fix } = cause;
    for (const text of [title, summary, meaning, tellApart, confirm.command, confirm.shows]) expect(text).toMatch(/\S/);
    expect(fix.length).toBeGreaterThan(0);
    for (const sentence of [summary, meaning, tellApart]) expect(sentence).toMatch(/\.$/);
  });

  test.each(CAUSES.map((cause) => [cause.id, cause] as const))(
    "%s reads well when nothing else is known",
    (_, cause) => {
      const texts = [cause.summary, cause.confirm.shows].map((text) => fillSentence(text, NOTHING));
      const commands = [cause.confirm.command, ...cause.fix].map((text) => fillCommand(text, NOTHING));
      for (const text of [...texts, ...commands]) {
        expect(text).not.toMatch(
          /\{(?:image|host|api|registry|repository|reference|tag|asked|secret|namespace|pod|node)\}/,
        );
        expect(text).not.toMatch(/\bthe the\b|""|  -n /);
      }
    },
  );

  test("names only leaves that exist where it says what looks alike", () => {
    const ids = new Set(CAUSES.map(({ id }) => id));
    const words = CAUSES.flatMap(
      ({ tellApart }) => tellApart.match(/(?<![\w-])[a-z]+-[a-z0-9-]+[a-z0-9](?![\w-])/g) ?? [],
    );
    const families = /^(?:nm|auth|tls|tcp|dns|pull-secret|registry|image|tag|repository|content|layer|proxy)-/;
    const unknown = words.filter((word) => families.test(word) && !ids.has(word));
    expect(unknown).toEqual([]);
  });
});

test("fillCommand() makes one word of any value", () => {
  const places = { image: "a'; rm -rf $HOME #`x`" };
  expect(fillCommand("crictl rmi {image}", places)).toBe(String.raw`crictl rmi 'a'\''; rm -rf $HOME #${"`x`"}'`);
});

test("fillCommand() leaves the namespace out where it is not known", () => {
  expect(fillCommand("kubectl get secret {secret} -n {namespace}", { secret: "regcred" })).toBe(
    "kubectl get secret regcred",
  );
});

test("fillSentence() names what is known and says `the node` for the rest", () => {
  expect(fillSentence("node {node} cannot reach {registry}.", { registry: "Docker Hub" })).toBe(
    "The node cannot reach Docker Hub.",
  );
});
