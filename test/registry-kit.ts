import http from "node:http";
import type { AddressInfo } from "node:net";

import { ManualClock, type Transport, type TransportRequest } from "../src/base/index.ts";
import type { RegistryWorld } from "../src/kinds/index.ts";
import { createHttpsTransport } from "../src/node/index.ts";
import { DEFAULT_LIMITS, type RegistryPolicy, RegistrySession } from "../src/registry/index.ts";
import { createNetwork } from "../src/sandbox/registry/index.ts";

export const START: number = Date.parse("2026-01-05T09:00:00Z");

export type Handler = (request: Request) => Response | Promise<Response>;

/** A request as it arrived at a host. */
export interface Arrived {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Hosts by name, each a node:http server on loopback; the transport knows the way, as a resolver would. */
export class LoopbackHosts {
  readonly arrived: Arrived[] = [];
  readonly clock: ManualClock = new ManualClock(START);
  readonly #servers: http.Server[] = [];
  readonly #ports = new Map<string, number>();

  async serve(host: string, handler: Handler): Promise<void> {
    const server = http.createServer((incoming, outgoing) => void this.#answer({ host, handler, incoming, outgoing }));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    this.#servers.push(server);
    this.#ports.set(host, (server.address() as AddressInfo).port);
  }

  /** The sandbox's registry and its token service. */
  async serveWorld(world: RegistryWorld): Promise<void> {
    const network = createNetwork({ registries: [world], clock: this.clock, start: START });
    const api = world.host === "docker.io" ? "registry-1.docker.io" : world.host;
    const realm = world.auth.kind === "token" ? [world.auth.realm.split("/")[0] ?? ""] : [];
    for (const host of new Set([api, ...realm])) {
      const registry = network.registry(host);
      if (registry !== undefined) await this.serve(host, (request) => registry.fetch(request));
    }
  }

  session(policy: Partial<RegistryPolicy> & { readonly hosts: readonly string[] }): RegistrySession {
    const limits = policy.limits ?? { ...DEFAULT_LIMITS, longestWait: 0 };
    const full = { realms: [], plainHttp: [], redirects: [], ...policy, limits };
    return new RegistrySession({ transport: this.#transport(), clock: this.clock, policy: full });
  }

  /** `HEAD host/path`, in the order of arrival. */
  lines(): readonly string[] {
    return this.arrived.map(({ method, host, path }) => `${method} ${host}${path}`);
  }

  async close(): Promise<void> {
    for (const server of this.#servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    }
    this.#ports.clear();
    this.arrived.length = 0;
  }

  #transport(): Transport {
    const inner = createHttpsTransport({ proxyFor: () => "" });
    return {
      send: (request: TransportRequest, options) => {
        const url = new URL(request.url);
        const port = this.#ports.get(url.host);
        // Names that are served stand for public hosts here; literal addresses go to the real transport as they are.
        if (port === undefined) return inner.send(request, options);
        const headers = { host: url.host, ...request.headers };
        const sent = { ...request, headers, url: `http://127.0.0.1:${port}${url.pathname}${url.search}` };
        return inner.send(sent, { ...options, refuse: [] });
      },
    };
  }

  async #answer({ host, handler, incoming, outgoing }: Conversation): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = "GET", url: path = "/", headers } = incoming;
    const body = Buffer.concat(chunks).toString("utf8");
    this.arrived.push({ host, method, path, headers, body });
    const init = { method, headers: headers as Record<string, string>, ...(body === "" ? {} : { body }) };
    const response = await handler(new Request(`https://${host}${path}`, init));
    if (response.type === "error") return void outgoing.destroy();
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    try {
      outgoing.end(method === "HEAD" ? undefined : Buffer.from(await response.arrayBuffer()));
    } catch {
      outgoing.destroy();
    }
  }
}

interface Conversation {
  readonly host: string;
  readonly handler: Handler;
  readonly incoming: http.IncomingMessage;
  readonly outgoing: http.ServerResponse;
}
