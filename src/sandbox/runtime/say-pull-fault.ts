import { oncePerKey, type Random } from "../../base/index.ts";
import type { RuntimeName } from "../../kinds/index.ts";
import type { CriError } from "../../kubelet/index.ts";
import { createPhrase, type Fact, type Facts, type Phrase, phraseOf } from "./phrase-of.ts";
import { GRPC_CODES, KNOWN_ERRORS, PHRASES } from "./phrases.data.ts";
import type { OciError, PullFault } from "./pull-fault.ts";

export interface Speaker {
  readonly runtime: RuntimeName;
  /** The image's completed name; as it was written where it is none. */
  readonly image: string;
  readonly random: Random;
}

const MOUNTS = "/var/lib/containerd/tmpmounts/containerd-mount";
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** What the runtime answers to PullImage. */
export function sayPullFault(fault: PullFault, speaker: Speaker): CriError {
  return say(phraseOf(fault), speaker);
}

/** What the runtime answers to CreateContainer for an image that is there and is none. */
export function sayCreateFault(fault: PullFault, speaker: Speaker): CriError {
  return say(fault.kind === "artifact" ? createPhrase(fault) : phraseOf(fault), speaker);
}

function say(phrase: Phrase, { runtime, image, random }: Speaker): CriError {
  const facts = { ...imageFacts(image), ...randomFacts(random), verify: PHRASES[runtime].verify };
  return { grpcCode: GRPC_CODES[runtime][innermost(phrase).key] ?? "Unknown", message: render(phrase, runtime, facts) };
}

function innermost(phrase: Phrase): Phrase {
  return phrase.cause === undefined ? phrase : innermost(phrase.cause);
}

function render(phrase: Phrase, runtime: RuntimeName, common: Facts): string {
  const known: Facts = { ...common, ...phrase.facts };
  const cause = phrase.cause === undefined ? "" : render(phrase.cause, runtime, known);
  const others = (phrase.others ?? []).map((other) => render(other, runtime, known)).join("\n");
  const facts: Facts = { ...known, cause, others, ...(phrase.cause && { problem: cause }) };
  return PHRASES[runtime][phrase.key].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    factText(facts[name] ?? whole, runtime),
  );
}

function factText(fact: Fact, runtime: RuntimeName): string {
  if (typeof fact === "string" || typeof fact === "number") return String(fact);
  const [first = "", ...rest] = fact.map((error) => errorText(error, runtime));
  return rest.length === 0 ? first : `errors:\n${[first, ...rest].join("\n")}\n`;
}

/** As docker/distribution's errcode prints what a registry answered. */
function errorText({ code, message, hasDetail }: OciError, runtime: RuntimeName): string {
  const messages = KNOWN_ERRORS[runtime];
  const known = code in messages ? code : "UNKNOWN";
  const name = known.toLowerCase().replaceAll("_", " ");
  return !hasDetail && (message === "" || message === messages[known]) ? name : `${name}: ${message}`;
}

const imageFacts = oncePerKey((image: string): Facts => {
  const [, repository = image, reference = ""] = /^(.*?)[:@]((?:sha256:)?[^:/]*)$/.exec(image) ?? [];
  const [, host = "", path = ""] = /^([^/]*)\/(.*)$/.exec(repository) ?? [];
  const registry = host === "docker.io" ? "registry-1.docker.io" : host;
  const familiarRepository = repository.replace(/^docker\.io\/(?:library\/)?/, "");
  return {
    image,
    host: registry,
    repository,
    reference,
    familiarRepository,
    familiar: image.replace(repository, familiarRepository),
    manifestUrl: `https://${registry}/v2/${path}/manifests/${reference}`,
  };
});

/** Names that the runtime makes up for temporary things. */
function randomFacts(random: Random): Facts {
  const number = Math.floor(random.next() * 1e9);
  const suffix = Array.from({ length: 4 }, () => LETTERS[Math.floor(random.next() * LETTERS.length)]).join("");
  return { number, suffix, mount: `${MOUNTS}${number}` };
}
