import * as fc from "fast-check";
import { expect, test } from "vitest";

import { LIMITS } from "../limits.ts";
import { digestOf, pushBlob, startUpload } from "../test-push.ts";
import { errorCode, open } from "../test-registry.ts";

// Expectations: OCI distribution-spec 1.1, "Push". The conformance program in test/contract asks for the rest.
const shown = ({ status, headers }: Response): unknown[] => [status, headers.get("range")];

test("createRegistry() takes a blob in parts, each of which has to begin where the last one ended", async () => {
  const { ask } = open();
  const upload = await startUpload(ask, "new/app");
  const patch = (range: string, body: string) =>
    ask(upload, { method: "PATCH", body, headers: { "content-range": range } });

  expect(shown(await patch("0-4", "Hello"))).toEqual([202, "0-4"]);
  expect(shown(await patch("7-8", "ld"))).toEqual([416, "0-4"]);
  expect(shown(await patch("5-6", "too long"))).toEqual([416, "0-4"]);
  expect(shown(await ask(upload))).toEqual([204, "0-4"]);
  const done = await ask(`${upload}?digest=${digestOf("Hello world")}`, { method: "PUT", body: " world" });

  expect([done.status, done.headers.get("docker-content-digest")]).toEqual([201, digestOf("Hello world")]);
  expect(await (await ask(done.headers.get("location") ?? "")).text()).toBe("Hello world");
});

test("createRegistry() makes the same blob of any parts, with and without their ranges", async () => {
  const { ask } = open();
  const cut = fc.array(fc.record({ text: fc.string({ minLength: 1, unit: "grapheme-ascii" }), ranged: fc.boolean() }));
  const law = fc.asyncProperty(cut, async (parts) => {
    const upload = await startUpload(ask, "new/app");
    let size = 0;
    for (const { text, ranged } of parts) {
      const headers = ranged ? { "content-range": `${size}-${size + text.length - 1}` } : {};
      expect((await ask(upload, { method: "PATCH", body: text, headers })).status).toBe(202);
      size += text.length;
    }
    const whole = parts.map(({ text }) => text).join("");
    expect((await ask(`${upload}?digest=${digestOf(whole)}`, { method: "PUT" })).status).toBe(201);
    expect(await (await ask(`/v2/new/app/blobs/${digestOf(whole)}`)).text()).toBe(whole);
  });

  await fc.assert(law);
});

test.each([
  ["another content", digestOf("other")],
  ["no digest", ""],
  ["an unknown algorithm", "sha384:00"],
])("createRegistry() refuses an upload that ends with %s", async (_, digest) => {
  const { ask } = open();
  const response = await ask(`${await startUpload(ask, "new/app")}?digest=${digest}`, { method: "PUT", body: "Hello" });

  expect([response.status, await errorCode(response)]).toEqual([400, "DIGEST_INVALID"]);
});

test("createRegistry() verifies SHA-512 digests as well", async () => {
  const { ask } = open();
  const digest = digestOf("Hello", "sha512");
  const put = async (body: string): Promise<number> =>
    (await ask(`${await startUpload(ask, "new/app")}?digest=${digest}`, { method: "PUT", body })).status;

  expect([await put("Hallo"), await put("Hello")]).toEqual([400, 201]);
  expect(await (await ask(`/v2/new/app/blobs/${digest}`)).text()).toBe("Hello");
});

test("createRegistry() knows no upload that was cancelled, finished or begun elsewhere", async () => {
  const { ask } = open();
  const [cancelled, finished, elsewhere] = await Promise.all([1, 2, 3].map(() => startUpload(ask, "new/app")));
  expect((await ask(cancelled ?? "", { method: "DELETE" })).status).toBe(204);
  await ask(`${finished}?digest=${digestOf("")}`, { method: "PUT" });

  for (const path of [cancelled, finished, elsewhere?.replace("new/app", "team/web")]) {
    const response = await ask(path ?? "");
    expect([response.status, await errorCode(response)]).toEqual([404, "BLOB_UPLOAD_UNKNOWN"]);
  }
});

test("createRegistry() mounts a blob of another repository, and opens an upload where it cannot", async () => {
  const { ask } = open();
  await pushBlob(ask, "new/app", "Hello");
  const mount = async (digest: string, from: string): Promise<number> =>
    (await ask(`/v2/team/other/blobs/uploads/?mount=${digest}&from=${from}`, { method: "POST" })).status;

  expect(await mount(digestOf("Hello"), "team/web")).toBe(202);
  expect(await mount(digestOf("Hello"), "new/app")).toBe(201);
  expect(await (await ask(`/v2/team/other/blobs/${digestOf("Hello")}`)).text()).toBe("Hello");
});

test("createRegistry() gives ranges of what was pushed, and none of nothing", async () => {
  const { ask } = open();
  await pushBlob(ask, "new/app", "Hello");
  await pushBlob(ask, "new/app", "");
  const part = async (content: string): Promise<unknown[]> => {
    const response = await ask(`/v2/new/app/blobs/${digestOf(content)}`, { headers: { range: "bytes=1-3" } });
    return [response.status, await response.text()];
  };

  expect(await part("Hello")).toEqual([206, "ell"]);
  expect(await part("")).toEqual([416, ""]);
});

test("createRegistry() refuses a blob that is too large, and forgets the oldest of too many uploads", async () => {
  const { ask } = open();
  const huge = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(LIMITS.blobBytes / 4)),
  });
  const first = await startUpload(ask, "new/app");
  const response = await ask(first, { method: "PATCH", body: huge, duplex: "half" });
  expect([response.status, await errorCode(response)]).toEqual([413, "SIZE_INVALID"]);

  for (let more = 0; more < LIMITS.uploads; more += 1) await startUpload(ask, "new/app");
  expect((await ask(first)).status).toBe(404);
});

test("createRegistry() keeps nothing of a part whose client goes away", async () => {
  const { ask, registry } = open();
  const upload = await startUpload(ask, "new/app");
  const patch = async (body: ReadableStream, signal?: AbortSignal): Promise<Response> =>
    registry.fetch(new Request(`https://registry.example${upload}`, { method: "PATCH", body, duplex: "half" }), signal);
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("gone")) });
  const silent = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(3)) });
  const leaving = new AbortController();

  expect((await patch(broken)).type).toBe("error");
  const waiting = patch(silent, leaving.signal);
  leaving.abort();
  expect((await waiting).type).toBe("error");
  expect(shown(await ask(upload))).toEqual([204, "0-0"]);
});
