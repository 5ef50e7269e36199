// Runs a fleet for a virtual hour and prints {"pods", "nodes", "entries", "wallNs", "peakBytes"}.
import { readWorld, runWorld } from "../../src/sandbox/index.ts";
import { fleetFile, NODES, PODS } from "./fleet-file.ts";

const world = await readWorld(fleetFile(), { name: "fleet" });
if (!world.ok) throw new Error(world.fault.message);

const began = performance.now();
const trace = await runWorld(world.value);
const wallNs = (performance.now() - began) * 1e6;

const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ pods: PODS, nodes: NODES, wallNs, peakBytes, entries: trace.entries.length }));
