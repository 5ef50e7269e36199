import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

const LESSONS = join(import.meta.dirname, "..");
/** No lessons: what a word of kubectl means for a reader, and what somebody else has recorded. */
const OTHERS = ["tone.ts", "labs/public-log.data.ts"];

const STATUSES =
  /\b(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|ContainerCreating|PodInitializing)\b/;
const DELAYS = /\b(?:10|20|40|80|160|300) ?(?:s\b|seconds)|\b300_000\b/;
const EVENTS =
  /"(?:Pulling|Pulled|BackOff|Created|Started|Failed|InspectFailed|FailedToRetrieveImagePullSecret)"|Successfully pulled|Back-off pulling/;
const LETTERS = /\b(?:right|answer|key): "[A-H]"/;

/** Without comments, which may tell a reader what a rule is about. */
function codeOf(file: string): string {
  return readFileSync(join(LESSONS, file), "utf8").replaceAll(/\/\*\*?[\s\S]*?\*\/|\/\/.*$/gm, "");
}

const files = readdirSync(LESSONS, { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !OTHERS.includes(file),
);

test.each([
  ["status", STATUSES],
  ["delay", DELAYS],
  ["word of an event", EVENTS],
  ["letter of an answer", LETTERS],
])("A-31 no lesson holds a %s: it is read off a run", (_, pattern) => {
  expect(files.length).toBeGreaterThan(60);
  expect(files.filter((file) => pattern.test(codeOf(file)))).toEqual([]);
});
