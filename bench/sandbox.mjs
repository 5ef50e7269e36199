import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

import { ensureBuilt } from "../tools/lib/ensure-built.mjs";
import { inRoot } from "../tools/lib/root.mjs";

const MILLISECOND = 1e6;
const MIB = 1024 * 1024;
const PODS = "/api/v1/namespaces/default/pods";
const MANY = 10_000;
const CONNECTIONS = 16;

/** A real one-node cluster (1.33, etcd, all components in one binary) on a machine with two cores, measured with a client in Node too. */
const REAL = {
  start: [2700 * MILLISECOND, 3200 * MILLISECOND],
  memory: [595 * MIB, 640 * MIB],
  create: [1e9 / 920, 1e9 / 770],
  list: [380 * MILLISECOND, 430 * MILLISECOND],
  watch: [4.8 * MILLISECOND, 9.2 * MILLISECOND],
};

/** The embedded cluster as a client outside finds it. */
export async function sandbox({ runs = 5 } = {}) {
  await ensureBuilt();
  const starts = [];
  const memory = [];
  for (let run = 0; run < runs; run += 1) {
    const running = await start();
    starts.push(running.startNs);
    memory.push(running.residentBytes());
    await running.stop();
  }
  const running = await start();
  try {
    const watch = await watchLatencies(running);
    const create = await creates(running);
    const list = await lists(running, 7);
    const rows = [
      {
        name: "start of the process → pods are listed",
        unit: "time",
        ours: starts,
        recorded: REAL.start,
        target: { of: "ours", atMost: 600 * MILLISECOND },
      },
      { name: "memory, one node, no pods", unit: "size", ours: memory, recorded: REAL.memory },
      { name: "POST of a pod → its watch event", unit: "time", ours: watch, recorded: REAL.watch },
      {
        name: `create ${MANY} pods, ${CONNECTIONS} connections, each`,
        unit: "time",
        ours: [create],
        recorded: REAL.create,
        rate: true,
      },
      { name: `list ${MANY} pods`, unit: "time", ours: list, recorded: REAL.list },
    ];
    return [{ title: "sandbox: over HTTPS, beside a real cluster", peer: "real", rows, notes: [] }];
  } finally {
    await running.stop();
  }
}

async function start() {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-bench-"));
  const began = performance.now();
  const env = { ...process.env, XDG_RUNTIME_DIR: folder };
  const child = spawn(process.execPath, [inRoot("dist/bin/pullwhy.js"), "sandbox"], { env, stdio: "ignore" });
  const file = join(folder, "pullwhy/default.json");
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 2));
  const { url, token, authority } = JSON.parse(readFileSync(file, "utf8"));
  const agent = new Agent({ ca: authority, keepAlive: true, maxSockets: CONNECTIONS });
  const send = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const outgoing = request(url + path, { agent, method, headers }).end(body && JSON.stringify(body));
    const [answer] = await once(outgoing, "response");
    return answer;
  };
  const ask = async (...question) => {
    const answer = await send(...question);
    const body = await text(answer);
    if (answer.statusCode >= 300) throw new Error(`${question[0]} ${question[1]}: ${answer.statusCode} ${body}`);
    return body;
  };
  await ask("GET", PODS);
  return {
    startNs: (performance.now() - began) * MILLISECOND,
    send,
    ask,
    residentBytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) * 1024,
    stop: async () => {
      agent.destroy();
      child.kill("SIGINT");
      await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** On a node that is not there, so that only the API server works. */
function pod(name) {
  const spec = {
    nodeName: "elsewhere",
    containers: [{ name: "app", image: "registry.example/shop/web:1.4.2" }],
  };
  return { apiVersion: "v1", kind: "Pod", metadata: { name }, spec };
}

async function watchLatencies({ send, ask }) {
  const answer = await send("GET", `${PODS}?watch=true`);
  const seen = new Map();
  createInterface({ input: answer }).on("line", (line) => {
    const { type, object } = JSON.parse(line);
    if (type === "ADDED") seen.get(object.metadata.name)?.(performance.now());
  });
  const latencies = [];
  for (let index = 0; index < 100; index += 1) {
    const name = `watched-${index}`;
    const added = new Promise((resolve) => seen.set(name, resolve));
    const began = performance.now();
    await ask("POST", PODS, pod(name));
    latencies.push(((await added) - began) * MILLISECOND);
  }
  answer.destroy();
  return latencies;
}

async function creates({ ask }) {
  const began = performance.now();
  let next = 0;
  const work = async () => {
    while (next < MANY) await ask("POST", PODS, pod(`many-${next++}`));
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return ((performance.now() - began) * MILLISECOND) / MANY;
}

async function lists({ ask }, times) {
  const taken = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await ask("GET", PODS);
    taken.push((performance.now() - began) * MILLISECOND);
  }
  return taken;
}
