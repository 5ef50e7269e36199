import http from "node:http";
import https from "node:https";
import net from "node:net";

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";

import type { Exchange } from "../base/index.ts";
import { createHttpsTransport } from "./index.ts";
import { createTestAuthority, type TestAuthority } from "./test-certificates.ts";
import { ask, direct, secureServer, TestListeners } from "./test-listeners.ts";

const listeners = new TestListeners();
let authority: TestAuthority;

beforeAll(() => {
  authority = createTestAuthority();
});
afterAll(() => authority.remove());
afterEach(() => listeners.closeAll());

describe("TLS faults", () => {
  const url = (port: number) => ({ url: `https://localhost:${port}/` });
  const trusting = () => direct({ extraCa: [authority.ca] });

  test("an authority that nobody knows, with the chain", async () => {
    const port = await listeners.listen(secureServer(authority.issue("DNS:localhost")));

    expect(await ask(direct(), url(port))).toMatchObject({
      code: "TRANSPORT_TLS_UNKNOWN_AUTHORITY",
      phase: "secure",
      host: "localhost",
      port,
      address: "127.0.0.1",
      chain: [{ issuer: "CN=pullwhy test authority" }],
    });
  });

  test.each([
    ["TRANSPORT_TLS_EXPIRED", "20200101000000Z", "20210101000000Z"],
    ["TRANSPORT_TLS_NOT_YET_VALID", "20480101000000Z", "20490101000000Z"],
  ])("%s for a certificate from %s to %s", async (code, from, to) => {
    const port = await listeners.listen(secureServer(authority.issue("DNS:localhost", { from, to })));

    expect(await ask(trusting(), url(port))).toMatchObject({ code, phase: "secure" });
  });

  test("a certificate for other names, with these names", async () => {
    const port = await listeners.listen(secureServer(authority.issue("DNS:registry.example,DNS:other.example")));

    expect(await ask(trusting(), url(port))).toMatchObject({
      code: "TRANSPORT_TLS_WRONG_NAME",
      chain: [{ names: ["registry.example", "other.example"] }, {}],
    });
  });

  test("nothing is sent to a server that is not trusted", async () => {
    let asked = 0;
    const server = https.createServer(authority.issue("DNS:other.example"), (_request, response) => {
      asked += 1;
      response.end();
    });
    const port = await listeners.listen(server);

    await ask(trusting(), { ...url(port), headers: { authorization: "Basic abc" } });

    expect(asked).toBe(0);
  });

  test("a handshake that the server refuses", async () => {
    const port = await listeners.listen(
      secureServer({
        ...authority.issue("DNS:localhost"),
        minVersion: "TLSv1.2",
        maxVersion: "TLSv1.2",
        ciphers: "PSK",
      }),
    );

    expect(await ask(trusting(), url(port))).toMatchObject({ code: "TRANSPORT_TLS_HANDSHAKE" });
  });

  test("a client certificate that the server wants", async () => {
    const own = authority.issue("DNS:localhost");
    const port = await listeners.listen(
      secureServer({ ...own, ca: authority.ca, requestCert: true, rejectUnauthorized: true }),
    );

    expect(await ask(trusting(), url(port))).toMatchObject({
      code: "TRANSPORT_TLS_HANDSHAKE",
      detail: expect.stringContaining("CERTIFICATE_REQUIRED"),
    });
  });

  test("plain HTTP where TLS is wanted", async () => {
    const port = await listeners.listen(http.createServer((_request, response) => response.end()));

    expect(await ask(trusting(), url(port))).toMatchObject({ code: "TRANSPORT_PLAIN_HTTP" });
  });

  test("a server that speaks neither TLS nor HTTP", async () => {
    const port = await listeners.listen(net.createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.6\r\n")));

    expect(await ask(trusting(), url(port))).toMatchObject({ code: "TRANSPORT_TLS_HANDSHAKE" });
  });

  test("a server that never answers the handshake", async () => {
    const port = await listeners.listen(net.createServer((socket) => void setTimeout(() => socket.destroy(), 400)));

    const fault = await ask(direct({ limits: { secure: 100 } }), url(port));

    expect(fault).toMatchObject({ code: "TRANSPORT_TIMEOUT", phase: "secure" });
  });
});

describe("proxies", () => {
  test("a tunnel to a host over TLS, and the proxy's address as the one that was seen", async () => {
    const target = await listeners.listen(secureServer(authority.issue("DNS:registry.example")));
    const asked: string[] = [];
    const proxy = http.createServer();
    proxy.on("connect", (request: http.IncomingMessage, socket: net.Socket) => {
      asked.push(`${request.url} ${request.headers["proxy-authorization"]}`);
      const way = net.connect(target, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        way.pipe(socket).pipe(way);
      });
      way.on("error", () => socket.destroy());
      socket.on("error", () => way.destroy());
    });
    const port = await listeners.listen(proxy);
    const transport = createHttpsTransport({ extraCa: [authority.ca], proxyFor: () => `http://u:p@127.0.0.1:${port}` });

    const answer = await ask(transport, { url: "https://registry.example/v2/" });

    expect(answer).toMatchObject({ status: 200, proxy: `127.0.0.1:${port}`, address: "127.0.0.1" });
    expect(asked).toEqual(["registry.example:443 Basic dTpw"]);
    expect((answer as Exchange).phases.tunnel).toBeGreaterThan(0);
  });

  test("a proxy that refuses is told from a registry that does", async () => {
    const proxy = http.createServer();
    proxy.on("connect", (_request, socket: net.Socket) =>
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
    );
    const port = await listeners.listen(proxy);
    const transport = createHttpsTransport({ proxyFor: () => `http://127.0.0.1:${port}` });

    expect(await ask(transport, { url: "https://registry.example/v2/" })).toMatchObject({
      code: "TRANSPORT_PROXY",
      status: 407,
      proxy: `127.0.0.1:${port}`,
    });
  });

  test("loopback is never asked through a proxy", async () => {
    const port = await listeners.listen(http.createServer((_request, response) => response.end("direct")));
    const transport = createHttpsTransport({ proxyFor: () => "http://127.0.0.1:1" });

    expect(await ask(transport, { url: `http://localhost:${port}/` })).toMatchObject({ status: 200 });
  });

  test("a private address is refused before a proxy is asked for it", async () => {
    const transport = createHttpsTransport({ proxyFor: () => "http://127.0.0.1:1" });

    const fault = await ask(transport, { url: "https://10.1.2.3/" }, { refuse: ["private"] });

    expect(fault).toMatchObject({ code: "TRANSPORT_ADDRESS_REFUSED", kind: "private" });
  });

  test("HTTP_PROXY and NO_PROXY say which proxy a host has", async () => {
    const asked: (string | undefined)[] = [];
    const proxy = http.createServer((request, response) => {
      asked.push(request.url);
      response.end("from the proxy");
    });
    const port = await listeners.listen(proxy);
    vi.stubEnv("http_proxy", `http://127.0.0.1:${port}`);
    vi.stubEnv("no_proxy", ".inside.invalid");

    const outside = await ask(createHttpsTransport(), { url: "http://registry.invalid/v2/" });
    const inside = await ask(createHttpsTransport(), { url: "http://registry.inside.invalid/v2/" });
    vi.unstubAllEnvs();

    expect(outside).toMatchObject({ status: 200, proxy: `127.0.0.1:${port}` });
    expect(inside).toMatchObject({ phase: "lookup", host: "registry.inside.invalid" });
    expect(asked).toEqual(["http://registry.invalid/v2/"]);
  });
});
