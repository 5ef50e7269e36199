import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { expect, onTestFinished, test, vi } from "vitest";
import { parse } from "yaml";

import { openCluster } from "./kubeconfig.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000 });

const HOUR = 3_600;

function idToken(name: string, seconds: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ sub: name, exp: Math.floor(Date.now() / 1000) + seconds })}.x`;
}

interface Provider {
  readonly url: string;
  readonly asked: string[];
}

/** An API server that says who has asked, and a provider of logins, in one. */
async function provider(token: (url: string) => object | undefined): Promise<Provider> {
  const asked: string[] = [];
  let url = "";
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url?.startsWith("/version")) {
      response.end(JSON.stringify({ asked: request.headers.authorization }));
      return;
    }
    asked.push(`${request.url} ${await text(request)}`);
    const body = request.url?.endsWith("openid-configuration") ? { token_endpoint: `${url}/token` } : token(url);
    if (body !== undefined) response.end(JSON.stringify(body));
  };
  const server = createServer((...pair) => void answer(...pair));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked };
}

function kubeconfig(server: string, config: object): string {
  const folder = mkdtempSync(join(tmpdir(), "pullwhy-oidc-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "config");
  const provider = { name: "oidc", config: { "client-id": "kubectl", "idp-issuer-url": server, ...config } };
  const own = {
    "current-context": "here",
    clusters: [{ name: "here", cluster: { server } }],
    users: [{ name: "dev", user: { "auth-provider": provider } }],
    contexts: [{ name: "here", context: { cluster: "here", user: "dev" } }],
  };
  writeFileSync(path, JSON.stringify(own), { mode: 0o600 });
  return path;
}

async function askedAs(path: string): Promise<unknown> {
  const access = await openCluster({ kubeconfig: path }, AbortSignal.timeout(60_000));
  if (!access.ok) return access.fault;
  const answer = await access.value.send({ method: "GET", path: "/version" }, AbortSignal.timeout(60_000));
  return answer.ok ? answer.value.body : answer.fault;
}

test("a login that is good is sent, and nobody is asked", async () => {
  const { url, asked } = await provider(() => ({}));
  const token = idToken("dev", HOUR);
  expect(await askedAs(kubeconfig(url, { "id-token": token }))).toEqual({ asked: `Bearer ${token}` });
  expect(asked).toEqual([]);
});

test("one that has expired is renewed; another refresh token is kept in the kubeconfig, as kubectl does", async () => {
  const fresh = idToken("fresh", HOUR);
  const { url, asked } = await provider(() => ({ id_token: fresh, refresh_token: "second" }));
  const path = kubeconfig(url, { "id-token": idToken("dev", -HOUR), "refresh-token": "first", "client-secret": "s" });
  expect(await askedAs(path)).toEqual({ asked: `Bearer ${fresh}` });
  expect(asked.at(-1)).toContain("grant_type=refresh_token&refresh_token=first&client_id=kubectl&client_secret=s");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const { users } = parse(readFileSync(path, "utf8")) as { users: [{ user: object }] };
  const values = { "id-token": fresh, "refresh-token": "second", "client-id": "kubectl" };
  expect(users[0].user).toMatchObject({ "auth-provider": { name: "oidc", config: values } });
});

test("where the refresh token stays, the kubeconfig does", async () => {
  const fresh = idToken("fresh", HOUR);
  const { url } = await provider(() => ({ id_token: fresh, refresh_token: "first" }));
  const path = kubeconfig(url, { "id-token": idToken("dev", -HOUR), "refresh-token": "first" });
  const before = readFileSync(path, "utf8");
  expect(await askedAs(path)).toEqual({ asked: `Bearer ${fresh}` });
  expect(readFileSync(path, "utf8")).toBe(before);
});

test("a provider that hangs is waited for until the signal aborts, and its tokens are not told", async () => {
  const { url, asked } = await provider(() => undefined);
  const path = kubeconfig(url, { "id-token": idToken("dev", -HOUR), "refresh-token": "not-to-be-shown" });
  const stop = new AbortController();
  const opening = openCluster({ kubeconfig: path }, stop.signal);
  await vi.waitFor(() => expect(asked).toHaveLength(2), { timeout: 30_000 });
  stop.abort(new DOMException("", "TimeoutError"));
  const access = await opening;
  expect(access).toMatchObject({ fault: { code: "CLUSTER_TIMEOUT", message: expect.stringContaining(url) } });
  expect(JSON.stringify(access)).not.toContain("not-to-be-shown");
});

test.each([
  ["nothing to renew it with", {}],
  ["no TLS", { "refresh-token": "x", "idp-issuer-url": "http://login.example" }],
])("one that has expired and cannot be renewed is said: %s", async (why, config) => {
  const { url } = await provider(() => ({}));
  const fault = await askedAs(kubeconfig(url, { "id-token": idToken("dev", -HOUR), ...config }));
  expect(fault).toMatchObject({ code: "CLUSTER_CONFIG", message: expect.stringContaining(why) });
});
