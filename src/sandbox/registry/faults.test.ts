import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import type { RegistryFault } from "../../kinds/index.ts";
import { manifestOf, pushBlob, putManifest } from "./test-push.ts";
import { errorCode, image, open, START } from "./test-registry.ts";

const MANIFEST = "/v2/team/web/manifests/single";
const faulty = (fault: RegistryFault, fields: object = {}) =>
  open({ faults: [{ from: 0, on: "any", ...fields, fault }] });

test("a status fault answers with an OCI error, and ends at `until`", async () => {
  const fault = { kind: "status", status: 429, code: "TOOMANYREQUESTS", retryAfter: 30_000 } as const;
  const { ask, clock } = faulty(fault, { until: 5000 });

  const response = await ask(MANIFEST);

  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "30"]);
  expect(await errorCode(response)).toBe("TOOMANYREQUESTS");
  await clock.runUntil(START + 5000);
  expect((await ask(MANIFEST)).status).toBe(200);
});

test("a fault acts on its repository and its requests only", async () => {
  const fault = { kind: "status", status: 500 } as const;
  const head = { method: "HEAD" };

  expect((await faulty(fault, { repository: "team/*" }).ask(MANIFEST)).status).toBe(500);
  expect((await faulty(fault, { repository: "other/*" }).ask(MANIFEST)).status).toBe(200);
  expect((await faulty(fault, { on: "blob" }).ask(MANIFEST)).status).toBe(200);
  expect((await faulty(fault, { on: "manifest-get" }).ask(MANIFEST, head)).status).toBe(200);
  expect((await faulty(fault, { on: "manifest-get" }).ask(MANIFEST)).status).toBe(500);
});

test("a corrupt manifest keeps its digest header and its length, not its digest", async () => {
  const response = await faulty({ kind: "corrupt" }).ask(MANIFEST);
  const bytes = new Uint8Array(await response.arrayBuffer());

  expect(response.headers.get("content-length")).toBe(String(bytes.length));
  expect(response.headers.get("docker-content-digest")).not.toContain(createHash("sha256").update(bytes).digest("hex"));
});

test("a cut connection is no answer, a body that breaks off errors in the middle", async () => {
  const cut = await faulty({ kind: "connection-reset" }, { on: "manifest" }).ask(MANIFEST);
  const truncated = await faulty({ kind: "truncate" }).ask(MANIFEST);
  const reader = truncated.body?.getReader();

  expect(cut.type).toBe("error");
  expect((await reader?.read())?.value?.length).toBe(Number(truncated.headers.get("content-length")) >> 1);
  await expect(reader?.read()).rejects.toThrow("cut");
});

test("a slow body takes its time on the clock, a hanging one until the client gives up", async () => {
  const { ask, clock } = faulty({ kind: "slow", bytesPerSecond: 100 });
  const size = Number((await ask(MANIFEST, { method: "HEAD" })).headers.get("content-length"));
  let done = 0;
  clock.start(async () => {
    await (await ask(MANIFEST)).text();
    done = clock.now();
  });
  await clock.runUntil(START + 60_000);
  expect(done - START).toBeCloseTo(size * 10, 3);

  const hanging = faulty({ kind: "hang" });
  const client = new AbortController();
  let gone = 0;
  hanging.clock.start(async () => {
    await hanging.registry.fetch(new Request(`https://registry.example${MANIFEST}`), client.signal);
    gone = hanging.clock.now();
  });
  hanging.clock.start(async () => {
    await hanging.clock.sleep(4000);
    client.abort();
  });
  await hanging.clock.runUntil(START + 60_000);
  expect(gone - START).toBe(4000);
});

test("connect() tells what a client meets before HTTP", () => {
  const expired = { kind: "tls-expired", since: "2024-06-30T12:00:00Z" } as const;
  const down = {
    from: 0,
    until: 5,
    on: "connect",
    repository: "team/*",
    fault: { kind: "connection-refused" },
  } as const;
  const { registry } = open({ network: expired, faults: [down] });

  expect(registry.connect("team/web")).toEqual({ kind: "connection-refused" });
  expect(registry.connect("other/web")).toEqual(expired);
});

test("change() pushes, untags, breaks and repairs", async () => {
  const { ask, registry } = open();
  const status = async (tag: string): Promise<number> => (await ask(`/v2/team/web/manifests/${tag}`)).status;
  const digest = (await ask("/v2/team/web/manifests/1.0")).headers.get("docker-content-digest") ?? "";

  registry.change({ push: { repository: "team/web", image: { ...image, tag: "2.0", content: "new" } } });
  registry.change({ untag: { repository: "team/web", tag: "1.0" } });
  expect([await status("2.0"), await status("1.0"), await status(digest)]).toEqual([200, 404, 200]);

  registry.change({ fault: { on: "any", fault: { kind: "status", status: 503 } } });
  expect(await status("2.0")).toBe(503);
  registry.change({ repair: true });
  expect(await status("2.0")).toBe(200);
});

test("change() opens a repository to everybody, closes it, and now() says which", async () => {
  const { ask, registry } = open({ auth: { kind: "basic", users: [{ username: "puller", password: "secret" }] } });
  const seen: unknown[] = [(await ask(MANIFEST)).status];
  for (const isPublic of [true, false]) {
    registry.change({ visibility: { repository: "team/web", public: isPublic } });
    seen.push((await ask(MANIFEST)).status, registry.now()?.repositories[0]?.public);
  }
  expect(seen).toEqual([401, 200, true, 401, false]);
});

test("a fault of manifests refuses a push and takes nothing; faults of content leave pushes alone", async () => {
  const push = async (fault: RegistryFault, fields: object = {}): Promise<number[]> => {
    const { ask } = open({ faults: [{ from: 0, on: "manifest", until: 5000, ...fields, fault }] });
    for (const content of ["{}", "layer"]) await pushBlob(ask, "team/new", content);
    const put = await putManifest(ask, "/v2/team/new/manifests/1.0", manifestOf("layer"));
    const { tags } = (await (await ask("/v2/team/new/tags/list")).json()) as { tags: string[] };
    return [put.status, tags.length];
  };

  expect(await push({ kind: "status", status: 503 })).toEqual([503, 0]);
  expect(await push({ kind: "status", status: 503 }, { on: "manifest-get" })).toEqual([201, 1]);
  expect(await push({ kind: "corrupt" })).toEqual([201, 1]);
  expect(await push({ kind: "truncate" })).toEqual([201, 1]);
});

test("an allowance is told in Docker Hub's headers, and a refusal behind it leaves HEAD as it is", async () => {
  const allowance = { kind: "allowance", limit: 100, remaining: 0, window: 21_600_000, source: "192.0.2.7" } as const;
  const used = { kind: "status", status: 429, code: "TOOMANYREQUESTS" } as const;
  const { ask, clock } = open({
    faults: [
      { from: 0, on: "manifest", fault: allowance },
      { from: 5000, on: "manifest-get", fault: used },
    ],
  });
  const told = ({ headers }: Response) =>
    ["ratelimit-limit", "ratelimit-remaining", "docker-ratelimit-source"].map((name) => headers.get(name));
  const shown = ["100;w=21600", "0;w=21600", "192.0.2.7"];

  expect(told(await ask(MANIFEST))).toEqual(shown);
  await clock.runUntil(START + 5000);
  expect((await ask(MANIFEST)).status).toBe(429);
  expect(told(await ask(MANIFEST, { method: "HEAD" }))).toEqual(shown);
});

test("a share of the requests is hit, spread evenly, and the others are not", async () => {
  const { ask } = faulty({ kind: "status", status: 503 }, { share: 25 });
  const statuses: number[] = [];
  for (let request = 0; request < 8; request += 1) statuses.push((await ask(MANIFEST)).status);
  expect(statuses).toEqual([200, 200, 200, 503, 200, 200, 200, 503]);
});

test("a fault for one client spares the others", async () => {
  const { ask, registry } = faulty({ kind: "status", status: 503 }, { client: "skopeo" });
  expect((await ask(MANIFEST, { headers: { "user-agent": "skopeo/1.9.3" } })).status).toBe(503);
  expect((await ask(MANIFEST, { headers: { "user-agent": "crane/0.20.2" } })).status).toBe(200);
  const { registry: other } = faulty({ kind: "connection-refused" }, { client: "node-2" });
  expect(registry.connect("team/web", { node: "node-1" }).kind).toBe("ok");
  expect(other.connect("team/web", { node: "node-1" }).kind).toBe("ok");
  expect(other.connect("team/web", { node: "node-2" }).kind).toBe("connection-refused");
});

test.each(["tls-unknown-authority", "plain-http", "tls-silent", "not-tls"] as const)(
  "%s as a fault is met before HTTP, and cuts no answer",
  async (kind) => {
    const { registry, ask, clock } = faulty({ kind }, { until: 5000 });
    expect(registry.connect("team/web")).toEqual({ kind });
    expect((await ask(MANIFEST)).status).toBe(200);
    await clock.runUntil(START + 5000);
    expect(registry.connect("team/web")).toEqual({ kind: "ok" });
  },
);

test("a platform that goes missing is missing behind the tag, and the rest can be fetched", async () => {
  const { ask } = faulty({ kind: "missing-platform", platform: "linux/amd64" });
  const index = (await (await ask("/v2/team/web/manifests/1.0")).json()) as {
    manifests: { digest: string; platform: { architecture: string } }[];
  };
  expect(index.manifests.map(({ platform }) => platform.architecture)).not.toContain("amd64");
  const statuses = await Promise.all(index.manifests.map(({ digest }) => ask(`/v2/team/web/manifests/${digest}`)));
  expect(statuses.map(({ status }) => status)).toEqual(index.manifests.map(() => 200));
});
