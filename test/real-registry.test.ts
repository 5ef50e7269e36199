import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { ManualClock, Secret } from "../src/base/index.ts";
import { createHttpsTransport } from "../src/node/index.ts";
import {
  askRegistry,
  DEFAULT_LIMITS,
  type RegistryCredential,
  type RegistryQuestion,
  RegistrySession,
} from "../src/registry/index.ts";

/** The distribution project's registry is the witness: Debian's package `docker-registry`. */
const BINARY = process.env["DOCKER_REGISTRY"] ?? "docker-registry";
const present = spawnSync(BINARY, ["--version"]).status === 0;
const name = "a real docker-registry with htpasswd";

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const INDEX = "application/vnd.oci.image.index.v1+json";
/** The password `right-password`, by libcrypt. */
const USERS = "ci:$2y$05$abcdefghijklmnopqrstuuBO.kmgTJhdt40M5ZyHgFmcpBdUb9aS.\n";
const BASIC = { authorization: `Basic ${btoa("ci:right-password")}` };
const right: RegistryCredential = { kind: "login", username: "ci", password: new Secret("right-password") };
const wrong: RegistryCredential = { kind: "login", username: "ci", password: new Secret("wrong-password") };

let folder: string;
let registry: ChildProcess;
let host: string;
let indexDigest: string;

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

function config(): string {
  return `version: 0.1
storage:
  filesystem:
    rootdirectory: ${join(folder, "data")}
  delete:
    enabled: true
http:
  addr: ${host}
auth:
  htpasswd:
    realm: test
    path: ${join(folder, "htpasswd")}
log:
  level: error
`;
}

async function answering(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await fetch(`http://${host}/v2/`).catch(() => undefined);
    if (up !== undefined) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("docker-registry does not answer");
}

function digestOf(content: string): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

async function pushBlob(repository: string, content: string): Promise<{ digest: string; size: number }> {
  const begun = await fetch(`http://${host}/v2/${repository}/blobs/uploads/`, { method: "POST", headers: BASIC });
  const target = new URL(begun.headers.get("location") ?? "", `http://${host}`);
  const digest = digestOf(content);
  target.searchParams.set("digest", digest);
  const put = await fetch(target, { method: "PUT", headers: BASIC, body: content });
  expect(put.status).toBe(201);
  return { digest, size: content.length };
}

async function pushManifest(
  path: string,
  document: { readonly mediaType: string; readonly [field: string]: unknown },
): Promise<string> {
  const headers = { ...BASIC, "content-type": document.mediaType };
  const body = JSON.stringify(document);
  const put = await fetch(`http://${host}/v2/${path}`, { method: "PUT", headers, body });
  expect(put.status).toBe(201);
  return digestOf(body);
}

async function pushImage(repository: string, architecture: string): Promise<{ digest: string; layer: string }> {
  const config = await pushBlob(
    repository,
    JSON.stringify({ os: "linux", architecture, rootfs: { type: "layers", diff_ids: [] } }),
  );
  const layer = await pushBlob(repository, `a layer for ${architecture}`);
  const digest = await pushManifest(`${repository}/manifests/${architecture}`, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: "application/vnd.oci.image.config.v1+json", ...config },
    layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar", ...layer }],
  });
  return { digest, layer: layer.digest };
}

async function fill(): Promise<void> {
  const images = [];
  for (const architecture of ["amd64", "arm64"]) {
    const { digest } = await pushImage("team/web", architecture);
    images.push({ mediaType: MANIFEST, digest, size: 1, platform: { os: "linux", architecture } });
  }
  indexDigest = await pushManifest("team/web/manifests/1.4.2", {
    schemaVersion: 2,
    mediaType: INDEX,
    manifests: images,
  });
  const broken = await pushImage("team/broken", "amd64");
  await fetch(`http://${host}/v2/team/broken/blobs/${broken.layer}`, { method: "DELETE", headers: BASIC });
}

type Fields = Omit<Partial<RegistryQuestion>, "credential"> & { readonly credential?: RegistryCredential | undefined };

async function ask(path: string, tag: string, { credential, ...fields }: Fields = { credential: right }) {
  const policy = { hosts: [host], realms: [], plainHttp: [], redirects: [], limits: DEFAULT_LIMITS };
  const transport = createHttpsTransport({ proxyFor: () => "" });
  const session = new RegistrySession({ transport, clock: new ManualClock(Date.now()), policy });
  const image = { host, path, tag, digest: "" };
  return askRegistry(
    session,
    { image, ...(credential === undefined ? {} : { credential }), ...fields },
    AbortSignal.timeout(20_000),
  );
}

describe.skipIf(!present)(present ? name : `${name}: skipped, ${BINARY} is not on PATH`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pullwhy-registry-"));
    host = `127.0.0.1:${await freePort()}`;
    writeFileSync(join(folder, "htpasswd"), USERS);
    writeFileSync(join(folder, "config.yml"), config());
    registry = spawn(BINARY, ["serve", join(folder, "config.yml")], { stdio: "ignore" });
    await answering();
    await fill();
  }, 30_000);

  afterAll(async () => {
    const ended = new Promise((done) => registry.once("exit", done));
    registry.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  test("nobody gets the answer that a login is wanted", async () => {
    const { answer, evidence } = await ask("team/web", "1.4.2", {});

    expect(answer).toMatchObject({ kind: "wants-login", scheme: "basic", errors: [{ code: "UNAUTHORIZED" }] });
    expect(evidence[0]?.result).toMatchObject({ kind: "fault", fault: { code: "TRANSPORT_PLAIN_HTTP" } });
  });

  test("a wrong password is refused by the registry", async () => {
    expect((await ask("team/web", "1.4.2", { credential: wrong })).answer).toMatchObject({
      kind: "login-refused",
      by: "registry",
      status: 401,
    });
  });

  test("an index, its platforms, its blobs", async () => {
    const platform = { os: "linux", architecture: "arm64" };

    expect((await ask("team/web", "1.4.2")).answer).toMatchObject({
      kind: "found",
      digest: indexDigest,
      mediaType: INDEX,
    });
    expect((await ask("team/web", "1.4.2", { credential: right, platform, blobs: true })).answer).toMatchObject({
      kind: "found",
      digest: indexDigest,
      platforms: ["linux/amd64", "linux/arm64"],
      layers: [{ size: "a layer for arm64".length }],
    });
    expect((await ask("team/web", "amd64", { credential: right, platform })).answer).toMatchObject({
      kind: "platform-missing",
      has: ["linux/amd64"],
    });
  });

  test("a missing tag, a missing repository", async () => {
    expect((await ask("team/web", "1.4.3")).answer).toMatchObject({
      kind: "not-found",
      what: "tag",
      code: "MANIFEST_UNKNOWN",
      nearTags: ["1.4.2"],
      tags: { read: 3, complete: true },
    });
    expect((await ask("team/wbe", "1.4.2")).answer).toMatchObject({
      kind: "not-found",
      what: "repository",
      code: "NAME_UNKNOWN",
    });
  });

  test("a layer that is gone although its manifest is there", async () => {
    expect((await ask("team/broken", "amd64", { credential: right, blobs: true })).answer).toMatchObject({
      kind: "blob-missing",
      missing: [expect.stringMatching(/^sha256:/)],
    });
  });
});
