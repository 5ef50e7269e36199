import type { RegistryChange, RegistryFault } from "../../kinds/index.ts";
import { addressOf } from "./address.ts";
import { type Answer, errorAnswer, jsonAnswer } from "./answer.ts";
import { Catalog } from "./catalog.ts";
import type { ConnectResult, RegistryOptions } from "./contract.ts";
import { Faults, type RequestPoint, type Scope } from "./faults.ts";
import { faulty } from "./faulty-answer.ts";
import { type Guard, guardOf } from "./guard.ts";
import type { Content } from "./image-content.ts";
import { answerBlob, answerManifest, answerReferrers, answerTags, badDigest, isDigest } from "./pull-api.ts";
import { respond } from "./respond.ts";
import { type Route, routeOf } from "./route.ts";
import { isDockerHub, type TokenRealm, tokenRealm } from "./token-realm.ts";
import { answerToken, type TokenQuestion, type TokenServiceOptions } from "./token-service.ts";

type RepositoryRoute = Extract<Route, { readonly repository: string }>;

/** One registry of a world: its catalog, its guard, its faults, and its token service wherever that is reached. */
export class RegistryServer {
  readonly host: string;
  readonly address: string;
  readonly realm: TokenRealm | undefined;
  readonly #options: RegistryOptions;
  readonly #catalog: Catalog;
  readonly #faults: Faults;
  readonly #guard: Guard;

  constructor(options: RegistryOptions) {
    const { world } = options;
    this.host = world.host;
    this.address = addressOf(world.host, world);
    this.realm = tokenRealm(world);
    this.#options = options;
    this.#catalog = new Catalog(world.repositories);
    this.#faults = new Faults(world.faults);
    this.#guard = guardOf(world.auth, this.realm ?? { url: "", service: "" });
  }

  connect(repository: string): ConnectResult {
    return this.#faults.ofConnect("connect", this.#scope(repository)) ?? this.#options.world.network;
  }

  connectToToken(repository: string): ConnectResult {
    return this.#faults.ofConnect("token", this.#scope(repository)) ?? { kind: "ok" };
  }

  async fetch(request: Request, signal?: AbortSignal): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const route = routeOf(pathname);
    await this.#latency(signal);
    const head = request.method === "HEAD";
    const content = "reference" in route ? this.#content(route) : undefined;
    const scope = this.#scope("repository" in route ? route.repository : "");
    const fault = this.#faults.ofRequest(pointOf(route, content), head, scope);
    const good = (): Answer => this.#answer(route, request, { searchParams, content: found(route, content, fault) });
    return respond(faulty(good, fault, false), { clock: this.#options.clock, head, signal });
  }

  async fetchToken(question: TokenQuestion, signal?: AbortSignal): Promise<Response> {
    await this.#latency(signal);
    const scope = this.#scope(question.access[0]?.name ?? "");
    const fault = this.#faults.ofRequest("token", false, scope);
    const good = (): Answer => answerToken(question, this.#tokenOptions());
    return respond(faulty(good, fault, true), { clock: this.#options.clock, head: false, signal });
  }

  change(change: RegistryChange): void {
    if ("push" in change) this.#catalog.push(change.push.repository, change.push.image);
    else if ("untag" in change) this.#catalog.repository(change.untag.repository)?.untag(change.untag.tag);
    else if ("fault" in change) this.#faults.add({ ...change.fault, from: this.#scope("").time });
    else this.#faults.repair();
  }

  #answer(route: Route, request: Request, { searchParams, content }: Wanted): Answer {
    if (route.kind === "invalid-name") return errorAnswer(400, "NAME_INVALID");
    if (route.kind === "unknown") return errorAnswer(404, "UNSUPPORTED");
    const refusal = this.#refusal(route, request);
    if (refusal !== undefined) return refusal;
    if ("reference" in route && (route.kind !== "manifest" || isDigest(route.reference))) {
      const bad = badDigest(route.reference);
      if (bad !== undefined) return bad;
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      return errorAnswer(405, "UNSUPPORTED", { headers: { allow: "GET, HEAD" } });
    }
    if (route.kind === "ping") return jsonAnswer(200, {});
    const repository = this.#catalog.repository(route.repository);
    if (repository === undefined) return errorAnswer(404, "NAME_UNKNOWN", { detail: { name: route.repository } });
    switch (route.kind) {
      case "manifest":
        return answerManifest(content, request.headers.get("accept"));
      case "blob":
        return answerBlob(content, request.headers.get("range"));
      case "tags":
        return answerTags(repository, searchParams);
      default:
        return answerReferrers();
    }
  }

  #refusal(route: Route, request: Request): Answer | undefined {
    const repository = "repository" in route ? route.repository : undefined;
    return this.#guard({
      authorization: request.headers.get("authorization"),
      ...(repository === undefined ? {} : { repository }),
      isPublic: repository !== undefined && this.#isPublic(repository),
      now: this.#options.clock.now(),
      start: this.#options.start,
    });
  }

  #tokenOptions(): TokenServiceOptions {
    const { world, clock, start } = this.#options;
    return {
      service: this.realm?.service ?? "",
      issuer: this.realm?.host ?? "",
      users: world.auth.kind === "token" ? world.auth.users : [],
      isPublic: (repository) => this.#isPublic(repository),
      hub: isDockerHub(world.host),
      exists: (repository) => this.#catalog.repository(repository) !== undefined,
      clock,
      start,
    };
  }

  #content(route: RepositoryRoute & { readonly reference: string }): Content | undefined {
    const repository = this.#catalog.repository(route.repository);
    if (route.kind === "manifest" && !isDigest(route.reference)) return repository?.tagged(route.reference);
    return repository?.content(route.reference);
  }

  #isPublic(repository: string): boolean {
    return this.#catalog.repository(repository)?.public ?? false;
  }

  #scope(repository: string): Scope {
    return { repository, time: this.#options.clock.now() - this.#options.start };
  }

  async #latency(signal: AbortSignal | undefined): Promise<void> {
    const { clock, world } = this.#options;
    if (world.latency > 0) await clock.sleep(world.latency, signal);
  }
}

interface Wanted {
  readonly searchParams: URLSearchParams;
  readonly content: Content | undefined;
}

function pointOf(route: Route, content: Content | undefined): RequestPoint {
  if (route.kind === "manifest") return "manifest";
  if (route.kind !== "blob") return "other";
  return content?.kind === "config" ? "config" : "layer";
}

/** Manifests are no blobs, except for a registry that takes them for something else. */
function found(route: Route, content: Content | undefined, fault: RegistryFault | undefined): Content | undefined {
  return route.kind === "blob" && content?.kind === "manifest" && fault?.kind !== "media-type" ? undefined : content;
}
