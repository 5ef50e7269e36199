import fc from "fast-check";
import { describe as group, expect, test } from "vitest";

import { readVectors } from "../../../../conformance/vectors.ts";
import { DEFAULT_MINOR, isMinor, type KubernetesObject, rulesOf } from "../../../kinds/index.ts";
import { describe } from "./describe.ts";

const rules = rulesOf(DEFAULT_MINOR).printer;

interface Input {
  readonly object: KubernetesObject;
  readonly related: readonly KubernetesObject[];
}

group("describe() prints what kubectl's own describers do", () => {
  const questions = readVectors("kubectl", "describe-rare").flatMap(({ id, note, versions, input, output }) =>
    versions
      .filter(isMinor)
      .map((minor) => ({ title: `${id} ${minor} ${note}`, minor, input: input as Input, output })),
  );
  test.each(questions)("$title", ({ minor, input: { object, related }, output }) => {
    const text = describe(object, { now: 0, objects: related, rules: rulesOf(minor).printer });
    expect({ text }).toEqual(output);
  });
});

const printable = fc.string({ unit: "grapheme-ascii", minLength: 12, maxLength: 40 });

group("describe()", () => {
  test("never shows what a secret holds", () => {
    fc.assert(
      fc.property(printable, (value) => {
        const metadata = { name: "s", namespace: "n" };
        const secret = { apiVersion: "v1", kind: "Secret", metadata, type: "Opaque", data: { token: btoa(value) } };
        const text = describe(secret, { now: 0, objects: [], rules });
        expect(text).toContain(`token:  ${value.length} bytes`);
        expect(text).not.toContain(value);
        expect(text).not.toContain(btoa(value));
      }),
    );
  });

  test("lets no character through that a terminal would obey", () => {
    const hostile = fc.string({ unit: fc.constantFrom("\u001B", "\r", "[", "a", "\n", "\t"), minLength: 1 });
    fc.assert(
      fc.property(hostile, (text) => {
        const metadata = { name: "p", namespace: "n", labels: { a: text }, annotations: { b: text } };
        const spec = { containers: [{ name: text, image: text, args: [text] }], nodeName: text };
        const pod = { apiVersion: "v1", kind: "Pod", metadata, spec, status: { message: text } };
        const shown = Array.from(describe(pod, { now: 0, objects: [], rules }) ?? "");
        expect(shown.filter((character) => character === "\u001B" || character === "\r")).toEqual([]);
      }),
    );
  });

  test("knows no other kinds", () => {
    const job = { apiVersion: "batch/v1", kind: "Job", metadata: { name: "j" } };
    expect(describe(job, { now: 0, objects: [], rules })).toBeUndefined();
  });
});
