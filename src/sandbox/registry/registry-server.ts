import type { RegistryAuth, RegistryChange, RegistryFault, RegistryWorld } from "../../kinds/index.ts";
import {
  answerToken,
  type Guard,
  guardOf,
  inManner,
  isDockerHub,
  mannerOf,
  needsOf,
  showsExpired,
  type TokenQuestion,
  type TokenRealm,
  tokenRealm,
  type TokenServiceOptions,
  type Visit,
} from "./access/index.ts";
import { addressOf } from "./address.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import { answerBlob, answerCall, type Call } from "./api/index.ts";
import { Catalog } from "./catalog.ts";
import type { Content } from "./content/index.ts";
import type { ConnectResult, RegistryOptions } from "./contract.ts";
import { isDigest } from "./digest.ts";
import { type Client, Faults, NODE_HEADER, type RequestPoint, type Scope } from "./faults.ts";
import { faulty } from "./faulty-answer.ts";
import { LIMITS } from "./limits.ts";
import { NO_BODY, readBody } from "./read-body.ts";
import { redirected } from "./redirect.ts";
import { respond } from "./respond.ts";
import { type Route, routeOf } from "./route.ts";
import { Uploads } from "./uploads.ts";
import type { RegistryResponse } from "./whole-response.ts";

/** One registry of a world: its catalog, its guard, its faults, and its token service wherever that is reached. */
export class RegistryServer {
  readonly host: string;
  readonly address: string;
  readonly realm: TokenRealm | undefined;
  readonly #options: RegistryOptions;
  readonly #catalog: Catalog;
  readonly #uploads: Uploads;
  readonly #faults: Faults;
  readonly #guard: Guard;
  readonly #manner: ReturnType<typeof mannerOf>;

  constructor(options: RegistryOptions) {
    const { world } = options;
    this.host = world.host;
    this.address = addressOf(world.host, world);
    this.realm = tokenRealm(world);
    this.#manner = mannerOf(world);
    this.#options = options;
    this.#catalog = new Catalog(world.repositories);
    this.#faults = new Faults(world.faults);
    this.#uploads = new Uploads(world.host);
    this.#guard = guardOf({
      auth: world.auth,
      realm: this.realm ?? { url: "", service: "" },
      isPublic: (repository) => this.#isPublic(repository),
    });
  }

  connect(repository: string, client: Client = {}): ConnectResult {
    return this.#faults.ofConnect("connect", this.#scope(repository, client)) ?? this.#options.world.network;
  }

  connectToToken(repository: string, client: Client = {}): ConnectResult {
    return this.#faults.ofConnect("token", this.#scope(repository, client)) ?? { kind: "ok" };
  }

  async answer(request: Request, signal?: AbortSignal): Promise<RegistryResponse> {
    const url = new URL(request.url);
    const { pathname, searchParams: query } = url;
    const route = routeOf(pathname);
    await this.#latency(signal);
    const { method, headers } = request;
    // What only reads does not wait here: runs on a virtual clock depend on the number of turns.
    const body = WITH_BODY.has(method) ? await readBody(request, limitOf(route), signal) : NO_BODY;
    if (body.kind === "broken") return Response.error();
    const content = this.#content(route);
    const scope = this.#scope("repository" in route ? route.repository : "", clientOf(headers));
    const fault = this.#faults.ofRequest(pointOf(route, content), method !== "GET", scope);
    const bytes = body.kind === "whole" ? body.bytes : undefined;
    const call = {
      route,
      method,
      query,
      headers,
      body: bytes,
      content: this.#served(route, found(route, content, fault), fault),
    };
    const good = (): Answer =>
      fault?.kind === "redirect" ? redirected(this.#answer(call), { fault, route, url }) : this.#answer(call);
    return respond(faulty(good, fault, false), { clock: this.#options.clock, head: method === "HEAD", signal });
  }

  /** A blob that a redirect leads to `host` for; nobody is asked who they are, as the address itself is secret. */
  redirectedTo(host: string, digest: string): Content | undefined {
    const time = this.#options.clock.now() - this.#options.start;
    return this.#faults.leadsTo(host, time) ? this.#catalog.findBlob(digest, () => true) : undefined;
  }

  /** Answers for the blob of another registry, as the host that it is kept at. */
  async answerStored(content: Content, request: Request, signal?: AbortSignal): Promise<RegistryResponse> {
    await this.#latency(signal);
    const { method, headers } = request;
    const point = content.kind === "config" ? "config" : "layer";
    const fault = this.#faults.ofRequest(point, method !== "GET", this.#scope("", clientOf(headers)));
    const good = (): Answer => answerBlob(content, headers.get("range"));
    return respond(faulty(good, fault, false), { clock: this.#options.clock, head: method === "HEAD", signal });
  }

  async answerToken(question: TokenQuestion, signal?: AbortSignal): Promise<RegistryResponse> {
    await this.#latency(signal);
    const scope = this.#scope(question.access[0]?.name ?? "");
    const fault = this.#faults.ofRequest("token", false, scope);
    const good = (): Answer => answerToken(question, this.#tokenOptions());
    return respond(faulty(good, fault, true), { clock: this.#options.clock, head: false, signal });
  }

  change(change: RegistryChange): void {
    if ("push" in change) this.#catalog.push(change.push.repository, change.push.image);
    else if ("untag" in change) this.#catalog.repository(change.untag.repository)?.untag(change.untag.tag);
    else if ("visibility" in change) this.#catalog.show(change.visibility.repository, change.visibility.public);
    else if ("fault" in change) this.#faults.add({ ...change.fault, from: this.#scope("").time });
    else this.#faults.repair();
  }

  now(): RegistryWorld {
    const { world } = this.#options;
    const { time } = this.#scope("");
    return {
      ...world,
      auth: authFrom(world.auth, time),
      repositories: this.#catalog.now(),
      faults: this.#faults.now(time),
    };
  }

  #answer(call: Call): Answer {
    const { route, method, headers } = call;
    if (route.kind === "invalid-name") return errorAnswer(400, "NAME_INVALID");
    if (route.kind === "unknown") return errorAnswer(404, "UNSUPPORTED");
    const visit: Visit = {
      authorization: headers.get("authorization"),
      needs: needsOf(route, method),
      now: this.#options.clock.now(),
      start: this.#options.start,
    };
    const mayRead = (repository: string): boolean => this.#guard.mayRead(visit, repository);
    const store = { catalog: this.#catalog, uploads: this.#uploads, mayRead };
    const refusal = this.#guard.refuse(visit);
    if (refusal === undefined) return this.#inManner(answerCall(call, store), route);
    return this.#refusal(refusal, { visit, route });
  }

  /** A refusal in the registry's own words, where it has some for it. */
  #refusal(plain: Answer, { visit, route }: { readonly visit: Visit; readonly route: Route }): Answer {
    const { host, auth } = this.#options.world;
    const hasToken = /^bearer /i.test(visit.authorization ?? "");
    const denied = plain.status === 403 || hasToken ? this.#manner.denied : undefined;
    const words = showsExpired(visit, auth) ? this.#manner.expired : denied;
    if (words === undefined || !("repository" in route)) return plain;
    return inManner(words, { host, repository: route.repository, plain });
  }

  #inManner(plain: Answer, route: Route): Answer {
    if (plain.status !== 404 || (route.kind !== "manifest" && route.kind !== "tags")) return plain;
    const { repository } = route;
    const { noRepository, noTag } = this.#manner;
    const words = this.#catalog.repository(repository) === undefined ? noRepository : noTag;
    const reference = route.kind === "manifest" ? route.reference : "";
    return words === undefined ? plain : inManner(words, { host: this.host, repository, reference });
  }

  #tokenOptions(): TokenServiceOptions {
    const { world, clock, start } = this.#options;
    return {
      service: this.realm?.service ?? "",
      issuer: this.realm?.host ?? "",
      users: world.auth.kind === "token" ? world.auth.users : [],
      isPublic: (repository) => this.#isPublic(repository),
      hub: isDockerHub(world.host),
      manner: this.#manner,
      host: world.host,
      exists: (repository) => this.#catalog.repository(repository) !== undefined,
      clock,
      start,
    };
  }

  #content(route: Route): Content | undefined {
    if (route.kind !== "manifest" && route.kind !== "blob") return undefined;
    const { reference } = route;
    const repository = this.#catalog.repository(route.repository);
    if (route.kind === "blob") return repository?.blob(reference) ?? repository?.manifest(reference);
    return isDigest(reference) ? repository?.manifest(reference) : repository?.tagged(reference);
  }

  #served(route: Route, content: Content | undefined, fault: RegistryFault | undefined): Content | undefined {
    if (fault?.kind !== "missing-platform" || route.kind !== "manifest") return content;
    return this.#catalog.repository(route.repository)?.without(fault.platform, route.reference) ?? content;
  }

  #isPublic(repository: string): boolean {
    return this.#catalog.repository(repository)?.public ?? false;
  }

  #scope(repository: string, client: Client = {}): Scope {
    return { repository, client, time: this.#options.clock.now() - this.#options.start };
  }

  async #latency(signal: AbortSignal | undefined): Promise<void> {
    const { clock, world } = this.#options;
    if (world.latency > 0) await clock.sleep(world.latency, signal);
  }
}

/** Logins that end have so much less to go. */
function authFrom(auth: RegistryAuth, time: number): RegistryAuth {
  if (auth.kind === "none") return auth;
  const users = auth.users.map((user) => (user.until === undefined ? user : { ...user, until: user.until - time }));
  return { ...auth, users: users.filter(({ until = Infinity }) => until > 0) };
}

/** Runtimes of nodes say which node they are on. */
function clientOf(headers: Headers): Client {
  const [node, userAgent] = [headers.get(NODE_HEADER), headers.get("user-agent")];
  return { ...(node !== null && { node }), ...(userAgent !== null && { userAgent }) };
}

const WITH_BODY: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

function limitOf(route: Route): number {
  return route.kind === "manifest" ? LIMITS.manifestBytes : LIMITS.blobBytes;
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
