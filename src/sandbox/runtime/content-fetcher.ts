import { type Clock, failed, type Gate, ok, type Outcome, sha256 } from "../../base/index.ts";
import { type Descriptor, MEDIA_TYPES } from "../../kinds/index.ts";
import type { HttpAnswer } from "./http-client.ts";
import type { ImageStore, Lease } from "./image-store.ts";
import type { ProgressWatch } from "./progress-watches.ts";
import type { PullFault, RequestFault } from "./pull-fault.ts";
import type { RegistrySession } from "./session.ts";

/** How often a body that breaks off is taken up again where no more of it comes. */
const TRIES_WITHOUT_PROGRESS = 4;
const { dockerManifest, dockerList, ociManifest, ociIndex } = MEDIA_TYPES;
const MANIFEST_TYPES: ReadonlySet<string> = new Set([dockerManifest, dockerList, ociManifest, ociIndex]);

/** Content that is on its way to a node, by digest: a second pull waits for the first. */
export type InFlight = Map<string, Gate>;

export interface ContentFetcherOptions {
  /** Asked in this order. */
  readonly sessions: readonly RegistrySession[];
  readonly path: string;
  readonly store: ImageStore;
  readonly lease: Lease;
  readonly watch: ProgressWatch;
  readonly clock: Clock;
  readonly inFlight: InFlight;
}

/** Brings content into the store, each digest once, and checks that it is what its descriptor says. */
export class ContentFetcher {
  readonly #options: ContentFetcherOptions;

  constructor(options: ContentFetcherOptions) {
    this.#options = options;
  }

  async fetch(content: Descriptor): Promise<Outcome<Uint8Array, PullFault>> {
    const { store, lease, inFlight, clock } = this.#options;
    for (let gate = inFlight.get(content.digest); gate !== undefined; gate = inFlight.get(content.digest))
      await gate.wait();
    const known = store.bytes(content.digest);
    if (known !== undefined) {
      lease.add(content.digest);
      return ok(known);
    }
    const gate = clock.gate();
    inFlight.set(content.digest, gate);
    const fetched = await this.#download(content);
    if (fetched.ok) store.put(content.digest, fetched.value, lease);
    inFlight.delete(content.digest);
    gate.open();
    return fetched;
  }

  async #download(content: Descriptor): Promise<Outcome<Uint8Array, PullFault>> {
    const { store } = this.#options;
    if (store.defect !== undefined) return failed({ kind: store.defect, content });
    if (!store.hasRoom(content.size)) return failed({ kind: "ingest-full", content });
    const parts: Uint8Array[] = [];
    let got = 0;
    for (let tries = 0; tries < TRIES_WITHOUT_PROGRESS; tries += 1) {
      const body = await this.#open(content, got);
      if (!body.ok) return failed({ kind: "copy", request: body.fault, content });
      const before = got;
      const whole = await this.#read(body.value, (part) => {
        parts.push(part);
        got += part.length;
      });
      if (whole) break;
      if (this.#options.watch.expired) return failed({ kind: "interrupted" });
      if (got > before) tries = -1;
    }
    return checked(content, joined(parts, got));
  }

  /** Of several failures the first is told. */
  async #open(content: Descriptor, offset: number): Promise<Outcome<HttpAnswer["response"], RequestFault>> {
    const { sessions, path } = this.#options;
    const collection = MANIFEST_TYPES.has(content.mediaType) ? "manifests" : "blobs";
    const range = offset === 0 ? {} : { range: `bytes=${offset}-` };
    let fault: RequestFault | undefined;
    for (const session of sessions) {
      const answer = await session.get({
        method: "GET",
        path: `/${path}/${collection}/${content.digest}`,
        headers: { accept: `${content.mediaType}, */*`, ...range },
      });
      if (answer.ok) return ok(answer.value.response);
      fault ??= answer.fault;
    }
    if (fault === undefined) throw new Error(`Nobody was asked for ${content.digest}`);
    return failed(fault);
  }

  /** False when the body broke off. */
  async #read({ body }: HttpAnswer["response"], take: (part: Uint8Array) => void): Promise<boolean> {
    if (body === null) return true;
    const reader = body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return true;
        this.#options.watch.progressed();
        take(value);
      }
    } catch {
      return false;
    }
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function checked(content: Descriptor, bytes: Uint8Array): Outcome<Uint8Array, PullFault> {
  const got = bytes.length;
  if (got < content.size) return failed({ kind: "short-read", content, got });
  if (got > content.size) return failed({ kind: "size", content, got });
  const digest = `sha256:${sha256(bytes)}`;
  return digest === content.digest ? ok(bytes) : failed({ kind: "digest", content, got: digest });
}
