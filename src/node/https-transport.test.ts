import http from "node:http";
import net from "node:net";

import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import type { Exchange, TransportFault } from "../base/index.ts";
import { createTestAuthority, type TestAuthority } from "./test-certificates.ts";
import { ask, direct, secureServer, TestListeners } from "./test-listeners.ts";

const listeners = new TestListeners();
let authority: TestAuthority;

beforeAll(() => {
  authority = createTestAuthority();
});
afterAll(() => authority.remove());
afterEach(() => listeners.closeAll());

describe("send()", () => {
  test("hands out status, headers, body, address and phases", async () => {
    const port = await listeners.listen(
      http.createServer((request, response) => {
        response.setHeader("x-twice", ["a", "b"]);
        response.writeHead(203).end(`${request.method} ${request.url} ${String(request.headers["x-own"])}`);
      }),
    );

    const url = `http://localhost:${port}/v2/?n=1`;
    const answer = (await ask(direct(), { url, headers: { "x-own": "mine" } })) as Exchange;

    expect(answer).toMatchObject({ status: 203, cut: false, address: "127.0.0.1", chain: [] });
    expect(answer.headers["x-twice"]).toEqual(["a", "b"]);
    expect(new TextDecoder().decode(answer.body)).toBe("GET /v2/?n=1 mine");
    expect(Object.keys(answer.phases)).toEqual(["lookup", "connect", "answered"]);
  });

  test("stops reading at the cap and says so", async () => {
    const port = await listeners.listen(http.createServer((_request, response) => response.end("x".repeat(5_000_000))));

    const answer = (await ask(direct(), { url: `http://127.0.0.1:${port}/` })) as Exchange;

    expect([answer.body.length, answer.cut]).toEqual([1_000, true]);
  });

  test("leaves no connection open", async () => {
    const server = http.createServer((_request, response) => response.end("done"));
    server.keepAliveTimeout = 60_000;
    const port = await listeners.listen(server);

    await Promise.all(Array.from({ length: 10 }, () => ask(direct(), { url: `http://127.0.0.1:${port}/` })));
    await new Promise((done) => server.close(done));

    expect(listeners.connections).toBe(0);
  });

  test("shows the certificates of a server that is trusted by an extra authority", async () => {
    const port = await listeners.listen(secureServer(authority.issue("DNS:localhost,IP:127.0.0.1")));

    const answer = (await ask(direct({ extraCa: [authority.ca] }), { url: `https://localhost:${port}/` })) as Exchange;

    expect(answer.status).toBe(200);
    expect(answer.phases.secure).toBeGreaterThan(0);
    expect(answer.chain[0]).toMatchObject({
      subject: "CN=pullwhy test server",
      issuer: "CN=pullwhy test authority",
      names: ["localhost", "127.0.0.1"],
      validFrom: Date.UTC(2020, 0, 1),
      validTo: Date.UTC(2049, 0, 1),
    });
  });
});

describe("other faults", () => {
  test("a name that does not exist", async () => {
    const fault = await ask(direct(), { url: "http://registry.invalid/v2/" });

    // A machine without any resolver cannot know.
    expect(["TRANSPORT_DNS_NOT_FOUND", "TRANSPORT_DNS_FAILURE"]).toContain((fault as TransportFault).code);
    expect(fault).toMatchObject({ phase: "lookup", host: "registry.invalid", port: 80 });
  });

  test("a port that nobody listens at", async () => {
    const server = net.createServer();
    const port = await listeners.listen(server);
    await new Promise((done) => server.close(done));

    expect(await ask(direct(), { url: `http://127.0.0.1:${port}/` })).toMatchObject({
      code: "TRANSPORT_REFUSED",
      phase: "connect",
      address: "127.0.0.1",
      detail: "ECONNREFUSED",
    });
  });

  test("a connection that breaks before the answer", async () => {
    const port = await listeners.listen(
      net.createServer((socket) => socket.once("data", () => socket.resetAndDestroy())),
    );

    expect(await ask(direct(), { url: `http://127.0.0.1:${port}/` })).toMatchObject({
      code: "TRANSPORT_RESET",
      phase: "answer",
    });
  });

  test("a connection that breaks in the body", async () => {
    const head = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this";
    const port = await listeners.listen(net.createServer((socket) => socket.once("data", () => socket.end(head))));

    expect(await ask(direct(), { url: `http://127.0.0.1:${port}/` })).toMatchObject({
      code: "TRANSPORT_RESET",
      phase: "body",
    });
  });

  test("an answer that is no HTTP", async () => {
    const port = await listeners.listen(net.createServer((socket) => socket.end("220 mail.example ESMTP\r\n")));

    expect(await ask(direct(), { url: `http://127.0.0.1:${port}/` })).toMatchObject({ code: "TRANSPORT_NOT_HTTP" });
  });

  test("no answer before the signal's time, or before the phase's", async () => {
    const port = await listeners.listen(
      http.createServer((_request, response) => void setTimeout(() => response.end(), 400)),
    );
    const url = `http://127.0.0.1:${port}/`;

    expect(await ask(direct(), { url }, { signal: AbortSignal.timeout(100) })).toMatchObject({
      code: "TRANSPORT_TIMEOUT",
      phase: "answer",
    });
    expect(await ask(direct({ limits: { answer: 100 } }), { url })).toMatchObject({ code: "TRANSPORT_TIMEOUT" });
  });

  test("whoever aborts gets that back", async () => {
    const port = await listeners.listen(
      http.createServer((_request, response) => void setTimeout(() => response.end(), 400)),
    );
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);

    const fault = await ask(direct(), { url: `http://127.0.0.1:${port}/` }, { signal: controller.signal });

    expect(fault).toMatchObject({ code: "TRANSPORT_ABORTED" });
  });

  test.each([
    ["loopback", "127.0.0.1"],
    ["loopback", "localhost"],
    ["loopback", "[::ffff:127.0.0.1]"],
    ["link-local", "169.254.169.254"],
    ["private", "10.0.0.1"],
    ["special", "0.0.0.0"],
  ] as const)("an address that is refused (%s) is not connected to: %s", async (kind, host) => {
    const fault = await ask(direct(), { url: `http://${host}:9/` }, { refuse: [kind] });

    expect(fault).toMatchObject({ code: "TRANSPORT_ADDRESS_REFUSED", kind });
  });
});
