import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Server as NetServer } from "node:net";

import { failed, ok, type Outcome } from "../base/index.ts";
import { bothWays, type Front } from "./both-ways.ts";
import type { Secure } from "./registry-tls.ts";
import { type Handler, send, webRequest } from "./serve-fetch.ts";

export interface ListenOptions {
  /** What it is, for messages: `API server`. */
  readonly name: string;
  /** Any that is free when absent. */
  readonly port?: number;
  /** PEM; plain HTTP when absent. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Takes over connections that begin with a TLS record; HTTP is spoken on the same port. */
  readonly secure?: Secure;
  /** Names beside those of loopback that clients may call it by (`Host`). */
  readonly names?: readonly string[];
  /** Most bytes of a request's body. */
  readonly bodyLimit: number;
  /** Told what the handler throws; the client gets 500. */
  readonly failed: (error: unknown) => void;
}

export interface Listener {
  readonly port: number;
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** Cuts what is still going on. */
  close(): Promise<void>;
}

export interface ListenFault {
  readonly code: "NODE_PORT_TAKEN" | "NODE_PORT_FORBIDDEN" | "NODE_PORT_UNUSABLE";
  readonly message: string;
}

const ADDRESS = "127.0.0.1";
const LOOPBACK_NAMES = ["127.0.0.1", "localhost", "[::1]"];
/** Milliseconds in which a client has to send its headers, and the whole of its request. */
const HEADERS_IN = 10_000;
const REQUEST_IN = 60_000;

/**
 * Puts a handler behind HTTP on loopback. Requests that call the server by a name that it does not have are refused, as
 * a page in a browser could send them (DNS rebinding). `Request.signal` aborts when the client goes away; a response of type `error`
 * cuts the connection.
 */
export async function listen(handler: Handler, options: ListenOptions): Promise<Outcome<Listener, ListenFault>> {
  const listener = listenerOf(handler, options);
  const { tls, secure } = options;
  const limits = { headersTimeout: HEADERS_IN, requestTimeout: REQUEST_IN };
  const server =
    tls === undefined
      ? createServer(limits, (...pair) => void listener(...pair))
      : createSecureServer({ ...limits, cert: tls.certificate, key: tls.key }, (...pair) => void listener(...pair));
  const front: Front = secure === undefined ? { server, cut: () => undefined } : bothWays(server, secure);
  const fault = await bind(front.server, options);
  if (fault !== undefined) return failed(fault);
  const { port } = front.server.address() as AddressInfo;
  const url = `${tls === undefined ? "http" : "https"}://${ADDRESS}:${port}`;
  return ok({ port, url, close: () => close(server, front) });
}

type Listen = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

function listenerOf(handler: Handler, options: ListenOptions): Listen {
  const { names = [], failed, bodyLimit } = options;
  const known = new Set([...LOOPBACK_NAMES, ...names]);
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { host = "" } = incoming.headers;
    if (!known.has(host) && !known.has(host.replace(/:\d+$/, ""))) return refuse(outgoing, 403, "Unknown host");
    if (!isOrdinary(incoming)) return refuse(outgoing, 400, "Bad request");
    try {
      const scheme = "encrypted" in incoming.socket ? "https" : "http";
      const request = await webRequest(incoming, outgoing, { scheme, limit: bodyLimit });
      if (request === undefined) return refuse(outgoing, 413, "Body too large");
      await send(await handler(request), outgoing);
    } catch (error) {
      if (incoming.errored === null) failed(error);
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(outgoing, 500, "Internal error");
    }
  };
}

/** No request to a proxy, and none that fetch does not know. */
function isOrdinary({ method = "", url = "" }: IncomingMessage): boolean {
  return url.startsWith("/") && !["CONNECT", "TRACE", "TRACK"].includes(method);
}

/** The connection is not used again, as the rest of the request may still be on its way. */
function refuse(outgoing: ServerResponse, status: number, text: string): void {
  outgoing.writeHead(status, { "content-type": "text/plain", connection: "close" }).end(`${text}\n`);
}

function bind(server: NetServer, { port = 0, name }: ListenOptions): Promise<ListenFault | undefined> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(faultOf(error, { port, name })));
    server.listen(port, ADDRESS, () => resolve(undefined));
  });
}

function faultOf({ code = "" }: NodeJS.ErrnoException, { port, name }: { port: number; name: string }): ListenFault {
  const what = `Cannot start the ${name} on port ${port}`;
  if (code === "EADDRINUSE") {
    return { code: "NODE_PORT_TAKEN", message: `${what}: another program listens there; another port is wanted` };
  }
  if (code === "EACCES") {
    return { code: "NODE_PORT_FORBIDDEN", message: `${what}: permission denied; a port above 1023 is wanted` };
  }
  return { code: "NODE_PORT_UNUSABLE", message: `${what}: ${code}; another port is wanted` };
}

function close(server: Server, front: Front): Promise<void> {
  return new Promise((resolve) => {
    front.server.close(() => resolve());
    front.cut();
    server.closeAllConnections();
  });
}
