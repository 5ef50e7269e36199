import type { Clock } from "../../base/index.ts";
import type { RegistryChange, RegistryWorld } from "../../kinds/index.ts";
import type { Client } from "./faults.ts";
import { addressOf } from "./address.ts";
import { errorAnswer } from "./answer.ts";
import type { ConnectResult, Registry } from "./contract.ts";
import type { Content } from "./content/index.ts";
import { redirectedDigest } from "./redirect.ts";
import type { RegistryServer } from "./registry-server.ts";
import { respond } from "./respond.ts";
import { readTokenQuestion } from "./access/index.ts";
import { type RegistryResponse, webResponse } from "./whole-response.ts";

export interface HostOptions {
  readonly host: string;
  /** Absent where the host has a token service only. */
  readonly registry?: RegistryServer;
  /** Registries whose token service is here. */
  readonly tokensOf: readonly RegistryServer[];
  /** Registries that may lead here for their blobs. */
  readonly blobsOf?: readonly RegistryServer[];
  readonly clock: Clock;
}

/** What answers under one host name: a registry, token services, or both. */
export class Host implements Registry {
  readonly host: string;
  readonly address: string;
  readonly #options: HostOptions;

  constructor(options: HostOptions) {
    this.host = options.host;
    this.address = options.registry?.address ?? addressOf(options.host);
    this.#options = options;
  }

  connect(repository: string, client?: Client): ConnectResult {
    const { registry, tokensOf } = this.#options;
    if (registry !== undefined) return registry.connect(repository, client);
    const results = tokensOf.map((server) => server.connectToToken(repository, client));
    return results.find(({ kind }) => kind !== "ok") ?? { kind: "ok" };
  }

  async fetch(request: Request, signal?: AbortSignal): Promise<Response> {
    return webResponse(await this.answer(request, signal));
  }

  async answer(request: Request, signal?: AbortSignal): Promise<RegistryResponse> {
    const { registry, tokensOf, clock } = this.#options;
    if (tokensOf.length > 0) {
      const { pathname } = new URL(request.url);
      const servers = tokensOf.filter(({ realm }) => realm?.path === pathname);
      if (servers.length > 0) return answerForToken(servers, request, signal);
    }
    if (registry !== undefined) {
      const stored = this.#stored(request);
      return stored === undefined ? registry.answer(request, signal) : registry.answerStored(stored, request, signal);
    }
    const nothing = { kind: "answer", answer: errorAnswer(404, "UNSUPPORTED"), delivery: {} } as const;
    return respond(nothing, { clock, head: request.method === "HEAD", signal });
  }

  #stored({ url }: Request): Content | undefined {
    const digest = redirectedDigest(new URL(url).pathname);
    if (digest === undefined) return undefined;
    for (const server of this.#options.blobsOf ?? []) {
      const found = server.redirectedTo(this.host, digest);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  now(): RegistryWorld | undefined {
    return this.#options.registry?.now();
  }

  change(change: RegistryChange): void {
    this.#options.registry?.change(change);
  }
}

/** Several registries may share a token service; the question says for which it is. */
async function answerForToken(
  servers: readonly RegistryServer[],
  request: Request,
  signal: AbortSignal | undefined,
): Promise<RegistryResponse> {
  const question = await readTokenQuestion(request);
  const server = servers.find(({ realm }) => realm?.service === question.service) ?? servers[0];
  if (server === undefined) throw new Error("A token service without a registry");
  return server.answerToken(question, signal);
}
