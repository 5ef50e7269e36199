// Our side of the engine benchmark, behind the same line protocol as go-peer: the workload file is the argument, each
// line on stdin is {"operation", "count"}, each line on stdout {"wallNs", "cpuNs"} for the whole count without set-up.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { backOff, imageName, keyringBuild, keyringLookup } from "./operations.ts";
import { stepFails, stepPresent, stepSucceeds, stepWindow } from "./steps.ts";
import type { Prepare, Workload } from "./workload.ts";

interface Order {
  readonly operation: string;
  readonly count: number;
}

const OPERATIONS: Readonly<Record<string, Prepare>> = {
  "step-present": stepPresent,
  "step-window": stepWindow,
  "step-fails": stepFails,
  "step-succeeds": stepSucceeds,
  "keyring-build": keyringBuild,
  "keyring-lookup": keyringLookup,
  "image-name": imageName,
  "back-off": backOff,
};

const work = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Workload;
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await measure(JSON.parse(line) as Order)));
}

async function measure({ operation, count }: Order): Promise<{ wallNs: number; cpuNs: number }> {
  const prepare = OPERATIONS[operation];
  if (prepare === undefined) throw new Error(`Unknown operation "${operation}"`);
  const step = await prepare(work);
  globalThis.gc?.();
  const wall = performance.now();
  const before = process.cpuUsage();
  for (let i = 0; i < count; i += 1) {
    const waiting = step(i);
    if (waiting !== undefined) await waiting;
  }
  const { user, system } = process.cpuUsage(before);
  return { wallNs: (performance.now() - wall) * 1e6, cpuNs: (user + system) * 1000 };
}
