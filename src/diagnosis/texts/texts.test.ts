import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Verdict } from "../../kinds/index.ts";
import { CAUSES } from "../causes/index.ts";
import { causePages } from "./explain-markdown.ts";
import { explanationList, explanationText } from "./explain.ts";
import { explanationOf } from "./explanation.ts";
import { PLAIN_STYLE } from "./style.ts";
import { verdictMarkdown } from "./verdict-markdown.ts";
import { verdictText } from "./verdict-text.ts";

/** The verdict that the design shows. */
const HOST_MISMATCH: Verdict = {
  cause: "pull-secret-host-mismatch",
  family: "auth",
  summary: 'Secret "regcred" holds a login for registry.example, but the image comes from registry.example:5000.',
  nature: "permanent",
  confidence: "certain",
  pods: ["shop/web"],
  status: "ImagePullBackOff",
  since: 420,
  attempts: 6,
  evidence: [
    {
      origin: "event",
      text: "3m ago  401 Unauthorized from registry.example:5000, asked anonymously",
      lines: { from: 12, to: 12 },
    },
  ],
  alternatives: [],
  next: {
    earliest: 160,
    latest: 176,
    sentence: "tries again in about 2m40s, then every 5m; it will fail the same way",
  },
  fix: ["re-key the secret, then the next try succeeds by itself", "kubectl pullwhy fix pod/web --apply"],
  fixer: "author",
};

const words = fc.string({ maxLength: 400 }).map((text) => text.replaceAll(/ {2,}/g, " "));
const verdicts: fc.Arbitrary<Verdict> = fc.record({
  cause: fc.constantFrom(...CAUSES.map(({ id }) => id), "unknown"),
  family: fc.constant("auth"),
  summary: words,
  nature: fc.constantFrom("transient", "permanent", "needs-human"),
  confidence: fc.constantFrom("certain", "likely", "possible"),
  pods: fc.array(fc.stringMatching(/^[a-z]{1,20}\/[a-z-]{1,40}$/), { maxLength: 500 }),
  evidence: fc.array(fc.record({ origin: fc.constantFrom("event", "status", "message"), text: words }), {
    maxLength: 8,
  }),
  alternatives: fc.array(fc.record({ cause: fc.constantFrom(...CAUSES.map(({ id }) => id)), decide: words }), {
    maxLength: 8,
  }),
  fix: fc.array(words, { maxLength: 6 }),
  fixer: fc.constantFrom("author", "nobody"),
});

describe("verdictText()", () => {
  test("verdictText() reads top to bottom: who, cause, proof, next, fix", () => {
    expect(verdictText([HOST_MISMATCH])).toBe(`◔ pod/web (shop)  ImagePullBackOff for 7m, 6 attempts
  pull-secret-host-mismatch
  Secret "regcred" holds a login for registry.example, but the image comes from
  registry.example:5000.

  proof  event    line 12: 3m ago  401 Unauthorized from registry.example:5000,
                  asked anonymously
  next   tries again in about 2m40s, then every 5m; it will fail the same way
  fix    re-key the secret, then the next try succeeds by itself
           kubectl pullwhy fix pod/web --apply`);
  });

  test("verdictText() needs at most 25 lines for any verdict", () => {
    fc.assert(
      fc.property(verdicts, fc.integer({ min: 30, max: 200 }), (verdict, width) => {
        const lines = verdictText([verdict], { width }).split("\n");
        expect(lines.length).toBeLessThanOrEqual(25);
        expect(lines.join(" ")).toContain(verdict.cause);
      }),
    );
  });

  test("verdictText() breaks prose at the width and commands never", () => {
    const command =
      `kubectl create secret docker-registry regcred ${"--docker-server=registry.example ".repeat(5)}`.trim();
    const lines = verdictText([{ ...HOST_MISMATCH, fix: [command] }], { width: 60 }).split("\n");
    expect(lines.filter((line) => line.length > 60).map((line) => line.trim().replace(/^fix +/, ""))).toEqual([
      command,
    ]);
  });

  test("verdictText() says each word in colour or bold also without", () => {
    const loud = {
      ...PLAIN_STYLE,
      bold: (text: string) => `<${text}>`,
      paint: (_: string, text: string) => `<${text}>`,
    };
    expect(verdictText([HOST_MISMATCH], { style: loud }).replaceAll(/[<>]/g, "")).toBe(verdictText([HOST_MISMATCH]));
  });

  test("verdictText() keeps to ASCII where the terminal knows no more", () => {
    const long = { ...HOST_MISMATCH, summary: "word ".repeat(200) };
    expect(verdictText([long], { style: { ...PLAIN_STYLE, unicode: false } })).toMatch(/^[\n -~]+$/);
  });

  test.each([
    [["shop/Deployment/web"], "2 pods of deployment/web"],
    [["shop/Deployment/web", "shop/Deployment/api", "shop/Job/migrate"], "2 pods of 2 deployments and job/migrate"],
    [["shop/DaemonSet/a", "blog/DaemonSet/a"], "2 pods of 2 daemonsets"],
    [[], "2 pods  "],
  ])("verdictText() says what the pods belong to: %j", (owners, who) => {
    expect(verdictText([{ ...HOST_MISMATCH, pods: ["shop/a", "shop/b"], owners }])).toContain(who);
  });

  test("verdictText() counts the pods that it does not name", () => {
    const pods = Array.from({ length: 412 }, (_, index) => `shop/web-${index}`);
    const text = verdictText([{ ...HOST_MISMATCH, pods }]);
    const named = text.match(/shop\/web-\d+/g)?.length ?? 0;
    expect(text).toContain("412 pods");
    expect(text).toContain(`and ${412 - named} more`);
  });
});

describe("verdictMarkdown()", () => {
  test("verdictMarkdown() keeps what others wrote from becoming markup", () => {
    const text = verdictMarkdown([
      { ...HOST_MISMATCH, summary: "a <b> [c](d) | `e`", evidence: [{ origin: "event", text: "a `b` ``c``" }] },
    ]);
    expect(text).toContain(String.raw`a \<b\> \[c\](d) \| \`e\``);
    expect(text).toContain("``` a `b` ``c`` ```");
  });

  test("verdictMarkdown() holds everything of the verdict", () => {
    const text = verdictMarkdown([HOST_MISMATCH]);
    for (const part of [
      HOST_MISMATCH.cause,
      "pod/web (shop)",
      "6 attempts",
      "line 12",
      "2m40s",
      "`kubectl pullwhy fix pod/web --apply`",
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe("explanationText()", () => {
  test.each(CAUSES.map((cause) => [cause.id, cause] as const))(
    "explanationText() tells all about %s in 80 columns",
    (id, cause) => {
      const text = explanationText(explanationOf(cause));
      for (const part of [id, cause.title, "Means", "Tell apart", "Confirm", "Fix"]) expect(text).toContain(part);
      const wide = text
        .split("\n")
        .filter(
          (line) =>
            line.length > 80 &&
            !/^ +(?:kubectl|kind|curl|openssl|ip|grep|find|df|journalctl|crictl|systemctl|python3|cat|date|helm|https:)/.test(
              line,
            ),
        );
      expect(wide).toEqual([]);
    },
  );

  test("explanationList() and causePages() name every cause once", () => {
    const pages = causePages();
    for (const { id, family } of CAUSES) {
      expect(
        explanationList(CAUSES.map(explanationOf))
          .split("\n")
          .filter((line) => line.trim().startsWith(`${id} `)),
      ).toHaveLength(1);
      expect(pages[`${family}.md`]?.match(new RegExp(`^## ${id}$`, "gm"))).toHaveLength(1);
      expect(pages["README.md"]).toContain(`[${id}](${family}.md#${id})`);
    }
  });
});
