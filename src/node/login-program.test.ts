import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import type { TLSSocket } from "node:tls";

import { expect, onTestFinished, test, vi } from "vitest";

import type { ClusterAccess } from "../cluster/index.ts";
import { openCluster } from "./kubeconfig.ts";
import { createTestAuthority } from "./test-certificates.ts";
import { eventually, HANGS, isGone, type TestProgram, testProgram } from "./test-programs.ts";

/** Patient: other programs may have the machine. */
vi.setConfig({ testTimeout: 120_000 });

const V1 = "client.authentication.k8s.io/v1";

async function port(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** An API server that says who has asked, and refuses some. */
async function apiServer(refuses: (login: string) => boolean = () => false): Promise<string> {
  const server = createServer(({ headers: { authorization = "" } }, response) => {
    response.statusCode = refuses(authorization) ? 401 : 200;
    response.end(JSON.stringify({ asked: authorization }));
  });
  return `http://127.0.0.1:${await port(server)}`;
}

interface Config {
  readonly program: TestProgram;
  readonly server: string;
  readonly exec?: object;
  readonly cluster?: object;
}

function kubeconfig({ program, server, exec, cluster }: Config): string {
  const path = join(program.folder, "config");
  const own = { apiVersion: V1, command: program.path, interactiveMode: "Never", ...exec };
  const config = {
    "current-context": "here",
    clusters: [{ name: "here", cluster: { server, ...cluster } }],
    users: [{ name: "dev", user: { exec: own } }],
    contexts: [{ name: "here", context: { cluster: "here", user: "dev" } }],
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}

/** Prints a login whose token tells which run it comes from. */
function logsIn(status: string): TestProgram {
  const answer = `{"kind":"ExecCredential","apiVersion":"${V1}","status":{"token":"token-'$(wc -l < "$HERE/runs" | tr -d " ")'"${status}}}`;
  return testProgram("logs-in", `echo "$KUBERNETES_EXEC_INFO" >> "$HERE/runs"\necho '${answer}'`);
}

async function opened(path: string): Promise<ClusterAccess> {
  const access = await openCluster({ kubeconfig: path }, AbortSignal.timeout(60_000));
  if (!access.ok) throw new Error(access.fault.message);
  return access.value;
}

async function asked(access: ClusterAccess): Promise<unknown> {
  const answer = await access.send({ method: "GET", path: "/version" }, AbortSignal.timeout(60_000));
  return answer.ok ? answer.value.body : answer.fault;
}

test.each(["late", "interrupted"])("a login program that hangs is ended with its children: %s", async (how) => {
  const program = testProgram("hangs", `echo not-to-be-shown; echo not-to-be-shown >&2\n${HANGS}`);
  const path = kubeconfig({ program, server: "https://127.0.0.1:1" });
  const stop = new AbortController();
  const opening = openCluster({ kubeconfig: path }, stop.signal);
  expect(await eventually(() => program.pids().length === 2)).toBe(true);
  stop.abort(how === "late" ? new DOMException("", "TimeoutError") : undefined);
  const access = await opening;
  expect(await eventually(() => program.pids().every(isGone))).toBe(true);
  const code = how === "late" ? "CLUSTER_TIMEOUT" : "CLUSTER_CONFIG";
  expect(access).toMatchObject({ fault: { code, message: expect.stringContaining(JSON.stringify(program.path)) } });
  expect(JSON.stringify(access)).not.toContain("not-to-be-shown");
});

test("a login is asked for once, until it has expired", async () => {
  const server = await apiServer();
  const lasting = logsIn(',"expirationTimestamp":"2999-01-01T00:00:00Z"');
  const path = kubeconfig({ program: lasting, server });
  const access = await opened(path);
  expect([await asked(access), await asked(await opened(path))]).toEqual([
    { asked: "Bearer token-1" },
    { asked: "Bearer token-1" },
  ]);
  expect(lasting.lines("runs")).toHaveLength(1);
  const short = logsIn(',"expirationTimestamp":"2020-01-01T00:00:00Z"');
  expect(await asked(await opened(kubeconfig({ program: short, server })))).toEqual({ asked: "Bearer token-2" });
});

test("a login that the API server refuses is asked for anew, once", async () => {
  const program = logsIn("");
  const server = await apiServer((login) => login === "Bearer token-1");
  expect(await asked(await opened(kubeconfig({ program, server })))).toEqual({ asked: "Bearer token-2" });
  const never = logsIn("");
  const refusing = await apiServer(() => true);
  const access = await opened(kubeconfig({ program: never, server: refusing }));
  expect(await access.send({ method: "GET", path: "/" }, AbortSignal.timeout(60_000))).toMatchObject({
    value: { status: 401 },
  });
  expect(never.lines("runs")).toHaveLength(2);
});

test("a login program is told what it wants to know about the cluster, and found beside the kubeconfig", async () => {
  const program = logsIn("");
  const server = await apiServer();
  const extension = { audience: "shop" };
  const extensions = [{ name: "client.authentication.k8s.io/exec", extension }];
  const cluster = { extensions, "tls-server-name": "api.example", "certificate-authority-data": "QUJD" };
  const exec = { provideClusterInfo: true, command: `./${basename(program.path)}` };
  await opened(kubeconfig({ program, server, exec, cluster }));
  const { extensions: _, ...told } = cluster;
  expect(program.lines("runs").map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      kind: "ExecCredential",
      apiVersion: V1,
      spec: { interactive: false, cluster: { server, ...told, config: extension } },
    },
  ]);
});

test("a certificate that a login program gives is shown to the API server", async () => {
  const authority = createTestAuthority();
  onTestFinished(() => authority.remove());
  const options = { ...authority.issue("DNS:localhost,IP:127.0.0.1"), ca: authority.ca, requestCert: true };
  const secure = createSecureServer(options, ({ socket }, response) =>
    response.end(JSON.stringify({ asked: (socket as TLSSocket).getPeerCertificate().subject.CN })),
  );
  const server = `https://127.0.0.1:${await port(secure)}`;
  const { cert, key } = authority.issue("DNS:user.example");
  const status = { clientCertificateData: cert, clientKeyData: key };
  const program = testProgram("certifies", 'cat "$HERE/answer"');
  writeFileSync(join(program.folder, "answer"), JSON.stringify({ apiVersion: V1, kind: "ExecCredential", status }));
  const cluster = { "certificate-authority-data": Buffer.from(authority.ca).toString("base64") };
  const access = await opened(kubeconfig({ program, server, cluster }));
  expect(await asked(access)).toEqual({ asked: "pullwhy test server" });
});

test.each([
  { that: "asks questions", exec: { interactiveMode: "Always" }, why: "there is no terminal" },
  { that: "speaks another version", exec: { apiVersion: "client.authentication.k8s.io/v9" }, why: "is not known" },
  { that: "answers in another version", exec: { apiVersion: `${V1}beta1` }, why: "it gives no login" },
])("a login program that $that gives a fault with its name", async ({ exec, why }) => {
  const program = logsIn("");
  const path = kubeconfig({ program, server: "https://127.0.0.1:1", exec });
  const access = await openCluster({ kubeconfig: path }, AbortSignal.timeout(60_000));
  expect(access).toMatchObject({ fault: { code: "CLUSTER_CONFIG", message: expect.stringContaining(why) } });
});

test("the program of an old auth provider is not run, whatever it says", async () => {
  const program = testProgram("gcloud", 'touch "$HERE/ran"; sleep 600');
  const path = kubeconfig({ program, server: "https://127.0.0.1:1" });
  const config = { "cmd-path": program.path, "cmd-args": "x", "token-key": "{.t}", "expiry-key": "{.e}" };
  const user = { "auth-provider": { name: "gcp", config } };
  writeFileSync(
    path,
    JSON.stringify({ ...(JSON.parse(readFileSync(path, "utf8")) as object), users: [{ name: "dev", user }] }),
  );
  const access = await openCluster({ kubeconfig: path }, AbortSignal.timeout(60_000));
  expect(access).toMatchObject({ fault: { code: "CLUSTER_CONFIG", message: expect.stringContaining('"gcp"') } });
  expect(existsSync(join(program.folder, "ran"))).toBe(false);
});
