// Runs a fleet for a virtual hour and prints {"pods", "nodes", "entries", "wallNs", "cpuNs", "peakBytes"}.
import { readWorld, runWorld } from "../../src/sandbox/index.ts";
import { fleetFile, NODES, PODS } from "./fleet-file.ts";

const world = await readWorld(fleetFile(), { name: "fleet" });
if (!world.ok) throw new Error(world.fault.message);

const began = performance.now();
const before = process.cpuUsage();
const trace = await runWorld(world.value);
// Entries are made when they are read: whoever wants a trace pays for that too.
let entries = 0;
for (const { seq } of trace.entries) entries = seq + 1;
const { user, system } = process.cpuUsage(before);
const wallNs = (performance.now() - began) * 1e6;

const cpuNs = (user + system) * 1000;
const peakBytes = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ pods: PODS, nodes: NODES, entries, wallNs, cpuNs, peakBytes }));
