import { type Descriptor, MEDIA_TYPES } from "../../../kinds/index.ts";
import { answer, type Answer, errorAnswer, jsonAnswer } from "../answer.ts";
import { compareTags } from "../compare-tags.ts";
import type { Content } from "../content/index.ts";
import type { PushedManifest } from "../pushed-manifest.ts";
import type { Referrer, Repository } from "../repository.ts";

export function answerManifest(content: Content | undefined, accept: string | null): Answer {
  if (content?.kind !== "manifest") return errorAnswer(404, "MANIFEST_UNKNOWN");
  if (!accepts(accept, content.mediaType)) {
    const what = content.mediaType.startsWith("application/vnd.oci.") ? "OCI" : "Docker";
    const message = `${what} manifest found, but accept header does not support ${content.mediaType}`;
    return errorAnswer(404, "MANIFEST_UNKNOWN", { message });
  }
  return answer(200, contentHeaders(content, content.mediaType), content.bytes);
}

/** No Accept header accepts everything. */
function accepts(accept: string | null, mediaType: string): boolean {
  if (accept === null) return true;
  const types = accept.split(",").map((part) => part.split(";")[0]?.trim());
  return types.some((type) => type === mediaType || type === "*/*" || type === "application/*");
}

/** `range` is the Range header; one range of bytes is honoured, anything else gets the whole (RFC 9110, 14.2). */
export function answerBlob(content: Content | undefined, range: string | null): Answer {
  if (content === undefined) return errorAnswer(404, "BLOB_UNKNOWN");
  const headers = { ...contentHeaders(content, "application/octet-stream"), "accept-ranges": "bytes" };
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return answer(200, headers, content.bytes);
  const total = content.size;
  const from = first === "" ? Math.max(0, total - Number(last)) : Number(first);
  const to = first === "" || last === "" ? total - 1 : Math.min(Number(last), total - 1);
  if (from > to) return answer(416, { "content-range": `bytes */${total}` });
  const part = content.bytes.subarray(from, to + 1);
  const partHeaders = {
    ...headers,
    "content-length": String(part.length),
    "content-range": `bytes ${from}-${to}/${total}`,
  };
  return { ...answer(206, partHeaders, part), range: { from, total } };
}

function contentHeaders({ digest, size }: Content, type: string): Readonly<Record<string, string>> {
  return { "content-type": type, "content-length": String(size), "docker-content-digest": digest, etag: `"${digest}"` };
}

/** `n` at most, after `last`; a Link header leads to the rest. */
export function answerTags(repository: Repository, query: URLSearchParams): Answer {
  const n = query.get("n");
  if (n !== null && !/^\d+$/.test(n)) return errorAnswer(400, "PAGINATION_NUMBER_INVALID");
  const last = query.get("last");
  const rest = repository.tags().filter((tag) => last === null || compareTags(tag, last) > 0);
  const tags = rest.slice(0, n === null ? rest.length : Number(n));
  const end = tags.at(-1);
  const link =
    end === undefined || tags.length === rest.length
      ? undefined
      : `</v2/${repository.name}/tags/list?n=${n}&last=${encodeURIComponent(end)}>; rel="next"`;
  return jsonAnswer(200, { name: repository.name, tags }, link === undefined ? {} : { link });
}

/** Manifests that refer to `subject`, of one artifact type where the query names one; none is no error, wherever. */
export function answerReferrers(repository: Repository | undefined, subject: string, query: URLSearchParams): Answer {
  const wanted = query.get("artifactType");
  const all = (repository?.referrersOf(subject) ?? []).map(referrerShown);
  const index = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests: wanted === null ? all : all.filter(({ artifactType }) => artifactType === wanted),
  };
  const filtered = wanted === null ? {} : { "oci-filters-applied": "artifactType" };
  return jsonAnswer(200, index, { "content-type": MEDIA_TYPES.ociIndex, ...filtered });
}

function referrerShown({ content, manifest }: Referrer): Descriptor & PushedManifest["shown"] {
  const { mediaType, digest, size } = content;
  return { mediaType, digest, size, ...manifest.shown };
}
