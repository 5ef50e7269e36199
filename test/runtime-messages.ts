import { join } from "node:path";

import { readJsonLines } from "../conformance/vectors.ts";
import type { RuntimeName } from "../src/kinds/index.ts";

/** One pull through the CRI of a real containerd whose registry, network or node was broken on purpose. */
export interface RecordedPull {
  readonly runtime: string;
  readonly fault: string;
  readonly image: string;
  readonly auth: "none" | "given" | "wrong";
  readonly how?: string;
  readonly ok: boolean;
  readonly grpcCode?: string;
  readonly message?: string;
}

export const RECORDED_PULLS = readJsonLines(
  join(import.meta.dirname, "../conformance/recordings/runtime-messages.jsonl.gz"),
) as readonly RecordedPull[];

const NAMES: Readonly<Record<string, RuntimeName>> = {
  "containerd 1.6.20~ds1": "containerd-1.6",
  "containerd 1.7.35": "containerd-1.7",
  "containerd 2.2.9": "containerd-2.2",
};

/** The recorded runtime as a world names it. */
export function runtimeOf({ runtime }: RecordedPull): RuntimeName {
  const name = NAMES[runtime];
  if (name === undefined) throw new Error(`The recordings have an unknown runtime ${runtime}`);
  return name;
}
