import { describe, expect, test } from "vitest";

import type {
  FaultPoint,
  ImageWorld,
  RegistryAuth,
  RegistryFault,
  RegistryNetwork,
  RegistryWorld,
} from "../../kinds/index.ts";
import { type RecordedPull, RECORDED_PULLS, runtimeOf } from "../../../test/runtime-messages.ts";
import { recordedNode } from "./test-rig.ts";
import { openRuntime, registryWorld } from "./test-runtime.ts";

const image: ImageWorld = { tag: "3.1.0", platforms: ["linux/amd64"], size: 8000, format: "docker" };
const puller = { username: "puller", password: "puller-pass" };

interface Broken {
  readonly image?: Partial<ImageWorld>;
  readonly auth?: RegistryAuth;
  readonly on?: FaultPoint;
  readonly fault?: RegistryFault;
}

const token = (name: string, users: Extract<RegistryAuth, { kind: "token" }>["users"] = []): RegistryAuth => ({
  kind: "token",
  realm: `faults.corp.test/token/${name}`,
  service: "faults",
  users,
});
const status = (code: number, error?: string, message?: string): RegistryFault => ({
  kind: "status",
  status: code,
  ...(error === undefined ? {} : { code: error }),
  ...(message === undefined ? {} : { message }),
});
const ALLOWANCE = "You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit";

/** What the first part of a repository on faults.corp.test means, in a world's words. */
const BROKEN: Readonly<Record<string, Broken>> = {
  good: {},
  notag: { fault: status(404, "MANIFEST_UNKNOWN") },
  noname: { fault: status(404, "NAME_UNKNOWN") },
  bare404: { fault: status(404) },
  basic401: { auth: { kind: "basic", users: [] } },
  bare401: { fault: status(401, "UNAUTHORIZED") },
  scope401: { auth: token("scope401", [{ ...puller, repositories: [] }]) },
  token401: { auth: token("token401") },
  token403: { auth: token("token403"), on: "token", fault: status(403, "DENIED") },
  token429: { auth: token("token429"), on: "token", fault: status(429, "TOOMANYREQUESTS") },
  token500: { auth: token("token500"), on: "token", fault: status(500) },
  tokenhtml: { auth: token("tokenhtml"), on: "token", fault: { kind: "html" } },
  tokenempty: { auth: token("tokenempty"), on: "token", fault: { kind: "empty" } },
  f403: { fault: status(403, "DENIED") },
  f403plain: { fault: status(403) },
  rate429: { fault: status(429, "TOOMANYREQUESTS", ALLOWANCE) },
  rate429after: { fault: { kind: "status", status: 429, code: "TOOMANYREQUESTS", retryAfter: 30_000 } },
  ratebody: { on: "manifest-get", fault: status(429, "TOOMANYREQUESTS", ALLOWANCE) },
  s500: { fault: status(500) },
  s500json: { fault: status(500, "UNKNOWN", "unknown error") },
  s502: { fault: status(502) },
  s503: { fault: status(503, "UNAVAILABLE", "service unavailable") },
  s504: { fault: status(504) },
  blob403: { on: "layer", fault: status(403, "DENIED", "storage account is disabled") },
  blob404: { on: "layer", fault: status(404, "BLOB_UNKNOWN") },
  blob500: { on: "layer", fault: status(500) },
  blob503: { on: "layer", fault: status(503, "UNAVAILABLE", "storage backend unavailable") },
  config404: { on: "config", fault: status(404, "BLOB_UNKNOWN") },
  eof: { on: "manifest", fault: { kind: "connection-reset" } },
  html200: { fault: { kind: "html" } },
  mediatype: { fault: { kind: "media-type", mediaType: "application/vnd.example.thing.v1+json" } },
  octet: { on: "manifest", fault: { kind: "media-type", mediaType: "application/octet-stream" } },
  schema1: {
    on: "manifest",
    fault: { kind: "media-type", mediaType: "application/vnd.docker.distribution.manifest.v1+prettyjws" },
  },
  corrupt: { on: "layer", fault: { kind: "corrupt" } },
  corruptconfig: { on: "config", fault: { kind: "corrupt" } },
  corruptmanifest: { on: "manifest", fault: { kind: "corrupt" } },
  emptyblob: { on: "layer", fault: { kind: "empty" } },
  shortblob: { on: "layer", fault: { kind: "truncate" } },
  longblob: { on: "layer", fault: { kind: "twice" } },
  hang: { fault: { kind: "hang" } },
  offsite: { on: "layer", fault: { kind: "redirect", to: "storage.nosuch.corp.test" } },
  offsiterefused: { on: "layer", fault: { kind: "redirect", to: "down.corp.test" } },
  offsitetls: { on: "layer", fault: { kind: "redirect", to: "selfsigned.corp.test" } },
  loop: { fault: { kind: "redirect" } },
  stall: { on: "layer", fault: { kind: "stall" } },
  arch: { image: { platforms: ["linux/s390x", "linux/arm64"] } },
  winindex: { image: { platforms: ["windows/amd64", "windows/arm64"], format: "oci" } },
  foreign: { image: { platforms: ["linux/s390x"] } },
  chart: { image: { artifact: "chart", format: "oci" } },
  xz: { image: { layer: "xz", format: "oci" } },
  encrypted: { image: { layer: "encrypted", format: "oci" } },
  notgzip: { image: { layer: "not-gzip" } },
  nottar: { image: { layer: "not-tar" } },
  badlink: { image: { layer: "broken-link" } },
  wrongdiff: { image: { layer: "wrong-diff-id" } },
};

/** Hosts that are broken before HTTP. */
const NETWORKS: Readonly<Record<string, RegistryNetwork | RegistryFault>> = {
  "plain.corp.test:5080": { kind: "plain-http" },
  "localhost:5077": { kind: "plain-http" },
  "localhost:5443": { kind: "ok" },
  "selfsigned.corp.test": { kind: "tls-unknown-authority" },
  "wrongname.corp.test": { kind: "tls-wrong-name", names: ["old-registry.corp.test", "cdn.corp.test"] },
  "expired.corp.test": { kind: "tls-expired", since: "2024-06-30T12:00:00Z" },
  "future.corp.test": { kind: "tls-not-yet-valid", from: "2045-01-01T00:00:00Z" },
  "alert.corp.test": { kind: "tls-alert", alert: "handshake failure" },
  "oldtls.corp.test": { kind: "tls-alert", alert: "protocol version not supported" },
  "mtls.corp.test": { kind: "tls-alert", alert: "certificate required" },
  "mute.corp.test": { kind: "tls-silent" },
  "sslv.corp.test": { kind: "not-tls" },
  "empty.corp.test": { kind: "dns-nxdomain" },
  "servfail.corp.test": { kind: "dns-servfail" },
  "refused.corp.test": { kind: "dns-servfail" },
  "slowdns.corp.test": { kind: "dns-timeout" },
  "down.corp.test": { kind: "connection-refused" },
  "silent.corp.test": { kind: "connection-timeout" },
  "noroute.corp.test": { kind: "no-route" },
  "reset.corp.test": { kind: "connection-reset" },
};

const ADDRESSES: Readonly<Record<string, string>> = {
  "down.corp.test": "127.77.0.99",
  "silent.corp.test": "10.77.0.251",
  "noroute.corp.test": "10.77.0.252",
  "reset.corp.test": "127.77.0.27",
};

const web = { name: "team/web", public: false, tags: [{ ...image, tag: "1.0" }] };
const api = { name: "team/api", public: false, tags: [{ ...image, tag: "2.0" }] };
const oci = { name: "team/oci", public: false, tags: [{ ...image, tag: "1.0", format: "oci" as const }] };

const SOUND: readonly RegistryWorld[] = [
  registryWorld({ repositories: [web, api, oci] }),
  registryWorld({ host: "private.corp.test", repositories: [web], auth: { kind: "basic", users: [puller] } }),
  registryWorld({
    host: "token.corp.test",
    repositories: [web],
    auth: { kind: "token", realm: "token.corp.test/auth/token", users: [puller] },
  }),
  registryWorld({
    host: "docker.io",
    repositories: [{ name: "library/nginx", public: true, tags: [{ ...image, tag: "1" }] }],
    auth: { kind: "token", realm: "auth.docker.io", users: [puller] },
  }),
  ...Object.entries(NETWORKS).map(([host, problem]) => brokenHost(host, problem)),
];

function brokenHost(host: string, problem: RegistryNetwork | RegistryFault): RegistryWorld {
  const isFault = /^(?:dns-|connection-|no-route)/.test(problem.kind);
  const address = ADDRESSES[host];
  return registryWorld({
    host,
    repositories: [web],
    ...(address === undefined ? {} : { address }),
    ...(isFault
      ? { faults: [{ from: 0, on: "connect", fault: problem as RegistryFault }] }
      : { network: problem as RegistryNetwork }),
  });
}

function faultsHost({ image: path }: RecordedPull): RegistryWorld[] {
  const [host, name = "", ...rest] = path.replace(/:[^:/]*$/, "").split("/");
  if (host !== "faults.corp.test") return [];
  const { image: fields, auth, on = "any", fault } = BROKEN[name] ?? {};
  const repository = { name: [name, ...rest].join("/"), public: false, tags: [{ ...image, ...fields }] };
  return [
    registryWorld({
      host,
      repositories: [repository],
      ...(auth === undefined ? {} : { auth }),
      ...(fault === undefined ? {} : { faults: [{ from: 0, on, fault }] }),
    }),
  ];
}

/** Why a recorded pull cannot be built as a world; undefined when it can. */
function notExpressible({ runtime, fault, image: path, how = "" }: RecordedPull): string | undefined {
  if (path.includes("/garbage/")) return "a handler cannot answer with something that is not HTTP";
  if (path.includes("/notjson/")) return "manifests of a world are always JSON";
  if (fault.startsWith("runtime-")) return "the daemon itself fails, not the pull";
  if (fault === "pull-deadline-exceeded") return "the CRI's client gave up, which the kubelet never does";
  if (how.startsWith("image_pull_progress_timeout") && !runtime.includes("1.7")) {
    return "the option had no effect there, so the CRI's client gave up";
  }
  return undefined;
}

/** Without what the recordings say differs from run to run. */
function comparable(text: string): string {
  return text
    .replaceAll(/sha256:[0-9a-f]{64}/g, "sha256:…")
    .replaceAll(/ingest\/[0-9a-f]{64}/g, "ingest/…")
    .replaceAll(/containerd-mount\d+/g, "containerd-mount…")
    .replaceAll(/extract-\d+-[\w-]{4}/g, "extract-…")
    .replaceAll(/127\.0\.0\.1:\d+->/g, "127.0.0.1:…->")
    .replaceAll(/current time \S+ is/g, "current time … is")
    .replaceAll(/expected \d+ bytes but got \d+/g, "expected … bytes but got …")
    .replaceAll(/size validation: \d+ != \d+/g, "size validation: … != …");
}

const title = ({ runtime, fault, image: path, auth, how }: RecordedPull): string =>
  [runtime, fault, path, auth, how].filter(Boolean).join(" | ");

const covered = RECORDED_PULLS.filter((row) => notExpressible(row) === undefined);

describe("pullImage() says what the real runtime said", () => {
  test.each(covered.map((row) => [title(row), row] as const))("%s", async (_, row) => {
    const { pull } = openRuntime({
      name: runtimeOf(row),
      node: recordedNode(row, image.size),
      registries: [...SOUND, ...faultsHost(row)],
    });
    const auth =
      row.auth === "none" ? undefined : { ...puller, ...(row.auth === "wrong" ? { password: "wrong" } : {}) };

    const result = await pull({ image: row.image, ...(auth && { auth }) });

    const said = result.ok ? "pulled" : comparable(`${result.fault.grpcCode}: ${result.fault.message}`);
    expect(said).toBe(row.ok ? "pulled" : comparable(`${row.grpcCode}: ${row.message}`));
  });
});

test("prints which recorded faults worlds can express", () => {
  const counts = new Map<string, [number, number]>();
  const reasons = new Map<string, string>();
  for (const row of RECORDED_PULLS) {
    const reason = notExpressible(row);
    const pair = counts.get(row.fault) ?? [0, 0];
    pair[reason === undefined ? 0 : 1] += 1;
    counts.set(row.fault, pair);
    if (reason !== undefined) reasons.set(`${row.fault} | ${row.image}${row.how ? ` | ${row.how}` : ""}`, reason);
  }
  const lines = [...counts].map(
    ([fault, [yes, no]]) => `${fault.padEnd(34)}${String(yes).padStart(4)}${String(no).padStart(5)}`,
  );
  const left = [...reasons].map(([what, reason]) => `  ${what}: ${reason}`);
  process.stdout.write(
    `\nRecorded messages: covered, not covered\n${lines.join("\n")}\n\nNot covered\n${left.join("\n")}\n`,
  );

  expect(RECORDED_PULLS).toHaveLength(337);
  expect(covered.length).toBeGreaterThan(295);
});
