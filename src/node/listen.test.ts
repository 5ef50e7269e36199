import { once } from "node:events";
import { mkdtempSync, statSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { request as httpsRequest, type RequestOptions } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { IncomingMessage } from "node:http";

import { afterEach, expect, test } from "vitest";

import { loopbackCertificate } from "./certificates.ts";
import { listen, type Listener, type ListenOptions } from "./listen.ts";
import type { Handler } from "./serve-fetch.ts";

const open: Listener[] = [];
const failures: unknown[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((listener) => listener.close()));
  expect(failures.splice(0)).toEqual([]);
});

async function serve(handler: Handler, options: Partial<ListenOptions> = {}): Promise<Listener> {
  const failed = (error: unknown): void => void failures.push(error);
  const listening = await listen(handler, { name: "test server", bodyLimit: 1_000, failed, ...options });
  if (!listening.ok) throw new Error(listening.fault.message);
  open.push(listening.value);
  return listening.value;
}

async function ask(port: number, options: RequestOptions = {}, body?: string): Promise<[number, string]> {
  const request = httpRequest({ host: "127.0.0.1", port, ...options });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return [response.statusCode ?? 0, await text(response)];
}

const hello: Handler = () => Promise.resolve(new Response("hello"));

test("listen() answers on loopback, whichever of its names is used", async () => {
  const { port, url } = await serve(hello, { names: ["registry.example:5000"] });
  expect(url).toBe(`http://127.0.0.1:${port}`);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, "registry.example:5000"]) {
    expect(await ask(port, { headers: { host } })).toEqual([200, "hello"]);
  }
});

test("listen() refuses hosts that it does not know, as a page in a browser could name them", async () => {
  const { port } = await serve(hello);
  expect((await ask(port, { headers: { host: "evil.example" } }))[0]).toBe(403);
});

test("listen() speaks TLS with a certificate that its authority vouches for", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-certificates-"));
  const { authority, certificate, key } = await loopbackCertificate(folder);
  const { port } = await serve(hello, { tls: { certificate, key } });
  for (const host of ["127.0.0.1", "localhost"]) {
    const request = httpsRequest({ host, port, ca: authority, family: 4 }).end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(await text(response)).toBe("hello");
  }
  const stranger = httpsRequest({ host: "127.0.0.1", port }).end();
  expect((await once(stranger, "error"))[0]).toMatchObject({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
});

test("loopbackCertificate() is made once and kept where only the user reads it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-certificates-"));
  const first = await loopbackCertificate(folder);
  expect(await loopbackCertificate(folder)).toEqual(first);
  expect(statSync(join(folder, "loopback-certificate.json")).mode & 0o777).toBe(0o600);
});

test("listen() tells the handler when the client goes away", async () => {
  let gone = (): void => undefined;
  const goes = new Promise<void>((resolve) => (gone = resolve));
  const { port } = await serve((request) => {
    request.signal.addEventListener("abort", () => gone());
    return Promise.resolve(new Response(new ReadableStream({ start: (to) => to.enqueue(new Uint8Array([65])) })));
  });
  const request = httpRequest({ host: "127.0.0.1", port }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  await once(response, "data");
  request.destroy();
  await expect(goes).resolves.toBeUndefined();
});

test("listen() sends the head of an answer whose body is still to come", async () => {
  const { port } = await serve(() => Promise.resolve(new Response(new ReadableStream())));
  const request = httpRequest({ host: "127.0.0.1", port }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(200);
  request.destroy();
});

test("listen() cuts the connection of an answer that is an error, and of a body that breaks", async () => {
  const { port } = await serve(() => Promise.resolve(Response.error()));
  await expect(ask(port)).rejects.toMatchObject({ code: "ECONNRESET" });
  const parts = new ReadableStream({
    pull: (to) => {
      to.enqueue(new Uint8Array(10));
      to.error(new Error("broken"));
    },
  });
  const broken = await serve(() => Promise.resolve(new Response(parts, { headers: { "content-length": "20" } })));
  await expect(ask(broken.port)).rejects.toMatchObject({ code: "ECONNRESET" });
});

test("listen() takes no body that is too large, whether its length is said or not", async () => {
  const { port } = await serve(async (request) => new Response(`${(await request.arrayBuffer()).byteLength}`));
  expect(await ask(port, { method: "POST" }, "x".repeat(1_000))).toEqual([200, "1000"]);
  expect((await ask(port, { method: "POST", headers: { "content-length": 1_001 } }, "x".repeat(1_001)))[0]).toBe(413);
  const chunked = { method: "POST", headers: { "transfer-encoding": "chunked" } };
  expect(await ask(port, chunked, "x".repeat(1_000))).toEqual([200, "1000"]);
  expect((await ask(port, chunked, "x".repeat(1_001)))[0]).toBe(413);
});

test("listen() says which port is taken", async () => {
  const { port } = await serve(hello);
  const failed = (error: unknown): void => void failures.push(error);
  expect(await listen(hello, { name: "API server", port, bodyLimit: 0, failed })).toMatchObject({
    ok: false,
    fault: {
      code: "NODE_PORT_TAKEN",
      message: `Cannot start the API server on port ${port}: another program listens there; another port is wanted`,
    },
  });
});
