import { type JsonObject, sha256 } from "../base/index.ts";
import type { Descriptor } from "../kinds/index.ts";
import type { RegistryAnswer } from "./answer.ts";
import type { Evidence } from "./evidence.ts";
import { judge, looksOf, type Subject } from "./judge.ts";
import { isSuccess } from "./reply.ts";
import { ACCEPT_MANIFEST, readJsonBody } from "./wire.ts";

export type Document =
  | { readonly kind: "document"; readonly json: JsonObject; readonly digest: string; readonly mediaType: string }
  | { readonly kind: "failed"; readonly answer: RegistryAnswer };

/** Collects what each step leaves as evidence. */
export type Note = (evidence: readonly Evidence[]) => void;

/** Fetches a manifest or a blob that is JSON, and checks it against its digest. */
export async function fetchDocument(
  subject: Subject,
  { kind, reference }: { readonly kind: "manifests" | "blobs"; readonly reference: string },
  note: Note,
): Promise<Document> {
  const { session, asker } = subject;
  const path = `/v2/${asker.image.path}/${kind}/${reference}`;
  const headers: Record<string, string> = kind === "manifests" ? { accept: ACCEPT_MANIFEST } : {};
  const probe = kind === "manifests" ? "manifest" : "config";
  const asked = await session.ask(asker, { probe, method: "GET", path, headers });
  note(asked.reply.evidence);
  const { reply } = asked;
  if (!isSuccess(reply)) return { kind: "failed", answer: judge(asked, subject) };
  const got = `sha256:${sha256(reply.body)}`;
  const named = reply.headers["docker-content-digest"]?.[0];
  const wanted = reference.startsWith("sha256:") ? reference : named;
  if (!reply.cut && wanted?.startsWith("sha256:") && wanted !== got) {
    return { kind: "failed", answer: { kind: "corrupt", wanted, got } };
  }
  const json = readJsonBody(reply.body);
  if (json === undefined) {
    const { role, host, status } = reply;
    return { kind: "failed", answer: { kind: "not-a-registry", role, host, status, looks: looksOf(reply) } };
  }
  const type = reply.headers["content-type"]?.[0]?.split(";")[0]?.trim() ?? "";
  const own = typeof json["mediaType"] === "string" ? json["mediaType"] : undefined;
  return { kind: "document", json, digest: wanted ?? got, mediaType: own ?? type };
}

/**
 * Whether everything that a manifest names is there: each blob asked for by HEAD, without following where it is kept,
 * and one byte of the largest fetched from there.
 */
export async function checkBlobs(
  subject: Subject,
  { digest, blobs }: { readonly digest: string; readonly blobs: readonly Descriptor[] },
  note: Note,
): Promise<RegistryAnswer | undefined> {
  const { session, asker } = subject;
  const missing: string[] = [];
  for (const blob of blobs.slice(0, session.policy.limits.blobs)) {
    const path = `/v2/${asker.image.path}/blobs/${blob.digest}`;
    const asked = await session.ask(asker, { probe: "blob", method: "HEAD", path, follow: false });
    note(asked.reply.evidence);
    const { reply } = asked;
    if (reply.kind === "answer" && reply.status === 404) missing.push(blob.digest);
    else if (reply.kind !== "answer" || reply.status >= 400) return judge(asked, subject);
  }
  if (missing.length > 0) return { kind: "blob-missing", digest, missing };
  return fetchOneByte(subject, { digest, blobs }, note);
}

async function fetchOneByte(
  subject: Subject,
  { digest, blobs }: { readonly digest: string; readonly blobs: readonly Descriptor[] },
  note: Note,
): Promise<RegistryAnswer | undefined> {
  const [largest] = [...blobs].sort((a, b) => b.size - a.size);
  if (largest === undefined) return undefined;
  const path = `/v2/${subject.asker.image.path}/blobs/${largest.digest}`;
  const headers = { range: "bytes=0-0" };
  const asked = await subject.session.ask(subject.asker, {
    probe: "blob",
    method: "GET",
    path,
    headers,
    maxBody: 1_024,
  });
  note(asked.reply.evidence);
  const { reply } = asked;
  if (reply.kind === "answer" && reply.status === 404)
    return { kind: "blob-missing", digest, missing: [largest.digest] };
  return isSuccess(reply) ? undefined : judge(asked, subject);
}
