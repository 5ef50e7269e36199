import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureBuilt } from "../tools/lib/ensure-built.mjs";
import { inRoot } from "../tools/lib/root.mjs";
import { bundled } from "./cache.mjs";

const LATENCY = 50;
const FLEET = { pods: 1000, images: 40, latency: 0 };
const TARGETS = {
  wall: { of: "ours", atMost: 5e9 },
  peak: { of: "ours", atMost: 250e6 },
  ratio: { of: "ratio", atMost: 1.5 },
};

/** Of the registry, each only after the one before: does it speak TLS, whom does it want to know, is the image there, which tags are. */
const NEEDED = ["plain HTTP on loopback", "ping", "manifest", "tags"];

/** How long a look takes, and how often it asks. */
export async function diagnosisSpeed({ runs = 3 } = {}) {
  await ensureBuilt();
  const { serveFleet } = await import(await bundled("diagnosis/fleet.ts"));
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-bench-"));
  try {
    return [await many(serveFleet, folder, runs), await one(serveFleet, folder, runs)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function many(serveFleet, folder, runs) {
  const looks = [];
  let notes = [];
  for (let run = 0; run < runs; run += 1) {
    const fleet = await serveFleet(FLEET);
    const look = await pullwhy(["-A", "-o", "json"], fleet, folder);
    fleet.close();
    looks.push(look);
    const { verdicts } = JSON.parse(look.out);
    const twice = fleet.asked.length - new Set(fleet.asked).size;
    notes = [
      `verdicts: ${verdicts.map(({ cause, pods }) => `${cause} ${pods.length}`).join(", ")}`,
      `requests to the API server: ${fleet.calls.length}; to the registry: ${fleet.asked.length}, of which asked twice: ${twice}`,
    ];
  }
  const rows = [
    { name: "wall time", unit: "time", ours: looks.map(({ wallNs }) => wallNs), target: TARGETS.wall },
    { name: "processor time", unit: "time", ours: looks.map(({ cpuNs }) => cpuNs) },
    { name: "peak memory", unit: "size", ours: looks.map(({ peakBytes }) => peakBytes), target: TARGETS.peak },
  ];
  return { title: `diagnosis: ${FLEET.pods} failing pods, ${FLEET.images} images, 5 causes, one look`, rows, notes };
}

/** The way of a single pod: each round trip costs. What the registry is logically asked is taken off both. */
async function one(serveFleet, folder, runs) {
  const [ours, peer] = [[], []];
  let notes = [];
  for (let run = 0; run < runs; run += 1) {
    const fleet = await serveFleet({ pods: 1, images: 1, latency: LATENCY });
    const look = await pullwhy(["pod/no-tag-0", "-o", "json"], fleet, folder);
    const [calls, asked] = [[...fleet.calls], [...fleet.asked]];
    peer.push(
      (await timed("kubectl", ["describe", "pod", "no-tag-0"], { kubeconfig: kubeconfigFor(fleet, folder), folder }))
        .wallNs,
    );
    fleet.close();
    ours.push(look.wallNs - NEEDED.length * LATENCY * 1e6);
    notes = [
      `API server: ${calls.join(", ")}`,
      `registry, of which ${NEEDED.length} one after another are taken off: ${asked.map((line) => line.split(" ").slice(0, 2).join(" ")).join(", ")}`,
    ];
  }
  const rows = [{ name: "one pod, less the registry's round trips", unit: "time", ours, peer, target: TARGETS.ratio }];
  return { title: `diagnosis: ${LATENCY} ms a request, beside kubectl describe pod`, peer: "kubectl", rows, notes };
}

function pullwhy(args, fleet, folder) {
  return timed(process.execPath, [inRoot("dist/bin/pullwhy.js"), ...args], {
    kubeconfig: kubeconfigFor(fleet, folder),
    folder,
  });
}

function kubeconfigFor({ url }, folder) {
  const path = join(folder, "kubeconfig");
  const here = { name: "here" };
  const contexts = [{ ...here, context: { cluster: "here", user: "here" } }];
  const parts = { clusters: [{ ...here, cluster: { server: url } }], users: [{ ...here, user: {} }], contexts };
  writeFileSync(path, JSON.stringify({ apiVersion: "v1", kind: "Config", "current-context": "here", ...parts }));
  return path;
}

async function timed(program, args, { kubeconfig, folder }) {
  const usage = join(folder, "usage.json");
  const hook = join(folder, "usage.cjs");
  writeFileSync(
    hook,
    `process.on("exit", () => {
      const { readFileSync, writeFileSync } = require("node:fs");
      const { userCPUTime, systemCPUTime } = process.resourceUsage();
      // What the system counts as resident at most is that of the process that started this one, too.
      const peakBytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;
      writeFileSync(${JSON.stringify(usage)}, JSON.stringify({ peakBytes, cpuNs: (userCPUTime + systemCPUTime) * 1000 }));
    });`,
  );
  writeFileSync(usage, "{}");
  const env = { ...process.env, KUBECONFIG: kubeconfig, NODE_OPTIONS: `--require ${hook}`, HOME: folder };
  const began = performance.now();
  const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const chunks = [];
  child.stdout.on("data", (chunk) => chunks.push(chunk));
  await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const wallNs = (performance.now() - began) * 1e6;
  return { wallNs, out: Buffer.concat(chunks).toString("utf8"), ...JSON.parse(readFileSync(usage, "utf8")) };
}
