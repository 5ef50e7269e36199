import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../conformance/vectors.ts";
import { classify } from "../src/diagnosis/index.ts";
import { readPaste } from "../src/kubectl/index.ts";
import { oneLine, PASTE_WRAPPERS } from "./paste-wrappers.ts";

interface CorpusLine {
  readonly id: string;
  readonly message: string;
  readonly reason: string;
}

const corpus = readJsonLines(join(import.meta.dirname, "../conformance/corpus-messages.jsonl.gz")) as CorpusLine[];

const ALONE = "tells nothing of an image or a registry, so alone it may come from anything";
const LINES = "is several lines of a log, each of which is read alone";
const CUT = "its first line is too short to show that it goes on";

/** What is not read as it is when it stands alone, by where it was found. */
const LOST: Readonly<Record<string, string>> = {
  m55ddc73c: ALONE,
  m818bb428: LINES,
  m86999cea: CUT,
  me1a06fd9: CUT,
  m44ee273a: "breaks at the one place where it could as well be one word",
  m6b54b0a5: "is a page in HTML of which each line is short",
  m29c957c6: "breaks at the one place where it could as well be one word",
  m6f7426fe: "behind `Failed to pull image` a warning about a secret is a failure",
  mab5aeeb0: "behind `Failed to pull image` a warning about a secret is a failure",
  m1de73996: "has typographic quotes of its own, which in a quoted field of a log look like its end",
};

describe("messages that people met, in what they paste", () => {
  const known = corpus.filter(({ message, reason }) => classify({ text: message, reason }).causes.length > 0);

  test.each(Object.entries(PASTE_WRAPPERS))("in %s at least 98 of 100 are read as they are", async (_, wrap) => {
    const lost: string[] = [];
    for (const { id, message, reason } of known) {
      const wanted = classify({ text: oneLine(message), reason }).causes[0];
      const { events, messages } = await readPaste(wrap(message));
      const texts = [...messages.map(({ text }) => text), ...events.map((event) => event.message)];
      if (!texts.some((text) => classify({ text: oneLine(text), reason }).causes[0] === wanted)) lost.push(id);
    }
    expect(lost.filter((id) => !(id in LOST))).toEqual([]);
    expect(lost.length / known.length).toBeLessThanOrEqual(0.02);
  });
});
