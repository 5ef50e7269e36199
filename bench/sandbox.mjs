import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { createInterface } from "node:readline";

import { ensureBuilt } from "../tools/lib/ensure-built.mjs";
import { realTool } from "../tools/lib/real-tool.mjs";
import { realCluster } from "./real-cluster.mjs";
import { CONNECTIONS, inParallel, podOf, PODS, startSandbox } from "./sandbox-process.mjs";

const MILLISECOND = 1e6;
const SECOND = 1e9;
const MB = 1e6;
const MIB = 1024 * 1024;
const MANY = 10_000;
const ALONE = 1000;
const TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

/** A real one-node cluster (1.33, etcd, all components in one binary) on a machine with two cores, measured with a client in Node too. */
const REAL = {
  start: [2700 * MILLISECOND, 3200 * MILLISECOND],
  memory: [595 * MIB, 640 * MIB],
  memoryMany: [1090 * MIB, 1090 * MIB],
  alone: [SECOND / 260, SECOND / 200],
  create: [SECOND / 1100, SECOND / 1000],
  list: [380 * MILLISECOND, 430 * MILLISECOND],
  table: [262 * MILLISECOND, 289 * MILLISECOND],
  watch: [4.8 * MILLISECOND, 9.2 * MILLISECOND],
};

/** The embedded cluster as a client outside finds it. */
export async function sandbox({ runs = 5 } = {}) {
  await ensureBuilt();
  const rows = [...(await idleRows(runs)), ...(await loadedRows()), await backOffRow()];
  return [{ title: "sandbox: over HTTPS, beside a real cluster", peer: "real", rows, notes: [] }];
}

async function idleRows(runs) {
  const kubectl = realTool("kubectl", "1.36");
  const [starts, memory] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    const running = await startSandbox();
    await (kubectl === undefined ? running.ask("GET", PODS) : getPods(kubectl, running.kubeconfig));
    starts.push((performance.now() - running.began) * MILLISECOND);
    memory.push(running.residentBytes());
    await running.stop();
  }
  const asked = kubectl === undefined ? "pods are listed (no kubectl here)" : "kubectl get pods has answered";
  return [
    row(`start of the process → ${asked}`, "time", { ours: starts, recorded: REAL.start, atMost: 600 * MILLISECOND }),
    row("memory, one node, no pods", "size", { ours: memory, recorded: REAL.memory, atMost: 120 * MB }),
  ];
}

function getPods(kubectl, kubeconfig) {
  const env = { HOME: dirname(kubeconfig), KUBECONFIG: kubeconfig };
  const { status, stderr } = spawnSync(kubectl, ["get", "pods"], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** The sandbox first, then the real cluster where there is one: never both at a time. */
async function loadedRows() {
  const running = await startSandbox();
  const ours = await measured({ ...running, pods: PODS });
  const memory = [running.residentBytes()];
  await running.stop();
  const theirs = await measuredReal();
  const both = (name) => ({ ours: ours[name], recorded: REAL[name], peer: theirs?.[name] });
  return [
    row("POST of a pod → its watch event", "time", { ...both("watch"), atMost: 3 * MILLISECOND }),
    row("create pods, one client, each", "time", { ...both("alone"), atMost: SECOND / 400, rate: true }),
    row(`create pods, ${CONNECTIONS} connections, each`, "time", { ...both("create"), rate: true }),
    row(`list ${MANY} pods`, "time", { ...both("list"), atMost: 200 * MILLISECOND }),
    row(`list ${MANY} pods as a table`, "time", { ...both("table"), atMost: 130 * MILLISECOND }),
    row(`memory with ${MANY} pods, listed`, "size", { ours: memory, recorded: REAL.memoryMany, atMost: 450 * MB }),
  ];
}

async function measuredReal() {
  const real = await realCluster();
  if (real === undefined) return undefined;
  try {
    return await measured(real);
  } finally {
    await real.stop();
  }
}

async function measured(cluster) {
  const alone = await creates(cluster, async (one) => {
    for (let index = 0; index < ALONE; index += 1) await one(`alone-${index}`);
    return ALONE;
  });
  const watch = await watchLatencies(cluster);
  const create = await creates(cluster, async (one) => {
    await inParallel(MANY - ALONE, (index) => one(`many-${index}`));
    return MANY - ALONE;
  });
  const list = await lists(cluster, {});
  const table = await lists(cluster, { accept: TABLE });
  return { alone, watch, create, list, table };
}

function row(name, unit, { atMost, ...samples }) {
  return { name, unit, ...samples, ...(atMost === undefined ? {} : { target: { of: "ours", atMost } }) };
}

/** Of a scheduler that is not there, so that only the API server works. */
const UNSEEN = { schedulerName: "elsewhere" };

async function watchLatencies({ send, ask, pods }) {
  const answer = await send("GET", `${pods}?watch=true`, { isStream: true });
  const seen = new Map();
  createInterface({ input: answer }).on("line", (line) => {
    const { type, object } = JSON.parse(line);
    if (type === "ADDED") seen.get(object.metadata.name)?.(performance.now());
  });
  // What is there already comes first.
  await sleep(2000);
  const latencies = [];
  for (let index = 0; index < 100; index += 1) {
    const name = `watched-${index}`;
    const added = new Promise((resolve) => seen.set(name, resolve));
    const began = performance.now();
    await ask("POST", pods, { body: podOf(name, UNSEEN) });
    latencies.push(((await added) - began) * MILLISECOND);
  }
  answer.destroy();
  return latencies;
}

async function creates({ ask, pods }, work) {
  const began = performance.now();
  const count = await work((name) => ask("POST", pods, { body: podOf(name, UNSEEN) }));
  return [((performance.now() - began) * MILLISECOND) / count];
}

async function lists({ ask, pods }, options) {
  const taken = [];
  for (let time = 0; time < 7; time += 1) {
    const began = performance.now();
    await ask("GET", pods, options);
    taken.push((performance.now() - began) * MILLISECOND);
  }
  return taken;
}

const WAITING = 1000;
const NODES = 10;
/** The windows are 80 s and longer then. */
const SETTLE = 90_000;
const MEASURED = 60_000;

/** What the cluster takes of one core while its pods wait for images that are not there, in real time. */
async function backOffRow() {
  const running = await startSandbox(["--nodes", `${NODES}`]);
  try {
    const image = (index) => `registry.example/shop/web:none-${index}`;
    await inParallel(WAITING, (index) =>
      running.ask("POST", PODS, { body: podOf(`waiting-${index}`, { image: image(index) }) }),
    );
    await sleep(SETTLE);
    await checkWaiting(running);
    const [before, began] = [running.processorNs(), performance.now()];
    await sleep(MEASURED);
    const share = (running.processorNs() - before) / ((performance.now() - began) * MILLISECOND);
    return row(`${WAITING} pods in back-off on ${NODES} nodes, of one core`, "share", { ours: [share], atMost: 0.2 });
  } finally {
    await running.stop();
  }
}

async function checkWaiting({ ask }) {
  const { items } = JSON.parse(await ask("GET", PODS));
  const reasons = items.map(({ status }) => status.containerStatuses?.[0]?.state.waiting?.reason ?? status.phase);
  const waiting = reasons.filter((reason) => /^(?:ErrImagePull|ImagePullBackOff)$/.test(reason)).length;
  if (waiting !== WAITING) throw new Error(`${waiting} of ${WAITING} pods wait for their image`);
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
