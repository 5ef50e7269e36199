import { sha256 } from "../../base/index.ts";
import { type Descriptor, MEDIA_TYPES, parsePlatform } from "../../kinds/index.ts";
import { type PhraseKey, STATUS_TEXTS } from "./phrases.data.ts";
import type {
  AnswerFacts,
  OciError,
  PlaceFault,
  PullFault,
  RequestFault,
  TokenProblem,
  TransportFault,
  TransportProblem,
} from "./pull-fault.ts";

export type Fact = string | number | readonly OciError[];

export type Facts = Readonly<Record<string, Fact>>;

/** Which phrase says a fault, with its facts, and the phrase inside of it. */
export interface Phrase {
  readonly key: PhraseKey;
  readonly facts?: Facts;
  readonly cause?: Phrase;
  /** What is said beside the cause, line by line. */
  readonly others?: readonly Phrase[];
}

/** The phrases that say why a pull failed, the same for all runtimes. */
export function phraseOf(fault: PullFault): Phrase {
  switch (fault.kind) {
    case "name":
      return { key: "name", facts: { problem: fault.problem } };
    case "ping":
      return { key: "ping", cause: requestPhrase(fault.request) };
    case "mirrors":
      return {
        key: "mirrors",
        ...placePhrase(fault.last),
        others: fault.mirrors.map((place) => ({ key: "mirror", ...placePhrase(place) })),
      };
    case "media-type":
      return { key: "media-type", facts: contentFacts(fault.content) };
    case "platform":
      return { key: "platform", facts: platformFacts(fault.content, fault.platform) };
    default:
      return { key: "pull", cause: pullPhrase(fault) };
  }
}

type Inner = Exclude<PullFault, { readonly kind: "name" | "ping" | "mirrors" | "media-type" | "platform" }>;

/** The facts of one place count for everything that is said of it. */
function placePhrase({ host, image, repository, fault }: PlaceFault): Pick<Phrase, "facts" | "cause"> {
  const request = requestPhrase(fault.request);
  const cause: Phrase = fault.kind === "ping" ? { key: "mirror-ping", cause: request } : request;
  return { facts: { host, place: image, repository }, cause };
}

function pullPhrase(fault: Inner): Phrase {
  switch (fault.kind) {
    case "resolve":
      return { key: "resolve", cause: requestPhrase(fault.request) };
    case "copy":
      return { key: "copy", cause: requestPhrase(fault.request, fault.content) };
    case "interrupted":
    case "schema1":
      return { key: fault.kind };
    case "manifest":
      return { key: fault.problem, facts: contentFacts(fault.content) };
    case "artifact":
      return { key: "artifact", facts: { configType: fault.config.mediaType }, cause: artifactProblem(fault) };
    case "extract": {
      const facts = layerFacts(fault.layer, fault.diffId);
      return { key: "extract", facts, cause: { key: fault.problem.kind, facts: { ...facts, ...fault.problem } } };
    }
    case "diff-id":
      return { key: "diff-id", facts: { ...layerFacts(fault.layer, fault.diffId), got: fault.got } };
    case "ingest-full":
    case "read-only":
    case "no-inodes":
      return { key: fault.kind, facts: { ingest: sha256(`k8s.io/${refOf(fault.content)}`) } };
    default:
      return { key: fault.kind, facts: { ...contentFacts(fault.content), got: fault.got } };
  }
}

/** What is said when a container is to be created from something that is no image. */
export function createPhrase(fault: Extract<PullFault, { readonly kind: "artifact" }>): Phrase {
  return { key: "artifact-create", facts: layerFacts(fault.layer, fault.diffId), cause: artifactProblem(fault) };
}

function artifactProblem(fault: Extract<PullFault, { readonly kind: "artifact" }>): Phrase {
  return { key: "artifact-problem", facts: layerFacts(fault.layer, fault.diffId) };
}

/** `content` is what was to be fetched; absent while a name is resolved. */
function requestPhrase(fault: RequestFault, content?: Descriptor): Phrase {
  switch (fault.kind) {
    case "transport":
      return transportPhrase("transport", fault.transport);
    case "token":
      return {
        key: "token",
        facts: { tokenKind: fault.anonymous ? "anonymous" : "oauth" },
        cause: tokenPhrase(fault.problem),
      };
    case "no-credentials":
      return deniedPhrase({ key: "no-credentials" }, content);
    case "denied":
      return deniedPhrase({ key: "server-message", facts: { message: fault.serverMessage } }, content);
    case "not-found":
      return notFoundPhrase(fault.answer, content);
    default: {
      const facts = answerFacts(fault.answer);
      if (content === undefined) return { key: "resolve-status", facts };
      return { key: fault.answer.errors.length > 0 ? "copy-status-errors" : "copy-status", facts };
    }
  }
}

function deniedPhrase(cause: Phrase, content: Descriptor | undefined): Phrase {
  return { key: content === undefined ? "denied-resolve" : "denied-copy", cause };
}

function notFoundPhrase(answer: AnswerFacts, content: Descriptor | undefined): Phrase {
  if (content === undefined) return { key: "resolve-not-found", facts: answerFacts(answer) };
  const key = answer.url.includes("/manifests/") ? "copy-manifest-not-found" : "copy-not-found";
  return { key, facts: { ...answerFacts(answer), ...contentFacts(content) } };
}

function tokenPhrase(problem: TokenProblem): Phrase {
  switch (problem.kind) {
    case "transport":
      return transportPhrase("token-transport", problem.transport);
    case "status":
      return { key: "token-status", facts: answerFacts(problem.answer) };
    case "missing":
      return { key: "token-missing" };
    default:
      return problem.first === ""
        ? { key: "token-no-body" }
        : { key: "token-not-json", facts: { first: problem.first } };
  }
}

function transportPhrase(key: "transport" | "token-transport", { method, url, problem }: TransportFault): Phrase {
  const facts = { method, url, safeUrl: url.replaceAll(/=[^&]*/g, "=%5BREDACTED%5D") };
  return { key, facts, cause: problemPhrase(problem) };
}

function problemPhrase(problem: TransportProblem): Phrase {
  switch (problem.kind) {
    case "connect": {
      const { result, kind: _, ...ends } = problem;
      const names = result.kind === "tls-wrong-name" ? result.names.join(", ") : "";
      return { key: result.kind, facts: { ...ends, ...result, names } };
    }
    case "proxy-connect":
      return { key: "proxy-connect", cause: problemPhrase(problem.problem) };
    case "proxy-status":
      return { key: "proxy-status", facts: { text: STATUS_TEXTS[problem.status] ?? problem.status } };
    default:
      return { key: problem.kind };
  }
}

function answerFacts({ method, url, status, errors }: AnswerFacts): Facts {
  const path = new URL(url).pathname.split("/").slice(-2).join(" ");
  const text = STATUS_TEXTS[status];
  return { method, url, path, status: text === undefined ? status : `${status} ${text}`, errors };
}

function contentFacts(content: Descriptor): Facts {
  const { digest, mediaType, size } = content;
  return { digest, mediaType, size, ref: refOf(content) };
}

function layerFacts(layer: Descriptor, diffId: string): Facts {
  return { layer: layer.digest, mediaType: layer.mediaType, diffId };
}

function platformFacts(content: Descriptor, platform: string): Facts {
  const { os = "", architecture = "" } = parsePlatform(platform) ?? {};
  return { ...contentFacts(content), platform, os, architecture };
}

const REFS: Readonly<Record<string, string>> = {
  [MEDIA_TYPES.ociManifest]: "manifest",
  [MEDIA_TYPES.dockerManifest]: "manifest",
  [MEDIA_TYPES.ociIndex]: "index",
  [MEDIA_TYPES.dockerList]: "index",
  [MEDIA_TYPES.ociConfig]: "config",
  [MEDIA_TYPES.dockerConfig]: "config",
};

/** Name of the content's place in containerd's store (remotes.MakeRefKey). */
function refOf({ mediaType, digest }: Descriptor): string {
  const layer = mediaType.startsWith("application/vnd.oci.image.layer.") || mediaType === MEDIA_TYPES.dockerLayerGzip;
  return `${REFS[mediaType] ?? (layer ? "layer" : "unknown")}-${digest}`;
}
