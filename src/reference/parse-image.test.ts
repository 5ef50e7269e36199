import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { goQuote } from "../base/index.ts";
import { MINORS, rulesOf, type Minor } from "../kinds/index.ts";
import { parseImage } from "./index.ts";

interface Parsed {
  readonly input: string;
  readonly repo?: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly error_contains?: string;
  readonly error?: string;
  readonly with_default_tag?: string;
}

const upstream = readUpstream("image_name") as {
  readonly parse_image_name: readonly Parsed[];
  readonly apply_default_tag: readonly { readonly input: string; readonly output: string }[];
  readonly normalized_named_valid: readonly string[];
  readonly normalized_named_invalid: readonly string[];
  readonly normalized_named_parts: readonly {
    readonly inputs: readonly string[];
    readonly domain: string;
    readonly path: string;
    readonly full: string;
  }[];
  readonly error_text_derived: readonly Readonly<Record<"image" | "versions" | "text", string>>[];
  readonly library_run: { readonly rows: readonly Parsed[] };
};

const table = [...upstream.parse_image_name, ...upstream.library_run.rows];
const defaultTags = upstream.library_run.rows.flatMap(({ input, with_default_tag: output }) =>
  output === undefined ? [] : { input, output },
);
const rules = rulesOf("1.35").reference;

function parse(image: string, minor: Minor = "1.35"): ReturnType<typeof parseImage> {
  return parseImage(image, rulesOf(minor).reference);
}

describe("parseImage() and the tables of the library's and the kubelet's own tests", () => {
  test.each(table.filter(({ repo }) => repo !== undefined))(
    "takes $input",
    ({ input, repo, tag = "", digest = "" }) => {
      expect(parse(input)).toMatchObject({ ok: true, value: { original: input, repository: repo, tag, digest } });
    },
  );

  test.each(table.filter(({ repo }) => repo === undefined))(
    "refuses $input",
    ({ input, error, error_contains: part }) => {
      const parsed = parse(input);
      expect(parsed.ok ? "" : parsed.fault.message).toContain(error ?? part);
    },
  );

  test.each([...upstream.apply_default_tag, ...defaultTags])("asks the runtime for $output", ({ input, output }) => {
    expect(parse(input)).toMatchObject({ ok: true, value: { pullRef: output } });
  });

  test.each(upstream.normalized_named_valid)("takes %s", (image) => {
    expect(parse(image).ok).toBe(true);
  });

  test.each(upstream.normalized_named_invalid)("refuses %s", (image) => {
    expect(parse(image).ok).toBe(false);
  });

  test.each(
    upstream.normalized_named_parts.flatMap(({ inputs, ...parts }) => inputs.map((input) => ({ input, ...parts }))),
  )("splits $input into $domain and $path", ({ input, domain, path, full }) => {
    expect(parse(input)).toMatchObject({ ok: true, value: { host: domain, path, repository: full } });
  });

  test.each(upstream.error_text_derived.filter(({ versions }) => versions.startsWith(">=")))(
    "says of $image: $text",
    ({ image, versions, text }) => {
      const since = MINORS.slice(MINORS.indexOf(versions.slice(2) as Minor));
      for (const minor of since) expect(parse(image, minor)).toMatchObject({ ok: false, fault: { message: text } });
    },
  );
});

describe("parseImage() of 1.28, which has docker/distribution 2.8", () => {
  test.each(["LOCALDOMAIN/debian", "Docker/docker"])("takes %s for a name in upper case", (image) => {
    expect(parse(image, "1.28")).toMatchObject({
      ok: false,
      fault: { code: "REFERENCE_UPPERCASE", detail: "invalid reference format: repository name must be lowercase" },
    });
  });

  test("knows no IPv6 host", () => {
    expect(parse("[fc00::1]:5000/docker", "1.28").ok).toBe(false);
    expect(parse("[fc00::1]:5000/docker", "1.29").ok).toBe(true);
  });
});

const component = fc.stringMatching(/^[a-z0-9]{1,6}([._]|__|-{1,3})?[a-z0-9]{1,6}$/);
const host = fc.stringMatching(
  /^([A-Za-z0-9]{1,5}\.[a-z]{2,4}|localhost|\[[0-9a-f]{1,4}::[0-9a-f]{0,4}\])(:[0-9]{1,5})?$/,
);
const path = fc.array(component, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
const tag = fc.stringMatching(/^:\w[\w.-]{0,9}$/);
const digest = fc.stringMatching(/^@sha256:[0-9a-f]{64}$/);
const option = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.option(text, { nil: "" });
const image = fc
  .tuple(option(host.map((text) => `${text}/`)), path, option(tag), option(digest))
  .map((parts) => parts.join(""));

describe("laws of parseImage()", () => {
  test("what it prints parses to the same", () => {
    fc.assert(
      fc.property(image, (text) => {
        const parsed = parseImage(text, rules);
        if (!parsed.ok) throw new Error(parsed.fault.message);
        const { original, pullRef, repository, tag, digest } = parsed.value;
        expect(original).toBe(text);
        const printed = `${repository}${tag && `:${tag}`}${digest && `@${digest}`}`;
        expect(parseImage(printed, rules)).toMatchObject({ ok: true, value: { repository, tag, digest } });
        expect(parseImage(pullRef, rules)).toMatchObject({ ok: true, value: { repository, tag, digest, pullRef } });
      }),
    );
  });

  test("any text gives a value or a fault that quotes it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...MINORS), (text, minor) => {
        const parsed = parse(text, minor);
        const { original, shown } = parsed.ok
          ? { original: parsed.value.original, shown: parsed.value.pullRef }
          : { original: parsed.fault.original, shown: parsed.fault.message };
        expect(original).toBe(text);
        expect(shown).toContain(parsed.ok ? text : goQuote(text));
      }),
    );
  });
});
