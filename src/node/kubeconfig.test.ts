import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { ClusterAccess } from "../cluster/index.ts";
import { openCluster, type KubeconfigOptions } from "./kubeconfig.ts";

const folder = mkdtempSync(join(tmpdir(), "pullwhy-kubeconfig-"));
const file = join(folder, "config");
const asked: IncomingMessage[] = [];
const BODIES: Readonly<Record<string, string>> = {
  "/api/v1/pods": '{"kind":"PodList","items":[]}',
  "/login": "<html>Sign in</html>",
};
const SOON = new AbortController().signal;
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    if (request.url !== "/hangs") response.end(BODIES[request.url ?? ""] ?? "{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "here",
    clusters: [
      { name: "here", cluster: { server: `http://127.0.0.1:${port}` } },
      { name: "nowhere", cluster: { server: "https://127.0.0.1:1" } },
    ],
    users: [{ name: "dev", user: { token: "not-to-be-shown" } }],
    contexts: [
      { name: "here", context: { cluster: "here", user: "dev", namespace: "shop" } },
      { name: "away", context: { cluster: "nowhere", user: "dev" } },
    ],
  };
  writeFileSync(file, JSON.stringify(config));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function opened(options: KubeconfigOptions = {}): Promise<ClusterAccess> {
  const access = await openCluster({ kubeconfig: file, ...options }, SOON);
  if (!access.ok) throw new Error(access.fault.message);
  return access.value;
}

function get(access: ClusterAccess, path: string, timeout = 5000): ReturnType<ClusterAccess["send"]> {
  return access.send({ method: "GET", path }, AbortSignal.timeout(timeout));
}

describe("openCluster()", () => {
  test("takes the current context with its namespace, and sends its token", async () => {
    const access = await opened();
    expect(access.namespace).toBe("shop");
    expect(await get(access, "/api/v1/pods")).toEqual({
      ok: true,
      value: { status: 200, body: { kind: "PodList", items: [] } },
    });
    expect(asked.at(-1)?.headers).toMatchObject({ authorization: "Bearer not-to-be-shown" });
  });

  test("takes another context, and asks as somebody else", async () => {
    expect((await opened({ context: "away" })).server).toBe("https://127.0.0.1:1");
    await get(await opened({ as: "jane", asGroups: ["devs", "ops"] }), "/api/v1/pods");
    expect(asked.at(-1)?.headers).toMatchObject({ "impersonate-user": "jane", "impersonate-group": "devs, ops" });
  });

  test("says which contexts there are when one is not there", async () => {
    expect(await openCluster({ kubeconfig: file, context: "prod" }, SOON)).toMatchObject({
      ok: false,
      fault: { code: "CLUSTER_CONFIG", hint: "Contexts there: here, away" },
    });
  });

  test.each([
    { that: "is not there", command: "no-such-login-program", args: [], why: "it is not on PATH" },
    { that: "prints no login", args: ["-p", "'not-to-be-shown'"], why: "it gives no login" },
    { that: "fails", args: ["-e", "console.error('not-to-be-shown'); process.exit(1)"], why: "it gives no login" },
  ])("names the login program that $that, and repeats nothing that it printed", async (program) => {
    const { command = process.execPath, args, why } = program;
    const exec = { apiVersion: "client.authentication.k8s.io/v1", command, args, interactiveMode: "Never" };
    const config = {
      "current-context": "here",
      clusters: [{ name: "here", cluster: { server: "https://127.0.0.1:1" } }],
      users: [{ name: "dev", user: { exec } }],
      contexts: [{ name: "here", context: { cluster: "here", user: "dev" } }],
    };
    const path = join(folder, "exec");
    writeFileSync(path, JSON.stringify(config));
    const access = await openCluster({ kubeconfig: path }, SOON);
    expect(access).toMatchObject({ ok: false, fault: { code: "CLUSTER_CONFIG" } });
    const told = access.ok ? "" : access.fault.message + (access.fault.hint ?? "");
    expect(told).toContain(JSON.stringify(command));
    expect(told).toContain(why);
    expect(told.replace(JSON.stringify(command), "")).not.toContain("not-to-be-shown");
  });

  test("says that a kubeconfig is not there, or is none", async () => {
    expect(await openCluster({ kubeconfig: join(folder, "none") }, SOON)).toMatchObject({
      fault: { code: "CLUSTER_CONFIG" },
    });
    writeFileSync(join(folder, "broken"), "users:\n- user: {token: not-to-be-shown}\napiVersion: [\n");
    const broken = await openCluster({ kubeconfig: join(folder, "broken") }, SOON);
    expect(broken).toMatchObject({ fault: { code: "CLUSTER_CONFIG" } });
    expect(JSON.stringify(broken)).toMatch(/line [34]/);
    expect(JSON.stringify(broken)).not.toContain("not-to-be-shown");
  });

  test.each([
    ["away", "/api/v1/pods", "CLUSTER_UNREACHABLE", "connection refused"],
    ["here", "/login", "CLUSTER_ANSWER", "does not answer like an API server"],
    ["here", "/hangs", "CLUSTER_TIMEOUT", "no answer in time"],
  ])("tells in context %s at %s what went wrong, without the token", async (...[context, path, code, said]) => {
    const answer = await get(await opened({ context }), path, 300);
    expect(answer).toMatchObject({ ok: false, fault: { code } });
    expect(JSON.stringify(answer)).toContain(said);
    expect(JSON.stringify(answer)).not.toContain("not-to-be-shown");
  });
});
