import { type Platform, platformText } from "../kinds/index.ts";
import type { ImageReference } from "../reference/index.ts";
import type { Allowance, Found, NotFound, RegistryAnswer, RegistryReport } from "./answer.ts";
import { checkBlobs, fetchDocument, type Note } from "./content.ts";
import type { RegistryCredential } from "./credential.ts";
import type { Evidence, RegistryError } from "./evidence.ts";
import { judge, looksOf, type Subject } from "./judge.ts";
import { allowanceOf } from "./rate.ts";
import { type Answer, headerOf, isSuccess, type Reply } from "./reply.ts";
import { listReferrers } from "./referrers.ts";
import type { Asked, RegistrySession } from "./session.ts";
import { listTags, nearTags } from "./tags.ts";
import {
  ACCEPT_MANIFEST,
  descriptorOf,
  descriptorsAt,
  isImageType,
  isIndexType,
  isRunnable,
  platformAt,
} from "./wire.ts";

export interface RegistryQuestion {
  readonly image: Pick<ImageReference, "host" | "path" | "tag" | "digest">;
  readonly credential?: RegistryCredential;
  /** Costs a pull on Docker Hub, as the manifest must be read. */
  readonly platform?: Platform;
  /** Whether all blobs are there and one can be fetched; reads the manifest too. */
  readonly blobs?: boolean;
  /** What is filed with the image: signatures, attestations. */
  readonly referrers?: boolean;
  /** Of a mirror: the host in whose stead it is asked. */
  readonly insteadOf?: string;
  /** For a missing tag: which are spelled alike. Asked unless false. */
  readonly nearTags?: boolean;
}

/** Asks one registry, with one credential or none, about one image. Never rejects for what a registry does. */
export async function askRegistry(
  session: RegistrySession,
  question: RegistryQuestion,
  signal: AbortSignal,
): Promise<RegistryReport> {
  const { image, credential } = question;
  const { host } = image;
  if (!session.policy.hosts.includes(host)) {
    return { answer: { kind: "not-asked", role: "registry", host, why: "host-not-allowed" }, evidence: [] };
  }
  const evidence: Evidence[] = [];
  let allowance: Allowance | undefined;
  const names = image.digest === "" ? "tag" : "digest";
  const subject: Subject = { session, asker: { image, credential, signal }, names };
  const answer = await answerTo(subject, question, {
    note: (more) => void evidence.push(...more),
    seen: (reply) => (allowance = allowanceIn(reply, session) ?? allowance),
  });
  const report = { answer, evidence: [...new Set(evidence)], ...(allowance === undefined ? {} : { allowance }) };
  return session.redactor.clean(report);
}

interface Watch {
  readonly note: Note;
  readonly seen: (reply: Reply) => void;
}

async function answerTo(subject: Subject, question: RegistryQuestion, watch: Watch): Promise<RegistryAnswer> {
  const asked = await askManifest(subject, question, watch);
  const { reply } = asked;
  watch.seen(reply);
  if (!isSuccess(reply)) return explain(subject, { asked, question }, watch);
  const found = foundIn(reply, question.image.digest);
  const deep = question.platform !== undefined || question.blobs === true || found === undefined;
  const described = deep ? await describe(subject, question, { note: watch.note, found, as: reply.as }) : found;
  if (described.kind !== "found" || question.referrers !== true) return described;
  return { ...described, referrers: await listReferrers(subject, described.digest, watch.note) };
}

/** By HEAD; by GET where a registry does not know that, or answers 404, which HEAD leaves without a word. */
async function askManifest(
  { session, asker }: Subject,
  { image: { tag, digest }, nearTags: wanted, insteadOf }: RegistryQuestion,
  { note }: Watch,
): Promise<Asked> {
  const query = insteadOf === undefined ? "" : `?ns=${encodeURIComponent(insteadOf)}`;
  const path = `/v2/${asker.image.path}/manifests/${digest === "" ? tag : digest}${query}`;
  const request = { probe: "manifest", path, headers: { accept: ACCEPT_MANIFEST } } as const;
  const head = await session.ask(asker, { ...request, method: "HEAD" });
  note(head.reply.evidence);
  const { reply } = head;
  if (reply.kind !== "answer" || reply.role !== "registry") return head;
  if (reply.status < 400 || WORDLESS.has(reply.status)) return head;
  // The words of a 404 and the tags are wanted both: neither waits for the other.
  if (reply.status === 404 && wanted !== false) void listTags(session, asker);
  const get = await session.ask(asker, { ...request, method: "GET" });
  note(get.reply.evidence);
  return get;
}

/** Statuses that need no words, or where asking again would be impolite. */
const WORDLESS = new Set([429]);

/** Undefined where the headers leave something out. */
function foundIn(reply: Answer, digest: string): Found | undefined {
  const named = digest === "" ? headerOf(reply, "docker-content-digest") : digest;
  const mediaType = headerOf(reply, "content-type")?.split(";")[0]?.trim();
  const known = mediaType !== undefined && (isIndexType(mediaType) || /manifest|vnd\./.test(mediaType));
  return named === undefined || !known ? undefined : { kind: "found", as: reply.as, digest: named, mediaType };
}

interface Describing {
  readonly note: Note;
  readonly found: Found | undefined;
  readonly as: Found["as"];
}

/** Reads the manifest, and the one of the platform where it is an index. */
async function describe(
  subject: Subject,
  question: RegistryQuestion,
  { note, found, as }: Describing,
): Promise<RegistryAnswer> {
  const { image, platform, blobs } = question;
  const reference = found?.digest ?? (image.digest === "" ? image.tag : image.digest);
  const top = await fetchDocument(subject, { kind: "manifests", reference }, note);
  if (top.kind === "failed") return top.answer;
  const { digest, mediaType } = top;
  if (!isIndexType(mediaType)) return describeManifest(subject, question, { note, as, top });
  const entries = descriptorsAt(top.json, "manifests").filter(isRunnable);
  const has = entries.map((entry) => (entry.platform === undefined ? "" : platformText(entry.platform)));
  const answer: Found = { kind: "found", as, digest, mediaType, platforms: has };
  const chosen = platform === undefined ? entries[0] : entries.find((entry) => runsOn(platform, entry.platform));
  if (chosen === undefined) return platform === undefined ? answer : { kind: "platform-missing", digest, has };
  if (blobs !== true) return answer;
  const inner = await fetchDocument(subject, { kind: "manifests", reference: chosen.digest }, note);
  if (inner.kind === "failed") return missingManifest(inner.answer, { digest, chosen: chosen.digest });
  const described = await describeManifest(
    subject,
    { image, blobs },
    {
      note,
      as,
      top: inner,
    },
  );
  return described.kind === "found" ? { ...described, digest, mediaType, platforms: has } : described;
}

/** An index whose manifest is gone. */
function missingManifest(
  answer: RegistryAnswer,
  { digest, chosen }: { readonly digest: string; readonly chosen: string },
): RegistryAnswer {
  return answer.kind === "not-found" ? { kind: "blob-missing", digest, missing: [chosen] } : answer;
}

interface Manifest {
  readonly note: Note;
  readonly as: Found["as"];
  readonly top: Extract<Awaited<ReturnType<typeof fetchDocument>>, { readonly kind: "document" }>;
}

async function describeManifest(
  subject: Subject,
  { platform, blobs }: RegistryQuestion,
  { note, as, top }: Manifest,
): Promise<RegistryAnswer> {
  const { json, digest, mediaType } = top;
  const config = descriptorOf(json["config"]);
  const layers = descriptorsAt(json, "layers");
  const read = config === undefined ? {} : { configMediaType: config.mediaType };
  const found: Found = { kind: "found", as, digest, mediaType, ...read, layers };
  if (blobs === true) {
    const trouble = await checkBlobs(
      subject,
      { digest, blobs: config === undefined ? layers : [config, ...layers] },
      note,
    );
    if (trouble !== undefined) return trouble;
  }
  if (platform === undefined || config === undefined || !isImageType(mediaType)) return found;
  const document = await fetchDocument(subject, { kind: "blobs", reference: config.digest }, note);
  if (document.kind === "failed") {
    if (document.answer.kind !== "not-found") return document.answer;
    return { kind: "blob-missing", digest, missing: [config.digest] };
  }
  const own = platformAt(document.json);
  const has = own === undefined ? [] : [platformText(own)];
  return own === undefined || runsOn(platform, own)
    ? { ...found, platforms: has }
    : { kind: "platform-missing", digest, has };
}

/** Variants count where both sides name one. */
function runsOn(node: Platform, platform: Platform | undefined): boolean {
  if (platform === undefined || node.os !== platform.os || node.architecture !== platform.architecture) return false;
  return node.variant === undefined || platform.variant === undefined || node.variant === platform.variant;
}

interface Unexplained {
  readonly asked: Asked;
  readonly question: RegistryQuestion;
}

/** What is missing is told apart by asking for the tags, and from what is no registry by a ping. */
async function explain(subject: Subject, { asked, question }: Unexplained, watch: Watch): Promise<RegistryAnswer> {
  const answer = judge(asked, subject);
  if (answer.kind !== "not-found") return answer;
  if (answer.what === "unknown") {
    const stranger = await strangerAt(subject, watch);
    if (stranger !== undefined) return stranger;
  }
  if (question.nearTags === false || answer.what === "repository") return answer;
  return withTags(subject, { answer, wanted: question.image.tag }, watch);
}

async function strangerAt({ session, asker }: Subject, { note }: Watch): Promise<RegistryAnswer | undefined> {
  const { reply } = await session.greet(asker);
  note(reply.evidence);
  if (reply.kind !== "answer" || reply.headers["docker-distribution-api-version"] !== undefined) return undefined;
  const { host, status } = reply;
  return status === 404 ? { kind: "not-a-registry", role: "registry", host, status, looks: looksOf(reply) } : undefined;
}

async function withTags(
  { session, asker, names }: Subject,
  { answer, wanted }: { readonly answer: NotFound; readonly wanted: string },
  { note }: Watch,
): Promise<RegistryAnswer> {
  const { tags, complete, asked } = await listTags(session, asker);
  for (const page of asked) note(page.reply.evidence);
  const last = asked.at(-1)?.reply;
  if (last?.kind === "answer" && last.status === 404) {
    const codes = last.errors.map(({ code }) => code);
    const repository = last.errors.some(isRepository) || answer.what === "unknown";
    return repository ? { ...answer, what: "repository", code: codes[0] ?? answer.code } : answer;
  }
  if (last?.kind !== "answer" || last.status !== 200) return answer;
  const told = { ...answer, what: names, tags: { read: tags.length, complete } };
  return names === "tag" ? { ...told, nearTags: nearTags(wanted, tags) } : told;
}

/** Harbor has a code of its own for everything that is not there. */
function isRepository({ code, message }: RegistryError): boolean {
  return code === "NAME_UNKNOWN" || (code === "NOT_FOUND" && /^(?:repository|project) \S+ not found/.test(message));
}

function allowanceIn(reply: Reply, session: RegistrySession): Allowance | undefined {
  if (reply.kind !== "answer") return undefined;
  return allowanceOf((name) => headerOf(reply, name), session.clock.now());
}
