import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { type Sandbox, startSandbox } from "../../src/cli/sandbox/start.ts";
import { readWorldFile } from "../../src/cli/worlds/read-world-file.ts";

// Real clients meet the registries of a sandbox over TLS, each with what is wrong with it.
const TAGS = 'repositories: [{ name: team/web, public: true, tags: ["1.0"] }]';
const WORLD = `world: 1
title: Registries with TLS
seed: 1
for: 1m
registries:
  - { host: good.example, ${TAGS} }
  - host: token.example
    auth: { kind: token, realm: auth.example, users: [{ username: ci, password: right }] }
    repositories: [{ name: team/web, tags: ["1.0"] }]
  - { host: unknown.example, network: tls-unknown-authority, ${TAGS} }
  - { host: expired.example, network: { kind: tls-expired, since: "2024-06-30T12:00:00Z" }, ${TAGS} }
  - { host: future.example, network: { kind: tls-not-yet-valid, from: "2045-01-01T00:00:00Z" }, ${TAGS} }
  - { host: wrong.example, network: { kind: tls-wrong-name, names: [old-registry.example, cdn.example] }, ${TAGS} }
  - { host: mtls.example, network: { kind: tls-alert, alert: certificate required }, ${TAGS} }
  - { host: old.example, network: { kind: tls-alert, alert: protocol version not supported }, ${TAGS} }
  - { host: plain.example, network: plain-http, ${TAGS} }
  - { host: other.example, network: not-tls, ${TAGS} }
  - host: down.example
    ${TAGS}
    faults: [{ on: connect, fault: { kind: connection-reset } }]
`;

const hasSkopeo = spawnSync("skopeo", ["--version"]).status === 0;
const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const folder = mkdtempSync(join(tmpdir(), "pullwhy-tls-"));
let sandbox: Sandbox;

beforeAll(async () => {
  writeFileSync(join(folder, "world.yaml"), WORLD);
  const world = await readWorldFile(join(folder, "world.yaml"));
  if (!world.ok) throw new Error(world.fault.message);
  const failed = (error: unknown): void => {
    throw error;
  };
  const started = await startSandbox({ world: world.value, name: `tls-${process.pid}`, speed: 1, failed });
  if (!started.ok) throw new Error(started.fault.message);
  sandbox = started.value;
  mkdirSync(join(folder, "certs"));
  copyFileSync(sandbox.registryAuthority, join(folder, "certs/ca.crt"));
});

afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(command: string, ...argv: readonly string[]): Promise<string> {
  const child = spawn(command, argv, { cwd: folder, env: { HOME: folder } });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return out + err;
}

function port(host: string): number {
  return sandbox.registries.get(host) ?? 0;
}

function curl(host: string): Promise<string> {
  const to = `${host}:443:127.0.0.1:${port(host)}`;
  const path = `https://${host}/v2/team/web/manifests/1.0`;
  return run(
    "curl",
    "-sS",
    "--cacert",
    sandbox.registryAuthority,
    "--connect-to",
    to,
    path,
    "-o",
    "/dev/null",
    "-w",
    "%{http_code}",
  );
}

describe.skipIf(!hasCurl)("curl with the sandbox's authority", () => {
  test.each([
    ["good.example", /^200$/],
    ["token.example", /^401$/],
    ["unknown.example", /unable to get local issuer certificate|unable to get issuer certificate/],
    ["expired.example", /certificate has expired/],
    ["future.example", /certificate is not yet valid/],
    ["wrong.example", /no alternative certificate subject name matches target host name/],
    ["mtls.example", /alert certificate required/],
    ["plain.example", /wrong version number/],
    ["down.example", /reset/i],
  ])("meets %s", async (host, said) => {
    expect(await curl(host)).toMatch(said);
  });

  test("needs no TLS on the same port, but where nothing is to be reached", async () => {
    const plainly = (host: string): Promise<string> =>
      run("curl", "-sS", `http://localhost:${port(host)}/v2/`, "-o", "/dev/null", "-w", "%{http_code}");
    expect(await plainly("good.example")).toBe("200");
    expect(await plainly("down.example")).toMatch(/Empty reply|reset/);
  });
});

// The words after the URL are Go's; containerd, which is Go too, was recorded with the same.
describe.skipIf(!hasSkopeo)("skopeo says of TLS what the recorded containerd said", () => {
  const inspect = (host: string, ...flags: readonly string[]): Promise<string> => {
    const image = `docker://localhost:${port(host)}/team/web:1.0`;
    return run("skopeo", "inspect", "--retry-times", "0", "--cert-dir", join(folder, "certs"), ...flags, image);
  };

  test("pulls with a login over TLS, token service and all", async () => {
    expect(await inspect("token.example", "--creds", "ci:right")).toContain('"Digest": "sha256:');
    expect(await inspect("good.example")).toContain('"Digest": "sha256:');
  });

  test.each([
    ["unknown.example", "x509: certificate signed by unknown authority"],
    ["expired.example", "x509: certificate has expired or is not yet valid: current time "],
    ["expired.example", " is after 2024-06-30T12:00:00Z"],
    ["future.example", " is before 2045-01-01T00:00:00Z"],
    ["wrong.example", "x509: certificate is valid for old-registry.example, cdn.example, not localhost"],
    ["mtls.example", "remote error: tls: certificate required"],
    ["old.example", "remote error: tls: protocol version not supported"],
    ["plain.example", "http: server gave HTTP response to HTTPS client"],
    ["other.example", "tls: first record does not look like a TLS handshake"],
    ["down.example", "connection reset by peer"],
  ])("%s: %s", async (host, said) => {
    expect(await inspect(host)).toContain(said);
  });
});
