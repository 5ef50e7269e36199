import { beforeEach, expect, test } from "vitest";

import { MEDIA_TYPES } from "../../../kinds/index.ts";
import { LIMITS } from "../limits.ts";
import { describe, digestOf, manifestOf, pushBlob, putManifest } from "../test-push.ts";
import { errorCode, image, open } from "../test-registry.ts";

// Expectations: OCI distribution-spec 1.1 and image-spec 1.1.
let { ask, registry } = open();
beforeEach(async () => {
  ({ ask, registry } = open());
  for (const content of ["{}", "layer"]) await pushBlob(ask, "team/new", content);
});

const manifest = manifestOf("layer");
const json = async (response: Response): Promise<unknown> => response.json();

test("createRegistry() serves a pushed manifest by its tag and its digest, byte for byte", async () => {
  const put = await putManifest(ask, "/v2/team/new/manifests/1.0", manifest);

  expect([put.status, put.headers.get("docker-content-digest")]).toEqual([201, digestOf(manifest)]);
  for (const path of [put.headers.get("location") ?? "", "/v2/team/new/manifests/1.0"]) {
    const got = await ask(path);
    expect([got.headers.get("content-type"), await got.text()]).toEqual([MEDIA_TYPES.ociManifest, manifest]);
  }
  expect((await ask("/v2/team/new/manifests/1.0", { headers: { accept: MEDIA_TYPES.ociIndex } })).status).toBe(404);
});

test.each([
  ["no JSON", "nope", "MANIFEST_INVALID"],
  ["another schema", manifestOf("layer", { schemaVersion: 1 }), "MANIFEST_INVALID"],
  ["another media type", manifestOf("layer", { mediaType: MEDIA_TYPES.ociIndex }), "MANIFEST_INVALID"],
  ["no config", manifestOf("layer", { config: undefined }), "MANIFEST_INVALID"],
  ["a bad layer", manifestOf("layer", { layers: [{ digest: "sha256:00" }] }), "MANIFEST_INVALID"],
  ["manifests in it", manifestOf("layer", { manifests: [] }), "MANIFEST_INVALID"],
  ["a layer that is not there", manifestOf("other"), "MANIFEST_BLOB_UNKNOWN"],
])("createRegistry() refuses a manifest with %s", async (_, body, code) => {
  const response = await putManifest(ask, "/v2/team/new/manifests/1.0", body);

  expect([response.status, await errorCode(response)]).toEqual([400, code]);
  expect((await ask("/v2/team/new/manifests/1.0")).status).toBe(404);
});

test("createRegistry() refuses a manifest of another digest, a tag that is none, and what is too large", async () => {
  const put = async (reference: string, body: string): Promise<unknown[]> => {
    const response = await putManifest(ask, `/v2/team/new/manifests/${reference}`, body);
    return [response.status, await errorCode(response)];
  };

  expect(await put(digestOf("other"), manifest)).toEqual([400, "DIGEST_INVALID"]);
  expect(await put(".hidden", manifest)).toEqual([400, "MANIFEST_INVALID"]);
  expect(await put("1.0", manifest + " ".repeat(LIMITS.manifestBytes))).toEqual([413, "SIZE_INVALID"]);
});

test("createRegistry() takes an index of manifests that it has, and layers that others give out", async () => {
  const foreign = { ...describe(MEDIA_TYPES.ociLayerGzip, "gone"), urls: ["https://files.example/gone"] };
  const windows = manifestOf("layer", { layers: [foreign] });
  const index = JSON.stringify({ schemaVersion: 2, manifests: [describe(MEDIA_TYPES.ociManifest, windows)] });
  const headers = { "content-type": MEDIA_TYPES.ociIndex };
  const put = async (): Promise<number> =>
    (await ask("/v2/team/new/manifests/all", { method: "PUT", body: index, headers })).status;

  expect(await put()).toBe(400);
  await putManifest(ask, `/v2/team/new/manifests/${digestOf(windows)}`, windows);
  expect(await put()).toBe(201);
});

test("createRegistry() lists referrers, of one artifact type where that is asked for", async () => {
  const subject = describe(MEDIA_TYPES.ociManifest, manifest);
  const annotations = { "org.example.by": "ci" };
  const signature = manifestOf("layer", { subject, artifactType: "example/signature", annotations });
  const other = manifestOf("layer", { subject });
  for (const body of [signature, other]) {
    const put = await putManifest(ask, `/v2/team/new/manifests/${digestOf(body)}`, body);
    expect([put.status, put.headers.get("oci-subject")]).toEqual([201, subject.digest]);
  }
  const path = `/v2/team/new/referrers/${subject.digest}`;
  const signed = { ...describe(MEDIA_TYPES.ociManifest, signature), artifactType: "example/signature", annotations };
  const unsigned = { ...describe(MEDIA_TYPES.ociManifest, other), artifactType: MEDIA_TYPES.ociConfig };

  const all = await ask(path);
  expect(all.headers.get("oci-filters-applied")).toBe(null);
  expect(await json(all)).toMatchObject({ manifests: [signed, unsigned] });
  const some = await ask(`${path}?artifactType=example/signature`);
  expect(some.headers.get("oci-filters-applied")).toBe("artifactType");
  expect(await json(some)).toMatchObject({ manifests: [signed] });
});

test("createRegistry() deletes tags alone, and manifests with their tags", async () => {
  for (const tag of ["a", "b", "c"]) await putManifest(ask, `/v2/team/new/manifests/${tag}`, manifest);
  const remove = async (path: string): Promise<number> => (await ask(path, { method: "DELETE" })).status;

  expect(await remove("/v2/team/new/manifests/a")).toBe(202);
  expect(await json(await ask("/v2/team/new/tags/list"))).toEqual({ name: "team/new", tags: ["b", "c"] });
  expect(await remove(`/v2/team/new/manifests/${digestOf(manifest)}`)).toBe(202);
  expect(await json(await ask("/v2/team/new/tags/list"))).toEqual({ name: "team/new", tags: [] });
  expect(await remove(`/v2/team/new/blobs/${digestOf("layer")}`)).toBe(202);
  expect(await remove(`/v2/team/new/blobs/${digestOf("layer")}`)).toBe(404);
  expect(await remove("/v2/team/new/manifests/a")).toBe(404);
});

test("createRegistry() deletes what the world put there, until the world puts it there again", async () => {
  const top = (await ask("/v2/team/web/manifests/1.0")).headers.get("docker-content-digest");
  await ask(`/v2/team/web/manifests/${top}`, { method: "DELETE" });
  expect((await ask("/v2/team/web/manifests/1.0")).status).toBe(404);

  registry.change({ push: { repository: "team/web", image } });
  expect((await ask(`/v2/team/web/manifests/${top}`)).status).toBe(200);
});
