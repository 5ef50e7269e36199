import https from "node:https";
import type net from "node:net";
import type { AddressInfo } from "node:net";
import type tls from "node:tls";

import type { Exchange, SendOptions, Transport, TransportFault, TransportRequest } from "../base/index.ts";
import { createHttpsTransport, type HttpsTransportOptions } from "./index.ts";

/** Servers on loopback, all ended by `closeAll`, with whatever connections they have. */
export class TestListeners {
  readonly #open: net.Server[] = [];
  readonly #sockets = new Set<net.Socket>();

  async listen(server: net.Server): Promise<number> {
    this.#open.push(server);
    server.on("connection", (socket: net.Socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return (server.address() as AddressInfo).port;
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  async closeAll(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    for (const server of this.#open.splice(0)) await new Promise((done) => server.close(done));
  }
}

export function direct(options: HttpsTransportOptions = {}): Transport {
  return createHttpsTransport({ proxyFor: () => "", ...options });
}

export async function ask(
  transport: Transport,
  request: Partial<TransportRequest> & { readonly url: string },
  options: Partial<SendOptions> = {},
): Promise<Exchange | TransportFault> {
  const result = await transport.send(
    { method: "GET", headers: {}, ...request },
    { signal: AbortSignal.timeout(10_000), maxBody: 1_000, ...options },
  );
  return result.ok ? result.value : result.fault;
}

export function secureServer(options: tls.SecureContextOptions & tls.TlsOptions): net.Server {
  return https.createServer(options, (_request, response) => response.end("secure"));
}
