import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** A recorded fact: what the code of the listed minors answered. */
export interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly versions: readonly string[];
  readonly note: string;
  readonly input: unknown;
  readonly output: unknown;
}

const HERE = import.meta.dirname;

/** Reads `vectors/<folder>/<name>.jsonl.gz`. */
export function readVectors(folder: string, name: string): Vector[] {
  return readJsonLines(join(HERE, "vectors", folder, `${name}.jsonl.gz`)) as Vector[];
}

export function readJsonLines(path: string): unknown[] {
  const text = gunzipSync(readFileSync(path)).toString("utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);
}

/** Reads a table of Kubernetes' own tests, `vectors/upstream/<name>.json`. */
export function readUpstream(name: string): unknown {
  return JSON.parse(readFileSync(join(HERE, "vectors", "upstream", `${name}.json`), "utf8"));
}
