import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { inRoot } from "../tools/lib/root.mjs";
import { bundled } from "./cache.mjs";

const CONFORMANCE = inRoot("conformance");
/** 10,000 messages a second on one core. */
const TARGET = { of: "ours", atMost: 100_000 };
const PASSES = 20;

/** Messages with known causes: how many are named right, what is taken for what, and how long one takes. */
export async function messages({ runs = 7 } = {}) {
  const measure = await import(await bundled("messages/measure.ts"));
  const corpus = measure.corpusMessages(linesOf("corpus-messages.jsonl.gz"));
  const recorded = measure.runtimeMessages(linesOf("recordings/runtime-messages.jsonl.gz"));
  const all = [...corpus, ...recorded];
  const ours = Array.from({ length: runs }, () => nanosecondsPerMessage(measure, all));
  const row = { name: "time per message", unit: "time", ours, rate: true, target: TARGET };
  return [
    { title: `messages: ${all.length} error messages read`, rows: [row], notes: [] },
    accuracy(
      measure,
      "of people, unambiguous (target 95 %)",
      corpus.filter(({ ambiguous }) => !ambiguous),
    ),
    accuracy(measure, "of people, all (target 93 %)", corpus),
    accuracy(measure, "of containerd, fault injected (target 95 %, named 98 %)", recorded),
  ];
}

function accuracy({ scoreOf }, title, labelled) {
  const { right, named, confusion } = scoreOf(labelled);
  const wrong = Object.entries(confusion).toSorted(([, a], [, b]) => b - a);
  return {
    title: `messages ${title}`,
    rows: [],
    notes: [
      `right ${share(right, labelled.length)}, right or among the alternatives ${share(named, labelled.length)}`,
      ...wrong.map(([pair, count]) => `${String(count).padStart(3)}  ${pair}`),
    ],
  };
}

function share(part, whole) {
  return `${part}/${whole} = ${((100 * part) / whole).toFixed(1)} %`;
}

function nanosecondsPerMessage({ readAll }, all) {
  readAll(all);
  const began = performance.now();
  for (let pass = 0; pass < PASSES; pass += 1) readAll(all);
  return ((performance.now() - began) * 1e6) / (PASSES * all.length);
}

function linesOf(path) {
  const text = gunzipSync(readFileSync(join(CONFORMANCE, path))).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
