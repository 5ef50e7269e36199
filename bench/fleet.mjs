import { spawnSync } from "node:child_process";

import { bundled } from "./cache.mjs";

const TARGETS = { wallNs: { of: "ours", atMost: 3e9 }, peakBytes: { of: "ours", atMost: 300e6 } };

/** A thousand pods with a wrong tag for one virtual hour, traced; each run in a process of its own. */
export async function fleet({ runs = 3 } = {}) {
  const program = await bundled("fleet/hour.ts");
  const hours = Array.from({ length: runs }, () => hour(program));
  const rows = [
    { name: "wall time", unit: "time", ours: hours.map(({ wallNs }) => wallNs), target: TARGETS.wallNs },
    { name: "processor time of all threads", unit: "time", ours: hours.map(({ cpuNs }) => cpuNs) },
    {
      name: "peak memory of the process",
      unit: "size",
      ours: hours.map(({ peakBytes }) => peakBytes),
      target: TARGETS.peakBytes,
    },
  ];
  const { pods, nodes, entries } = hours[0];
  const title = `fleet: ${pods} pods with a wrong tag on ${nodes} nodes, one virtual hour, traced`;
  return [{ title, rows, notes: [`${entries} trace entries`] }];
}

function hour(program) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The fleet's hour ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
