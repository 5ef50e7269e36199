import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { inRoot } from "../tools/lib/root.mjs";

export const PODS = podsOf("default");
export const CONNECTIONS = 16;
/** Of `/proc/PID/stat`; Linux has counted in hundredths of a second for all of its architectures that Node runs on. */
const TICK_NS = 1e7;

/** A sandbox in a process of its own, as a client outside finds it. It answers when this does. */
export async function startSandbox(args = [], { probed = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-bench-"));
  const began = performance.now();
  const heap = join(folder, "heap.json");
  const env = { ...process.env, XDG_RUNTIME_DIR: folder, PULLWHY_HEAP_FILE: heap };
  const node = probed ? ["--expose-gc", "--import", join(import.meta.dirname, "heap-probe.mjs")] : [];
  const words = [...node, inRoot("dist/bin/pullwhy.js"), "sandbox", ...args];
  const child = spawn(process.execPath, words, { env, stdio: "ignore" });
  const file = join(folder, "pullwhy/default.json");
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error(`The sandbox ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const state = JSON.parse(readFileSync(file, "utf8"));
  const client = clientOf(state);
  return {
    ...client,
    began,
    kubeconfig: state.kubeconfig,
    registries: state.registries,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    residentBytes: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))[1]) * 1024,
    /** What is left on the heap and beside it after a garbage collection; only where it was started `probed`. */
    liveBytes: async () => {
      rmSync(heap, { force: true });
      child.kill("SIGUSR2");
      while (!existsSync(heap)) await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => setTimeout(resolve, 100));
      const { heapUsed, external } = JSON.parse(readFileSync(heap, "utf8"));
      return heapUsed + external;
    },
    processorNs: () => processorTicks(child.pid) * TICK_NS,
    stop: async () => {
      client.close();
      child.kill("SIGINT");
      if (child.exitCode === null) await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function podsOf(namespace) {
  return `/api/v1/namespaces/${namespace}/pods`;
}

/** Asks an API server, with a token or a client certificate (PEM). */
export function clientOf({ url, token, authority, cert, key }) {
  const tls = { ca: authority, cert, key };
  const agent = new Agent({ ...tls, keepAlive: true, maxSockets: CONNECTIONS });
  const streams = new Agent(tls);
  const send = async (method, path, { body, accept = "application/json", isStream = false } = {}) => {
    const login = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const headers = { ...login, "content-type": "application/json", accept };
    const outgoing = request(url + path, { agent: isStream ? streams : agent, method, headers });
    outgoing.end(body && JSON.stringify(body));
    const [answer] = await once(outgoing, "response");
    return answer;
  };
  const ask = async (method, path, options) => {
    const answer = await send(method, path, options);
    const body = await text(answer);
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${body}`);
    return body;
  };
  return { send, ask, close: () => agent.destroy() };
}

/** User and system time of a process with all its threads; its name, in parentheses, may hold spaces. */
function processorTicks(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
  return Number(fields[11]) + Number(fields[12]);
}

export function podOf(name, { image = "registry.example/shop/web:1.4.2", ...spec } = {}) {
  const metadata = { name, labels: { app: "load" } };
  return { apiVersion: "v1", kind: "Pod", metadata, spec: { ...spec, containers: [{ name: "app", image }] } };
}

/** Does `work(0)` to `work(count - 1)`, so many at a time. */
export async function inParallel(count, work) {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
}
