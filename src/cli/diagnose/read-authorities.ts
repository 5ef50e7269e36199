import { ok, type Outcome } from "../../base/index.ts";
import { readSources } from "../../node/index.ts";
import type { Fault } from "../fault.ts";

/** Bytes. */
const LARGEST = 4_000_000;

/** PEM texts of the files. */
export async function readAuthorities(files: readonly string[]): Promise<Outcome<readonly string[], Fault>> {
  const sources = await readSources(files, { limit: LARGEST });
  return sources.ok ? ok(sources.value.map(({ text }) => text)) : sources;
}
