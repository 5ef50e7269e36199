import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { Agent, request } from "node:https";
import { connect as connectPlain, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { connect, type TLSSocket } from "node:tls";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const PODS = "/api/v1/namespaces/default/pods";
const JSON_TYPE = { "content-type": "application/json" };
const agent = new Agent({ keepAlive: false, rejectUnauthorized: false, maxSockets: Infinity });

let sandbox: TestSandbox;
let authorization = "";

beforeAll(async () => {
  sandbox = await startTestSandbox("1.36", { world: "playground", actions: [], kubelet: "1.33" });
  const [, token = ""] = /"?token"?: *"?([\w-]+)"?/.exec(readFileSync(sandbox.kubeconfig, "utf8")) ?? [];
  authorization = `Bearer ${token}`;
});
afterAll(() => sandbox.stop());

interface Sent {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** One request on a connection of its own, with its path as it is written: no client tidies it up. */
async function open(path: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<IncomingMessage> {
  const { hostname, port } = new URL(sandbox.url);
  const asked = request({ agent, hostname, port, path, method, headers: { authorization, ...headers } });
  asked.on("error", () => undefined);
  asked.end(body);
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return answer;
}

async function ask(path: string, sent?: Sent): Promise<{ readonly code: number; readonly reason: string }> {
  const answer = await open(path, sent);
  const body = await text(answer);
  const { reason = "" } = body.startsWith('{"kind":"Status"') ? (JSON.parse(body) as { reason?: string }) : {};
  return { code: answer.statusCode ?? 0, reason };
}

const post = (body: string, headers: OutgoingHttpHeaders = JSON_TYPE): Sent => ({ method: "POST", headers, body });
const patch = (body: string, type: string): Sent => ({ method: "PATCH", headers: { "content-type": type }, body });

/** Codes and reasons of a real API server for the same (recorded: status-error vectors, or its own constants). */
test.each<[what: string, path: string, sent: Sent, code: number, reason: string]>([
  ["JSON that breaks off", PODS, post('{"kind":'), 400, "BadRequest"],
  ["no object", PODS, post("[]"), 400, "BadRequest"],
  ["an empty body", PODS, post(""), 400, "BadRequest"],
  ["another kind", PODS, post('{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}'), 400, "BadRequest"],
  [
    "a number where a text is meant",
    PODS,
    post('{"kind":"Pod","apiVersion":"v1","metadata":{"name":7}}'),
    400,
    "BadRequest",
  ],
  ["YAML that is none", PODS, post("a: [", { "content-type": "application/yaml" }), 400, "BadRequest"],
  [
    "bytes that are no protobuf",
    PODS,
    post("k8s", { "content-type": "application/vnd.kubernetes.protobuf" }),
    400,
    "BadRequest",
  ],
  ["another content type", PODS, post("a", { "content-type": "text/plain" }), 415, "UnsupportedMediaType"],
  ["a patch of no kind", `${PODS}/a`, patch("{}", "application/json"), 415, "UnsupportedMediaType"],
  ["a body above 3 MiB", PODS, post(`{"a":"${"x".repeat(3_200_000)}"}`), 413, "RequestEntityTooLarge"],
  [
    "nesting without end",
    PODS,
    post(`{"metadata":{"name":"a"},"spec":${"[".repeat(200_000)}${"]".repeat(200_000)}}`),
    400,
    "BadRequest",
  ],
  ["a form that nobody can give", PODS, { headers: { accept: "image/png" } }, 406, "NotAcceptable"],
  ["a version that is none", `${PODS}?resourceVersion=x`, {}, 400, "BadRequest"],
  ["a selector that is none", `${PODS}?labelSelector=a%20in`, {}, 400, "BadRequest"],
  ["a field that cannot be selected", `${PODS}?fieldSelector=spec.x%3D1`, {}, 400, "BadRequest"],
  ["a token of a list that is none", `${PODS}?limit=1&continue=x`, {}, 400, "BadRequest"],
  [
    "a method that is not there",
    `${PODS}/a`,
    { method: "POST", headers: JSON_TYPE, body: "{}" },
    405,
    "MethodNotAllowed",
  ],
])("%s is refused as a real server does", async (...[, path, sent, code, reason]) => {
  expect(await ask(path, sent)).toEqual({ code, reason });
});

test.each([
  "/api/v1/namespaces/default/pods/..%2f..%2fkube-system%2fsecrets",
  "/api/v1/namespaces/../namespaces/kube-system/secrets/../../x",
  "/api/v1/namespaces/%2e%2e/pods/a",
  "/api/v1/namespaces/default/pods/%00",
  "/api/v1/namespaces/default/pods/%ff%fe",
  "/api/v1/namespaces/default/pods/a/exec/../log",
  "/apis/../../etc/passwd",
  "/api/v1/namespaces/default/pods/__proto__",
  "/apis/constructor/v1/toString",
  "/openapi/v3/../../secrets",
])("%s leads nowhere", async (path) => {
  const { code } = await ask(path);
  expect([301, 400, 403, 404, 405]).toContain(code);
});

test("a request for another host is not answered", async () => {
  expect((await open(PODS, { headers: { host: "evil.example" } })).statusCode).toBe(403);
});

test("500 clients watch at once, each hears, and those that break off leave nothing behind", async () => {
  const watches = await Promise.all(
    Array.from({ length: 500 }, () => open("/api/v1/namespaces/default/configmaps?watch=true&labelSelector=seen")),
  );
  expect(watches.every(({ statusCode }) => statusCode === 200)).toBe(true);
  const heard = Promise.all(watches.map(async (watch) => String((await once(watch, "data"))[0])));
  const metadata = { name: "seen", labels: { seen: "yes" } };
  await ask(
    "/api/v1/namespaces/default/configmaps",
    post(JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata })),
  );
  expect((await heard).every((line) => line.includes('"type":"ADDED"'))).toBe(true);
  for (const watch of watches) watch.destroy();
  expect((await ask(PODS)).code).toBe(200);
});

test("a client that does not read costs nothing, and misses nothing when it reads on", async () => {
  const path = "/api/v1/namespaces/default/configmaps";
  const watch = await open(`${path}?watch=true&labelSelector=slow`);
  watch.pause();
  const value = "x".repeat(20_000);
  for (let index = 0; index < 200; index += 1) {
    const metadata = { name: `slow-${index}`, labels: { slow: "yes" } };
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata, data: { value } };
    sandbox.live.cluster.api.handle({
      verb: "create",
      resource: "configmaps",
      namespace: "default",
      name: "",
      body: object,
    });
  }
  expect((await ask(PODS)).code).toBe(200);
  let told = "";
  watch.setEncoding("utf8");
  for await (const chunk of watch as AsyncIterable<string>) {
    told += chunk;
    if (told.includes('"name":"slow-199"')) break;
  }
  expect(told.match(/"type":"ADDED"/g)).toHaveLength(200);
});

/** Servers from 1.34 on answer from their cache, whatever was compacted. */
test("what was compacted is gone, and says so", async () => {
  const { store } = sandbox.live.cluster;
  const first = await open("/api/v1/nodes?limit=1");
  const list = JSON.parse(await text(first)) as { readonly metadata: { readonly resourceVersion: string } };
  await ask("/api/v1/namespaces", post('{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"meanwhile"}}'));
  store.compact();
  const old = `/api/v1/nodes?resourceVersion=${list.metadata.resourceVersion}&resourceVersionMatch=Exact`;
  expect(await ask(old)).toEqual({ code: 410, reason: "Expired" });
});

/** Half of a request, on a TLS connection of its own. */
async function begin(part: string): Promise<TLSSocket> {
  const { port } = new URL(sandbox.url);
  const socket = connect({ host: "127.0.0.1", port: Number(port), rejectUnauthorized: false });
  socket.on("error", () => undefined);
  await once(socket, "secureConnect");
  socket.write(part);
  return socket;
}

test("clients that begin a request and never end it keep nobody else waiting", async () => {
  const head = `POST ${PODS} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\n`;
  const halves = ["GET /api", head, `${head}content-length: 1000\r\n\r\n{"kind":`];
  const sockets = await Promise.all(Array.from({ length: 120 }, (_, index) => begin(halves[index % 3] ?? "")));
  expect((await ask(PODS)).code).toBe(200);
  for (const socket of sockets) socket.destroy();
  expect((await ask(PODS)).code).toBe(200);
});

test("bytes that are no HTTP, and no TLS, end their own connection only", async () => {
  const { port } = new URL(sandbox.url);
  const plain = connectPlain(Number(port), "127.0.0.1");
  plain.on("error", () => undefined);
  plain.write("GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n");
  const nonsense = await begin("\u0000\u0001\u0002nonsense\r\n\r\n");
  await Promise.all([plain, nonsense].map(closed));
  expect((await ask(PODS)).code).toBe(200);
});

async function closed(socket: Socket): Promise<void> {
  if (!socket.destroyed) await once(socket.resume(), "close");
}
