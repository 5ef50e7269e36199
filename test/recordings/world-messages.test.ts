import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { readJsonLines } from "../../conformance/vectors.ts";
import type { RuntimeName } from "../../src/kinds/index.ts";
import { readWorld, runWorld } from "../../src/sandbox/index.ts";
import { type RecordedPull, RECORDED_PULLS, runtimeOf } from "../runtime-messages.ts";
import { withoutNames } from "./shapes.ts";
import { PUBLISHED, type Said, SAID } from "./world-sources.ts";

const ROOT = join(import.meta.dirname, "../..");

const rows = Object.entries(SAID).flatMap(([world, said]) =>
  RECORDED_PULLS.filter((row) => !row.ok && isMeant(row, said)).map((row) => [world, runtimeOf(row), row] as const),
);

function isMeant(row: RecordedPull, { fault, image, auth = "none", how, runtime }: Said): boolean {
  const same =
    row.fault === fault &&
    row.auth === auth &&
    (how ?? row.how) === row.how &&
    row.image.replace(/[0-9a-f]{64}/, "DIGEST") === image;
  return same && (runtime === undefined || runtimeOf(row) === runtime);
}

const CORPUS = readJsonLines(join(ROOT, "conformance/corpus-messages.jsonl.gz")) as { id: string; message: string }[];
/** Until the first failure of every world. */
const LONG_ENOUGH = 320_000;

/** What the kubelet's event says of the runtime's answer: the code stands before it where it is known. */
function eventOf({ grpcCode, message }: RecordedPull): string {
  return grpcCode === "Unknown" ? `${message}` : `rpc error: code = ${grpcCode} desc = ${message}`;
}

function comparable(message: string): string {
  return withoutNames(message)
    .replaceAll(/current time \S+ is/g, "current time T is")
    .replaceAll(/not \S+\.\S+$/g, "not NAME")
    .replaceAll(/repository%3A[^&]*%3Apull&service=\S+?:? /g, "repository&service ")
    .replaceAll(/ingest\/[0-9a-f]{64}/g, "ingest/D")
    .replaceAll(/(?<=containerd-mount\d+\/)[\w-]+(?=:)/g, "FILE")
    .replaceAll(/expected \d+ bytes but got \d+/g, "expected N bytes but got N")
    .replaceAll(/(?:containerd-mount|extract-)\d+(?:-[\w-]{4})?/g, "SCRATCH");
}

async function saidIn(name: string, runtime?: RuntimeName): Promise<string | undefined> {
  const world = await readWorld(readFileSync(join(ROOT, "worlds", `${name}.yaml`), "utf8"), { name });
  if (!world.ok) throw new Error(world.fault.message);
  const trace = await runWorld(world.value, { ...(runtime && { runtime }), for: LONG_ENOUGH });
  const failures = trace.entries.flatMap(({ kind, data }) => (kind === "event" ? [data.message] : []));
  const failure = failures.find((message) =>
    /^Failed to (?:pull image|create pod sandbox|inspect image)/.test(message),
  );
  return failure?.replace(/^Failed to pull image ".*?": /, "");
}

describe("worlds without a recorded story", () => {
  test.each(rows)("%s on %s fails as the real one did", async (world, runtime, row) => {
    expect(comparable((await saidIn(world, runtime)) ?? "")).toBe(comparable(eventOf(row)));
  });

  test("each world was said by one runtime at least", () => {
    expect([...new Set(rows.map(([world]) => world))].sort()).toEqual(Object.keys(SAID).sort());
  });
});

test.each(Object.entries(PUBLISHED))("%s fails in published words (%j)", async (world, [id, words]) => {
  expect(CORPUS.find((row) => row.id === id)?.message).toContain(words);
  expect(await saidIn(world)).toContain(words);
});
