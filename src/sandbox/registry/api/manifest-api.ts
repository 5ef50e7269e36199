import { sha256 } from "../../../base/index.ts";
import { answer, type Answer, errorAnswer } from "../answer.ts";
import type { CallOf, Store } from "./call.ts";
import { isDigest, isDigestOf } from "../digest.ts";
import type { Content } from "../content/index.ts";
import { LIMITS } from "../limits.ts";
import { type PushedManifest, readPushedManifest } from "../pushed-manifest.ts";
import type { Repository } from "../repository.ts";

const TAG = /^\w[\w.-]{0,127}$/;
const EMPTY = new Uint8Array(0);

/** PUT by tag, or by digest with tags in the query. */
export function putManifest(call: CallOf<"manifest">, { catalog }: Store): Answer {
  const { body = EMPTY, headers, query, route } = call;
  const { reference, repository: name } = route;
  const byDigest = isDigest(reference);
  if (byDigest && !isDigestOf(reference, body)) return errorAnswer(400, "DIGEST_INVALID");
  const tags = byDigest ? query.getAll("tag") : [reference];
  if (!tags.every((tag) => TAG.test(tag))) return invalid("manifest tag is not a valid tag");
  const read = readPushedManifest(body, mediaTypeOf(headers));
  if (!read.ok) return invalid(read.fault);
  const missing = missingFrom(catalog.repository(name), read.value);
  if (missing.length > 0) return unknownBlobs(missing);
  if (catalog.pushedBytes() + body.length > LIMITS.totalBytes) return errorAnswer(413, "SIZE_INVALID");
  const digest = byDigest ? reference : `sha256:${sha256(body)}`;
  const { mediaType, subject } = read.value;
  const content: Content = { kind: "manifest", mediaType, digest, size: body.length, bytes: body };
  catalog.made(name).addManifest(content, read.value, tags);
  return answer(201, {
    location: `/v2/${name}/manifests/${digest}`,
    "docker-content-digest": digest,
    ...(subject === undefined ? {} : { "oci-subject": subject }),
    ...(byDigest && tags.length > 0 ? { "oci-tag": tags.join(", ") } : {}),
  });
}

function mediaTypeOf(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";", 1).join().trim();
}

function invalid(message: string): Answer {
  return errorAnswer(400, "MANIFEST_INVALID", { message });
}

/** A subject may be missing: it is allowed to come later. */
function missingFrom(
  repository: Repository | undefined,
  { config, layers, manifests }: PushedManifest,
): readonly string[] {
  const blobs = [...(config === undefined ? [] : [config]), ...layers];
  return [
    ...blobs.filter((digest) => repository?.blob(digest) === undefined),
    ...manifests.filter((digest) => (repository?.manifest(digest) ?? repository?.blob(digest)) === undefined),
  ];
}

function unknownBlobs(missing: readonly string[]): Answer {
  return errorAnswer(400, "MANIFEST_BLOB_UNKNOWN", { detail: { Digest: missing[0] } });
}

/** DELETE: a tag alone, or a manifest with every tag that names it. */
export function deleteManifest(repository: Repository, reference: string): Answer {
  const gone = isDigest(reference) ? repository.deleteManifest(reference) : repository.untag(reference);
  return gone ? answer(202) : errorAnswer(404, "MANIFEST_UNKNOWN");
}

export function deleteBlob(repository: Repository, digest: string): Answer {
  return repository.deleteBlob(digest)
    ? answer(202, { "docker-content-digest": digest })
    : errorAnswer(404, "BLOB_UNKNOWN");
}
