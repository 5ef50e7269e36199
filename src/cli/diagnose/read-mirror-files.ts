import { failed, ok, type Outcome } from "../../base/index.ts";
import { readSources } from "../../node/index.ts";
import type { MirrorRule } from "../../registry/index.ts";
import { cliFault, type Fault } from "../fault.ts";

/** Bytes. */
const LARGEST = 1_000_000;

/** What files of nodes say of mirrors. */
export async function readMirrorFiles(files: readonly string[]): Promise<Outcome<readonly MirrorRule[], Fault>> {
  if (files.length === 0) return ok([]);
  const sources = await readSources(files, { limit: LARGEST });
  if (!sources.ok) return sources;
  const { readMirrors } = await import("../../registry/index.ts");
  const rules: MirrorRule[] = [];
  for (const { name, text } of sources.value) {
    const read = await readMirrors(text, name);
    if (!read.ok) return failed(cliFault("CLI_USAGE", `Cannot read mirrors of ${name}: ${read.fault}`));
    rules.push(...read.value);
  }
  return ok(rules);
}
