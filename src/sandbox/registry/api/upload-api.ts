import { answer, type Answer, errorAnswer } from "../answer.ts";
import type { CallOf, Store } from "./call.ts";
import { badDigest, isDigestOf } from "../digest.ts";
import type { Content } from "../content/index.ts";
import { LIMITS } from "../limits.ts";
import { bytesOf, type Upload } from "../uploads.ts";

const EMPTY = new Uint8Array(0);
const RANGE = /^(\d+)-(\d+)$/;

/** POST: opens an upload, unless the blob comes with the request or can be mounted from another repository. */
export function startUpload(call: CallOf<"uploads">, store: Store): Answer {
  const { query, route, body = EMPTY } = call;
  const mount = query.get("mount");
  const digest = query.get("digest");
  const bad = mount === null && digest === null ? undefined : badDigest(mount ?? digest ?? "");
  if (bad !== undefined) return bad;
  const mounted = mount === null ? undefined : mountable(mount, query.get("from"), store);
  if (mounted !== undefined) return stored(mounted, route.repository, store);
  if (digest !== null && (body.length > 0 || isDigestOf(digest, body))) {
    return verified(body, { digest, repository: route.repository }, store);
  }
  return progress(202, store.uploads.start(route.repository));
}

/** Without `from`, any repository will do that the caller may pull from. */
function mountable(digest: string, from: string | null, { catalog, mayRead }: Store): Content | undefined {
  if (from === null) return catalog.findBlob(digest, mayRead);
  return mayRead(from) ? catalog.repository(from)?.blob(digest) : undefined;
}

/** GET, PATCH, PUT, DELETE of an upload that is open. */
export function answerUpload(call: CallOf<"upload">, store: Store): Answer {
  const { repository, id } = call.route;
  const upload = store.uploads.find(id, repository);
  if (upload === undefined) return errorAnswer(404, "BLOB_UPLOAD_UNKNOWN");
  switch (call.method) {
    case "PATCH":
      return append(call, upload, store);
    case "PUT":
      return finish(call, upload, store);
    case "DELETE":
      store.uploads.end(upload);
      return answer(204);
    default:
      return progress(204, upload);
  }
}

function append({ body = EMPTY, headers }: CallOf<"upload">, upload: Upload, { uploads }: Store): Answer {
  const refusal = outOfPlace(headers.get("content-range"), body, upload);
  return refusal ?? progress(202, uploads.append(upload, body));
}

/** The last part may come with the request. An upload ends here, well or not. */
function finish({ body = EMPTY, headers, query }: CallOf<"upload">, upload: Upload, store: Store): Answer {
  const digest = query.get("digest") ?? "";
  const refusal = badDigest(digest) ?? outOfPlace(headers.get("content-range"), body, upload);
  if (refusal !== undefined) return refusal;
  store.uploads.end(upload);
  const bytes = bytesOf({ ...upload, parts: [...upload.parts, body] });
  return verified(bytes, { digest, repository: upload.repository }, store);
}

/** A part without a range goes to the end; one with a range has to begin there. */
function outOfPlace(range: string | null, body: Uint8Array, upload: Upload): Answer | undefined {
  if (upload.size + body.length > LIMITS.blobBytes) return errorAnswer(413, "SIZE_INVALID");
  if (range === null || (body.length === 0 && !RANGE.test(range))) return undefined;
  const [, from, to] = RANGE.exec(range) ?? [];
  if (Number(from) === upload.size && Number(to) === upload.size + body.length - 1) return undefined;
  const message = `Content-Range ${JSON.stringify(range)} is not what comes next`;
  return errorAnswer(416, "BLOB_UPLOAD_INVALID", { message, headers: progressHeaders(upload) });
}

interface Place {
  readonly digest: string;
  readonly repository: string;
}

function verified(bytes: Uint8Array<ArrayBuffer>, { digest, repository }: Place, store: Store): Answer {
  if (!isDigestOf(digest, bytes)) return errorAnswer(400, "DIGEST_INVALID");
  const size = bytes.length;
  if (store.catalog.pushedBytes() + size > LIMITS.totalBytes) return errorAnswer(413, "SIZE_INVALID");
  const content: Content = { kind: "layer", mediaType: "application/octet-stream", digest, size, bytes };
  return stored(content, repository, store);
}

function stored(content: Content, repository: string, { catalog }: Store): Answer {
  catalog.made(repository).addBlob(content);
  const { digest } = content;
  return answer(201, { location: `/v2/${repository}/blobs/${digest}`, "docker-content-digest": digest });
}

function progress(status: 202 | 204, upload: Upload): Answer {
  return answer(status, progressHeaders(upload));
}

/** `0-0` stands for nothing and for one byte, as in Docker's registry. */
function progressHeaders({ id, repository, size }: Upload): Readonly<Record<string, string>> {
  const location = `/v2/${repository}/blobs/uploads/${id}`;
  return { location, range: `0-${Math.max(0, size - 1)}`, "docker-upload-uuid": id };
}
