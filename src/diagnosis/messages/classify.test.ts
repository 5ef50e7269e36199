import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../../../conformance/vectors.ts";
import { FAR_TOO_LONG, processorSeconds } from "../../../test/processor-time.ts";
import { findCause } from "../causes/index.ts";
import { maskSecrets } from "../mask-secrets.ts";
import { classify } from "./classify.ts";
import { renamed, wrappedInLog } from "./fixtures/other-names.ts";
import { sameWords } from "./fixtures/same-words.ts";
import { PATTERNS } from "./patterns.ts";

interface CorpusLine {
  readonly id: string;
  readonly message: string;
  readonly reason: string;
  readonly cause: string;
  readonly alsoPossible: readonly string[];
  readonly ambiguous: boolean;
}

interface RuntimeLine {
  readonly runtime: string;
  readonly fault: string;
  readonly image: string;
  readonly grpcCode?: string;
  readonly message?: string;
  readonly ok: boolean;
}

const CONFORMANCE = join(import.meta.dirname, "../../../conformance");
const corpus = readJsonLines(join(CONFORMANCE, "corpus-messages.jsonl.gz")) as CorpusLine[];
const recorded = (readJsonLines(join(CONFORMANCE, "recordings/runtime-messages.jsonl.gz")) as RuntimeLine[]).filter(
  ({ ok }) => !ok,
);

describe("classify() and messages that people met", () => {
  function share(lines: readonly CorpusLine[]): number {
    const right = lines.filter(({ message, reason, cause, alsoPossible, ambiguous }) => {
      const [first = ""] = classify({ text: message, reason }).causes;
      return first === cause || (ambiguous && alsoPossible.includes(first));
    });
    return right.length / lines.length;
  }

  test("classify() names the cause of at least 95 % of the unambiguous lines", () => {
    expect(corpus.length).toBeGreaterThan(300);
    expect(share(corpus.filter(({ ambiguous }) => !ambiguous))).toBeGreaterThanOrEqual(0.95);
  });

  test("classify() names a possible cause of at least 93 % of all lines", () => {
    expect(share(corpus)).toBeGreaterThanOrEqual(0.93);
  });

  test.each(corpus.map((line) => [line.id, line] as const))(
    "classify() gives %s the same cause under other names, hosts, ports and digests, and quoted in a log",
    (_, { message, reason }) => {
      const [cause] = classify({ text: message, reason }).causes;
      const others = [renamed(message), wrappedInLog(message)];
      expect(others.map((text) => [text, classify({ text, reason }).causes[0]])).toEqual(
        others.map((text) => [text, cause]),
      );
    },
  );
});

test("classify() finds the same cause when secrets are masked", () => {
  for (const { message, reason } of corpus) {
    const [cause] = classify({ text: message, reason }).causes;
    expect([message, classify({ text: maskSecrets(message), reason }).causes[0]]).toEqual([message, cause]);
  }
});

describe("classify() and what containerd said about injected faults", () => {
  const answers = recorded.map((line) => ({
    faults: new Set(recorded.filter((other) => sameWords(other) === sameWords(line)).map(({ fault }) => fault)),
    causes: classify({ text: shown(line), reason: "Failed" }).causes,
  }));

  /** As a kubelet of 1.28 or later shows it. */
  function shown({ grpcCode, message = "", image }: RuntimeLine): string {
    const text = grpcCode === "Unknown" ? message : `rpc error: code = ${grpcCode} desc = ${message}`;
    return `Failed to pull image "${image}": ${text}`;
  }

  test("classify() names the injected fault, or one that has the same words, in at least 95 %", () => {
    const right = answers.filter(({ faults, causes }) => faults.has(causes[0] ?? ""));
    expect(recorded).toHaveLength(322);
    expect(right.length / recorded.length).toBeGreaterThanOrEqual(0.95);
  });

  test("classify() knows containerd by its words, and its version where they differ", () => {
    const speakers = recorded.map(
      ({ message = "", runtime }) =>
        [runtime.replace("containerd ", ""), classify({ text: message }).facts.speaker] as const,
    );
    const fits = { "2.x": /^2\./, "1.7 or later": /^(?:1\.7|2)\./, "1.6": /^1\.6\./ } as const;
    const wrong = speakers.filter(([version, speaker]) => {
      const { name, version: said } = speaker ?? { name: "containerd" };
      return name !== "containerd" || (said !== undefined && !fits[said as keyof typeof fits].test(version));
    });
    expect(wrong).toEqual([]);
    expect(speakers.filter(([, speaker]) => speaker !== undefined).length).toBeGreaterThan(290);
  });

  test("classify() names it first or among the alternatives in at least 98 %", () => {
    const named = answers.filter(({ faults, causes }) => causes.some((cause) => faults.has(cause)));
    expect(named.length / recorded.length).toBeGreaterThanOrEqual(0.98);
  });
});

describe("the table of patterns", () => {
  test.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))(
    "pattern %s decides its own sample and names causes of the taxonomy",
    (id, { sample, source, causes }) => {
      expect(classify({ text: sample })).toMatchObject({ pattern: id, causes: expect.arrayContaining([...causes]) });
      expect(source).toMatch(/^https:\/\/|^recorded: /);
      expect(causes.filter((cause) => findCause(cause) === undefined)).toEqual([]);
    },
  );

  test("no two patterns have one id", () => {
    expect(new Set(PATTERNS.map(({ id }) => id)).size).toBe(PATTERNS.length);
  });

  test.each(PATTERNS.map((pattern) => [pattern.id, pattern] as const))(
    "pattern %s reads 50,000 characters of its own words in linear time",
    async (_, pattern) => {
      for (const text of worstCases(pattern.sample, pattern.match)) {
        expect(await processorSeconds(() => classify({ text }))).toBeLessThan(FAR_TOO_LONG);
      }
    },
  );
});

/** Long texts in which a pattern begins to match again and again and does not end. */
function worstCases(sample: string, match: RegExp | undefined): string[] {
  const words = (match?.source ?? sample).match(/[a-z][a-z ]+/gi) ?? [];
  const beginning = words.map((word) => `${word}"(/:`).join("");
  return [sample.slice(0, -1), sample, beginning, words[0] ?? "x", `${words[0] ?? "x"} "`, 'a:b/c "'].map((part) =>
    part.repeat(Math.ceil(50_000 / part.length)).slice(0, 50_000),
  );
}

test("classify() takes the try that came further from a list of tries", () => {
  // https://github.com/MicrosoftDocs/azure-docs/pull/116188: the first login was good, the layer's host was not reached
  const text =
    'Failed to pull image "myregistry.azurecr.io/myimage:16102023": [rpc error: code = Unknown desc = failed to pull and unpack image "myregistry.azurecr.io/myimage:16102023": failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://weumanaged15.blob.core.windows.net/xxxx/docker/registry/v2/blobs/sha256/fd/xxxx/data?se=2023-10-19T13%3A03%3A46Z&sig=xxxx%3D": EOF, rpc error: code = Unknown desc = failed to pull and unpack image "myregistry.azurecr.io/myimage:16102023": failed to resolve reference "myregistry.azurecr.io/myimage:16102023": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://myregistry.azurecr.io/oauth2/token?scope=repository%3Amyimage%3Apull&service=myregistry.azurecr.io: 401 Unauthorized]';
  expect(classify({ text }).causes).toEqual(expect.arrayContaining(["connection-interrupted", "egress-blocked"]));
});

test("classify() finds nothing in what tells no cause", () => {
  expect(classify({ text: 'Back-off pulling image "nginx:nope"', reason: "BackOff" }).causes).toEqual([]);
  expect(classify({ text: "" }).causes).toEqual([]);
});
