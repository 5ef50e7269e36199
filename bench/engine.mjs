import { join } from "node:path";

import { bundled } from "./cache.mjs";
import { buildPeer } from "./engine/build-peer.mjs";
import { OPERATIONS } from "./engine/operations.mjs";
import { startWorker } from "./engine/worker.mjs";

const WORKLOAD = join(import.meta.dirname, "engine/workload.json");

/** The engine's operations beside the kubelet's own packages, one run of each in turn. */
export async function engine({ runs = 7 } = {}) {
  const peer = buildPeer();
  const sides = {
    ours: startWorker(process.execPath, ["--expose-gc", await bundled("engine/ours.ts"), WORKLOAD]),
    ...(peer.program && { peer: startWorker(peer.program, [WORKLOAD]) }),
  };
  const samples = await sample(sides, runs);
  for (const side of Object.values(sides)) side.stop();
  return [
    section({ title: "engine: processor time of all threads per operation", key: "cpuNs", samples, peer }),
    section({ title: "engine: wall time per operation", key: "wallNs", samples, peer }),
  ];
}

/** `samples[side][operation]`: one sample a run. The first round warms up and is dropped. */
async function sample(sides, runs) {
  const samples = Object.fromEntries(Object.keys(sides).map((side) => [side, {}]));
  for (let round = 0; round <= runs; round += 1) {
    for (const { operation, count } of OPERATIONS) {
      for (const [side, worker] of Object.entries(sides)) {
        const taken = await worker.ask({ operation, count });
        if (round > 0) (samples[side][operation] ??= []).push(taken);
      }
    }
  }
  return samples;
}

function section({ title, key, samples, peer }) {
  const per = (side, { operation, count }) => samples[side]?.[operation].map((taken) => taken[key] / count);
  const rows = OPERATIONS.map((entry) => ({
    name: entry.title,
    unit: "time",
    ours: per("ours", entry),
    peer: per("peer", entry),
    ...(key === "cpuNs" ? { recorded: entry.recorded } : { rate: true }),
  }));
  return { title, peer: peer.title, rows, notes: peer.program ? [] : [peer.skipped] };
}
