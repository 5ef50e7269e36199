import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { MEDIA_TYPES } from "../../../kinds/index.ts";
import { errorCode, image, open } from "../test-registry.ts";

// Expectations: OCI distribution-spec 1.1 and RFC 9110.
test.each(["/v2/", "/v2"])("createRegistry() answers the ping at %s", async (path) => {
  const { ask } = open();

  expect((await ask(path)).status).toBe(200);
});

test("createRegistry() serves manifests by tag and by digest, GET and HEAD alike", async () => {
  const { ask } = open();
  const byTag = await ask("/v2/team/web/manifests/1.0");
  const bytes = new Uint8Array(await byTag.arrayBuffer());
  const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

  const head = await ask("/v2/team/web/manifests/1.0", { method: "HEAD" });
  const byDigest = await ask(`/v2/team/web/manifests/${digest}`);

  for (const response of [byTag, head, byDigest]) {
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(MEDIA_TYPES.ociIndex);
    expect(response.headers.get("content-length")).toBe(String(bytes.length));
    expect(response.headers.get("docker-content-digest")).toBe(digest);
  }
  expect(await head.text()).toBe("");
  expect(new Uint8Array(await byDigest.arrayBuffer())).toEqual(bytes);
});

test.each([
  ["/v2/team/web/manifests/nope", "GET", "404 MANIFEST_UNKNOWN"],
  ["/v2/team/web/manifests/.INVALID_MANIFEST_NAME", "GET", "404 MANIFEST_UNKNOWN"],
  [`/v2/team/web/manifests/sha256:${"0".repeat(64)}`, "GET", "404 MANIFEST_UNKNOWN"],
  [`/v2/team/web/blobs/sha256:${"0".repeat(64)}`, "GET", "404 BLOB_UNKNOWN"],
  ["/v2/team/nope/manifests/1.0", "GET", "404 NAME_UNKNOWN"],
  ["/v2/team/nope/tags/list", "GET", "404 NAME_UNKNOWN"],
  ["/v2/Team/web/manifests/1.0", "GET", "400 NAME_INVALID"],
  ["/v2/team/web/manifests/sha256:totallywrong", "PUT", "400 DIGEST_INVALID"],
  ["/v2/team/web/blobs/sha256:wrong", "GET", "400 DIGEST_INVALID"],
  [`/v2/team/web/blobs/sha512:${"0".repeat(128)}`, "GET", "404 BLOB_UNKNOWN"],
  ["/v2/team/web/blobs/sha384:00", "GET", "400 DIGEST_INVALID"],
  ["/v2/team/web/manifests/1.0", "POST", "405 UNSUPPORTED"],
  ["/v2/team/web/tags/list", "DELETE", "405 UNSUPPORTED"],
  ["/v2/team/web/blobs/uploads/", "GET", "405 UNSUPPORTED"],
  ["/v2/team/web/blobs/uploads/nope", "PATCH", "404 BLOB_UPLOAD_UNKNOWN"],
  ["/v2/team/web/nope", "GET", "404 UNSUPPORTED"],
])("createRegistry() answers %s (%s) with %s", async (path, method, expected) => {
  const response = await open().ask(path, { method });

  expect(`${response.status} ${await errorCode(response)}`).toBe(expected);
});

test("createRegistry() answers HEAD of what is not there without a body", async () => {
  const response = await open().ask("/v2/team/web/manifests/nope", { method: "HEAD" });

  expect([response.status, await response.text()]).toEqual([404, ""]);
});

test("createRegistry() gives an index only to clients that accept indexes", async () => {
  const { ask } = open();
  const accept = (types: string): RequestInit => ({ headers: { accept: types } });

  expect((await ask("/v2/team/web/manifests/1.0", accept(MEDIA_TYPES.ociManifest))).status).toBe(404);
  expect((await ask("/v2/team/web/manifests/1.0", accept(`${MEDIA_TYPES.dockerList}, */*`))).status).toBe(200);
  expect((await ask("/v2/team/web/manifests/single", accept(MEDIA_TYPES.ociManifest))).status).toBe(200);
});

test("createRegistry() serves ranges of blobs (RFC 9110, 14)", async () => {
  const { ask } = open();
  const manifest = (await (await ask("/v2/team/web/manifests/single")).json()) as { layers: { digest: string }[] };
  const path = `/v2/team/web/blobs/${manifest.layers[0]?.digest}`;
  const whole = new Uint8Array(await (await ask(path)).arrayBuffer());
  const ranged = async (range: string): Promise<unknown[]> => {
    const response = await ask(path, { headers: { range } });
    const body = new Uint8Array(await response.arrayBuffer());
    return [response.status, response.headers.get("content-range"), body];
  };

  expect(await ranged("bytes=100-199")).toEqual([206, "bytes 100-199/5000", whole.slice(100, 200)]);
  expect(await ranged("bytes=4990-")).toEqual([206, "bytes 4990-4999/5000", whole.slice(4990)]);
  expect(await ranged("bytes=-10")).toEqual([206, "bytes 4990-4999/5000", whole.slice(4990)]);
  expect(await ranged("bytes=4990-9999")).toEqual([206, "bytes 4990-4999/5000", whole.slice(4990)]);
  expect(await ranged("bytes=5000-")).toEqual([416, "bytes */5000", new Uint8Array()]);
});

test("createRegistry() lists tags in pages whose links lead through all of them", async () => {
  const tags = ["b", "A", "c", "1.10", "1.9"].map((tag) => ({ ...image, tag }));
  const { ask } = open({ repositories: [{ name: "team/web", public: false, tags }] });
  const pages: unknown[] = [];
  let path: string | undefined = "/v2/team/web/tags/list?n=2";
  while (path !== undefined) {
    const response: Response = await ask(path);
    pages.push(((await response.json()) as { tags: string[] }).tags);
    path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }

  expect(pages).toEqual([["1.10", "1.9"], ["A", "b"], ["c"]]);
  expect(await (await ask("/v2/team/web/tags/list?n=0")).json()).toEqual({ name: "team/web", tags: [] });
  expect((await ask("/v2/team/web/tags/list?n=x")).status).toBe(400);
});

test("createRegistry() answers referrers with an empty index", async () => {
  const response = await open().ask(`/v2/team/web/referrers/sha256:${"0".repeat(64)}`);

  expect(response.headers.get("content-type")).toBe(MEDIA_TYPES.ociIndex);
  expect(await response.json()).toEqual({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [] });
});
