import { Agent, type IncomingMessage, request as httpRequest } from "node:http";
import { buffer } from "node:stream/consumers";

import { ok, type Outcome } from "../base/index.ts";
import type { RegistryWorld } from "../kinds/index.ts";
import { type Network, NODE_HEADER, type Registry } from "../sandbox/index.ts";
import type { Authority } from "./certificates.ts";
import { listen, type Listener, type ListenFault } from "./listen.ts";
import { createRegistryTls } from "./registry-tls.ts";

/** Registries behind HTTP on loopback, and the network on which nodes reach them there. */
export interface LoopbackRegistries {
  readonly network: Network;
  /** By the host that images name. */
  readonly ports: ReadonlyMap<string, number>;
  /** Requests whose answer is still on its way; some wait for the clock of their registry. */
  open(): number;
  /** Grows whenever something moves on the wire. */
  moves(): number;
  close(): Promise<void>;
}

export interface LoopbackRegistriesOptions {
  readonly registries: readonly RegistryWorld[];
  /** Where the handlers of the registries are. */
  readonly network: Network;
  readonly authority: Authority;
  readonly failed: (error: unknown) => void;
}

const HUB_HOST = "registry-1.docker.io";
/** Most bytes of what is pushed in one request. */
const BODY_LIMIT = 256 * 1024 * 1024;

/** Puts every registry and token service of a world behind a port of its own. */
export async function serveRegistries(
  options: LoopbackRegistriesOptions,
): Promise<Outcome<LoopbackRegistries, ListenFault>> {
  const { registries, network, authority, failed } = options;
  const listeners = new Map<string, Listener>();
  const ports = new Map<string, number>();
  const close = async (): Promise<void> =>
    void (await Promise.all([...listeners.values()].map((each) => each.close())));
  for (const host of new Set(registries.flatMap(hostsOf))) {
    const registry = network.registry(host);
    if (registry === undefined) continue;
    const handler = async (request: Request): Promise<Response> =>
      isUnreachable(registry, request)
        ? Response.error()
        : forClient(await registry.fetch(request, request.signal), request, ports);
    const names = [host, registry.host, HUB_HOST];
    const called = [...new Set([host, registry.host].map(hostName)), ...(host === "docker.io" ? [HUB_HOST] : [])];
    const secure = createRegistryTls({ names: called, authority, meets: () => registry.connect("") });
    const listening = await listen(handler, { name: `registry ${host}`, names, secure, bodyLimit: BODY_LIMIT, failed });
    if (!listening.ok) {
      await close();
      return listening;
    }
    listeners.set(host, listening.value);
    ports.set(host, listening.value.port);
  }
  const client = new LoopbackClient();
  return ok({
    network: { registry: (host) => reached(host, { network, ports, client }) },
    ports,
    open: () => client.open,
    moves: () => client.moves,
    close: async () => {
      client.close();
      await close();
    },
  });
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, "");
}

/**
 * Whether a client without TLS would not have come so far. Nodes have found out before they ask, and clients with TLS when they
 * connected.
 */
function isUnreachable(registry: Registry, { url, headers }: Request): boolean {
  if (headers.has(NODE_HEADER) || new URL(url).protocol === "https:") return false;
  const { kind } = registry.connect("", { userAgent: headers.get("user-agent") ?? "" });
  return /^(?:dns-|connection-|no-route)/.test(kind);
}

/** The registry's own host, and that of its token service. */
function hostsOf({ host, auth }: RegistryWorld): string[] {
  return auth.kind === "token" ? [host, auth.realm.split("/", 1)[0] ?? host] : [host];
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1)(?::(\d+))?$/;

/**
 * A client on this machine, which calls the registry `localhost:PORT`, does not know the name of its token service: it is
 * told where that listens.
 */
function forClient(response: Response, request: Request, ports: ReadonlyMap<string, number>): Response {
  const challenge = response.headers.get("www-authenticate");
  const { host: called, protocol } = new URL(request.url);
  const asked = LOOPBACK.exec(called);
  if (challenge === null || asked === null || response.type === "error") return response;
  const told = challenge.replace(/realm="https?:\/\/([^/"]+)/, (realm, host: string) => {
    const port = ports.get(host);
    return port === undefined ? realm : `realm="${protocol}//localhost:${port}`;
  });
  const headers = new Headers(response.headers);
  headers.set("www-authenticate", told);
  return new Response(response.body, { status: response.status, headers });
}

interface Reach {
  readonly network: Network;
  readonly ports: ReadonlyMap<string, number>;
  readonly client: LoopbackClient;
}

/** A registry as a node reaches it: what is before HTTP as the world says, HTTP through the registry's port. */
function reached(host: string, { network, ports, client }: Reach): Registry | undefined {
  const [, given] = LOOPBACK.exec(host) ?? [];
  const local = [...ports].find(([, port]) => `${port}` === given);
  const [name = host] = local ?? [];
  const registry = network.registry(name);
  const port = ports.get(name) ?? (registry === undefined ? undefined : ports.get(registry.host));
  if (registry === undefined || port === undefined) return registry;
  return {
    host,
    address: local === undefined ? registry.address : "127.0.0.1",
    connect: (repository, asking) => {
      const result = registry.connect(repository, asking);
      return local !== undefined && result.kind === "ok" ? { kind: "plain-http" } : result;
    },
    fetch: (request, signal) => client.fetch(port, request, signal),
    answer: (request, signal) => client.fetch(port, request, signal),
    change: (change) => registry.change(change),
    now: () => registry.now(),
  };
}

/** Sends requests to ports of this machine, with the host that their URL names. */
class LoopbackClient {
  readonly #agent = new Agent({ keepAlive: true });
  #open = 0;
  #moves = 0;

  get open(): number {
    return this.#open;
  }

  get moves(): number {
    return this.#moves;
  }

  /** Never rejects: what breaks before an answer is `Response.error()`. */
  async fetch(port: number, request: Request, signal: AbortSignal | undefined): Promise<Response> {
    const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    const { host, pathname, search } = new URL(request.url);
    const headers = { ...Object.fromEntries(request.headers), host };
    this.#open += 1;
    this.#moves += 1;
    return new Promise((resolve) => {
      const outgoing = httpRequest({
        agent: this.#agent,
        host: "127.0.0.1",
        port,
        method: request.method,
        path: pathname + search,
        headers: body === undefined ? headers : { ...headers, "content-length": body.length },
        ...(signal === undefined ? {} : { signal }),
      });
      outgoing.once("response", (incoming) => {
        this.#moves += 1;
        resolve(webResponse(incoming, request.method));
      });
      outgoing.on("error", () => resolve(Response.error()));
      outgoing.once("close", () => {
        this.#open -= 1;
        this.#moves += 1;
      });
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

async function webResponse(incoming: IncomingMessage, method: string): Promise<Response> {
  const { statusCode: status = 500, rawHeaders } = incoming;
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  const isEmpty = method === "HEAD" || status === 204 || status === 304;
  if (isEmpty) incoming.resume();
  if (isEmpty) return new Response(null, { status, headers });
  // Clients leave the body of a refusal unread, which would keep the connection for ever.
  if (status >= 400) return new Response(await buffer(incoming).catch(() => null), { status, headers });
  return new Response(ReadableStream.from(incoming as AsyncIterable<Uint8Array>), { status, headers });
}
