import { sha256, sha512, utf8Bytes } from "../../base/index.ts";
import { MEDIA_TYPES } from "../../kinds/index.ts";

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

export function digestOf(content: string, algorithm: "sha256" | "sha512" = "sha256"): string {
  return `${algorithm}:${algorithm === "sha256" ? sha256(content) : sha512(utf8Bytes(content))}`;
}

export interface TestDescriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

export function describe(mediaType: string, content: string): TestDescriptor {
  return { mediaType, digest: digestOf(content), size: content.length };
}

/** Pushes a blob in one request. */
export async function pushBlob(ask: Ask, repository: string, content: string): Promise<Response> {
  return ask(`/v2/${repository}/blobs/uploads/?digest=${digestOf(content)}`, { method: "POST", body: content });
}

/** Pushes an OCI image manifest. */
export async function putManifest(ask: Ask, path: string, body: string): Promise<Response> {
  return ask(path, { method: "PUT", body, headers: { "content-type": MEDIA_TYPES.ociManifest } });
}

/** An OCI image manifest of a config `{}` and one layer. */
export function manifestOf(layer: string, fields: object = {}): string {
  return JSON.stringify({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    config: describe(MEDIA_TYPES.ociConfig, "{}"),
    layers: [describe(MEDIA_TYPES.ociLayerGzip, layer)],
    ...fields,
  });
}

/** Opens an upload; answers its path. */
export async function startUpload(ask: Ask, repository: string): Promise<string> {
  const response = await ask(`/v2/${repository}/blobs/uploads/`, { method: "POST" });
  return response.headers.get("location") ?? "";
}
