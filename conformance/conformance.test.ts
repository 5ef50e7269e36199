import { isDeepStrictEqual } from "node:util";

import { describe, expect, test } from "vitest";

import { MINORS } from "../src/kinds/index.ts";
import { answer } from "./answer.ts";
import { KINDS } from "./kinds/index.ts";
import { readVectors } from "./vectors.ts";

const FILES: Readonly<Record<string, readonly string[]>> = {
  kubelet: ["image-name", "docker-config", "keyring", "image-manager", "pull-records", "backoff", "event-correlator"],
  kubectl: [
    "admission",
    "describe-configmap",
    "describe-deployment",
    "describe-namespace",
    "describe-node",
    "describe-pod",
    "describe-replicaset",
    "describe-secret",
    "describe-serviceaccount",
    "get-text",
    "human-duration",
    "patch",
    "pod-admission",
    "quantity",
    "selector",
    "status-error",
    "table-row",
  ],
};

/** kind → minor → [passed, failed]. */
const counts = new Map<string, Map<string, [number, number]>>();

describe.each(Object.entries(FILES).flatMap(([folder, names]) => names.map((name) => [folder, name] as const)))(
  "vectors %s/%s",
  (folder, name) => {
    test("every line holds for every listed minor", async () => {
      expect(name in KINDS, `No adapter answers kind ${name}`).toBe(true);
      const failures: string[] = [];
      for await (const { key, note, passed } of answersTo(folder, name)) {
        if (!passed) failures.push(`${key}: ${note}`);
      }
      expect(failures.slice(0, 20)).toEqual([]);
    });
  },
);

test("an input that cannot be read is an error of its own line", async () => {
  const reply = await answer({ id: "bad", kind: "describe-pod", version: "1.35", input: null });
  expect(reply).toEqual({ id: "bad", error: expect.stringContaining("TypeError") });
});

test("prints how many vectors hold per kind and minor", () => {
  const lines = [...counts].map(([kind, minors]) => {
    const cells = MINORS.map((minor) => cell(minors.get(minor)));
    return `${kind.padEnd(24)}${cells.map((text) => text.padStart(9)).join("")}`;
  });
  const header = `${"kind".padEnd(24)}${MINORS.map((minor) => minor.padStart(9)).join("")}`;
  process.stdout.write(`\nVectors passed/all\n${[header, ...lines].join("\n")}\n\n`);
  expect(counts.size).toBe(Object.values(FILES).flat().length);
});

interface Judged {
  readonly key: string;
  readonly note: string;
  readonly passed: boolean;
}

/** Asks the adapter for every line and minor of a file, and counts. */
async function* answersTo(folder: string, name: string): AsyncGenerator<Judged> {
  for (const vector of readVectors(folder, name)) {
    for (const version of vector.versions) {
      const reply = await answer({ ...vector, version });
      const passed = "output" in reply && isDeepStrictEqual(plain(reply.output), vector.output);
      count(vector.kind, version, passed);
      yield { key: `${vector.id} ${version}`, note: vector.note, passed };
    }
  }
}

function cell(pair: [number, number] | undefined): string {
  return pair === undefined ? "-" : `${pair[0]}/${pair[0] + pair[1]}`;
}

function count(kind: string, version: string, passed: boolean): void {
  const minors = counts.get(kind) ?? new Map<string, [number, number]>();
  const pair = minors.get(version) ?? [0, 0];
  pair[passed ? 0 : 1] += 1;
  counts.set(kind, minors.set(version, pair));
}

/** As it comes out of the adapter: plain JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}
