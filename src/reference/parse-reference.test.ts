import { describe, expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { rulesOf } from "../kinds/index.ts";
import { parseImage, parseReference, repositoryAsWritten } from "./index.ts";

interface RawRow {
  readonly input?: string;
  readonly input_template?: string;
  readonly repository?: string;
  readonly domain?: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly error?: string;
}

const upstream = readUpstream("image_name") as {
  readonly raw_reference: readonly RawRow[];
  readonly parse_image_name: readonly { readonly input: string; readonly repo?: string }[];
};
const rules = rulesOf("1.36").reference;

/** Rows with long inputs hold a recipe: `127*'a/' + a:tag`, `domain/ + 256*a + :tag`. */
function inputOf({ input, input_template: template }: RawRow): string {
  if (template === undefined) return input ?? "";
  return template
    .split(" + ")
    .map((part) => part.replace(/^(\d+)\*'?([^']+)'?$/, (_, times, text: string) => text.repeat(Number(times))))
    .join("");
}

const rows = upstream.raw_reference.map((row) => ({ ...row, text: inputOf(row) }));

describe("parseReference() and the table of distribution/reference", () => {
  test.each(rows.filter(({ error }) => error === undefined))("takes $text", ({ text, domain, tag, digest }) => {
    const expected = { host: domain ?? "", tag: tag ?? "", digest: digest ?? "" };
    expect(parseReference(text, rules)).toMatchObject({ ok: true, value: expected });
  });

  test.each(rows.filter(({ error }) => error !== undefined))("refuses $text: $error", ({ text, error }) => {
    expect(parseReference(text, rules)).toMatchObject({ ok: false, fault: { detail: error } });
  });
});

describe("repositoryAsWritten()", () => {
  test.each(rows.filter(({ repository }) => repository !== undefined))("of $text is $repository", (row) => {
    expect(repositoryAsWritten(row.text, rules)).toEqual({ ok: true, value: row.repository });
  });

  test.each(upstream.parse_image_name.filter(({ repo }) => repo !== undefined))(
    "of $input is what it begins with, uncompleted",
    ({ input, repo }) => {
      const written = repositoryAsWritten(input, rules);
      if (!written.ok) throw new Error(written.fault.message);
      expect(input.startsWith(written.value)).toBe(true);
      expect(repo?.endsWith(written.value)).toBe(true);
      expect(parseImage(written.value, rules)).toMatchObject({ ok: true, value: { repository: repo } });
    },
  );
});
