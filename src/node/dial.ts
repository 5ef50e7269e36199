import { lookup } from "node:dns/promises";
import http from "node:http";
import net from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";

import type { AddressKind } from "../base/index.ts";
import { addressKind } from "./address-kind.ts";
import { chainOf } from "./certificate-facts.ts";
import type { Journey } from "./journey.ts";
import { codeOf, plainHttpFault, TransportError, verifyFault } from "./transport-fault.ts";

/** One address is given this long before the next one is tried beside it. */
const NEXT_ADDRESS_AFTER = 1_000;

/** OpenSSL's words for a first record that is none of TLS. */
const NO_TLS = new Set(["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_HTTP_REQUEST", "ERR_SSL_PACKET_LENGTH_TOO_LONG"]);

export interface Target {
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  readonly refuse: readonly AddressKind[];
}

type Addresses = readonly { readonly address: string; readonly family: number }[];

/** Opens a TCP connection to a name or address. */
export async function connect(journey: Journey, { host, port, refuse }: Target): Promise<net.Socket> {
  journey.to(host, port);
  const addresses = await resolve(journey, host);
  assertWelcome(journey, addresses, refuse);
  const socket = await journey.during("connect", () => opened(journey, addresses, { host, port }));
  journey.address = socket.remoteAddress ?? addresses[0]?.address ?? "";
  return socket;
}

async function resolve(journey: Journey, host: string): Promise<Addresses> {
  const family = net.isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return journey.during("lookup", () => lookup(host, { all: true, verbatim: true }));
}

/** One unwelcome address is enough, since it cannot be told which one the next connection would take. */
export function assertWelcome(journey: Journey, addresses: Addresses, refuse: readonly AddressKind[]): void {
  for (const { address } of addresses) {
    const kind = addressKind(address);
    if (kind === undefined || !refuse.includes(kind)) continue;
    throw new TransportError({ code: "TRANSPORT_ADDRESS_REFUSED", ...journey.where(), address, kind, detail: "" });
  }
}

function opened(journey: Journey, addresses: Addresses, { host, port }: Omit<Target, "refuse">): Promise<net.Socket> {
  const only = addresses.length === 1 ? addresses[0] : undefined;
  journey.address = only?.address;
  const socket = journey.opened(
    net.connect({
      host: only?.address ?? host,
      port,
      lookup: (_name, _options, found) => found(null, [...addresses]),
      autoSelectFamily: only === undefined,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER,
    }),
  );
  return settled(socket, "connect").then(() => socket);
}

export interface SecureOptions {
  readonly host: string;
  readonly port: number;
  readonly context: tls.SecureContext;
}

/** TLS over an open connection; a certificate that is not to be trusted ends it before anything is sent. */
export async function secure(journey: Journey, socket: Duplex, options: SecureOptions): Promise<tls.TLSSocket> {
  const { host, context } = options;
  const name = net.isIP(host) === 0 ? { servername: host } : {};
  const secured = journey.opened(
    tls.connect({
      socket,
      host,
      ...name,
      secureContext: context,
      ALPNProtocols: ["http/1.1"],
      // So that the chain can be shown; `authorized` is looked at right after.
      rejectUnauthorized: false,
    }),
  );
  await journey.during("secure", async () => {
    await settled(secured, "secureConnect").catch(async (error: unknown) => {
      if (NO_TLS.has(codeOf(error)) && (await speaksHttp(journey, options))) {
        throw new TransportError(plainHttpFault(journey.where()));
      }
      throw error;
    });
    journey.chain = chainOf(secured);
    if (secured.authorized) return;
    // Declared as an Error, it is the code of the verification.
    throw new TransportError(verifyFault(String(secured.authorizationError), journey.chain, journey.where()));
  });
  return secured;
}

/** Whether the port answers HTTP without TLS, asked by a second connection that sends nothing but a bare request. */
async function speaksHttp(journey: Journey, { host, port }: SecureOptions): Promise<boolean> {
  if (journey.proxy !== undefined || journey.address === undefined) return false;
  const socket = journey.opened(net.connect({ host: journey.address, port }));
  socket.write(`HEAD / HTTP/1.1\r\nhost: ${host}:${port}\r\nconnection: close\r\n\r\n`);
  const [first] = await settled<[Buffer]>(socket, "data").catch(() => [Buffer.from("")]);
  return first.subarray(0, 5).toString("latin1") === "HTTP/";
}

/** Asks an HTTP proxy for a way to the host. */
export async function tunnel(
  journey: Journey,
  socket: Duplex,
  { authority, authorization }: { readonly authority: string; readonly authorization: string | undefined },
): Promise<Duplex> {
  return journey.during("tunnel", async () => {
    const headers = {
      host: authority,
      ...(authorization === undefined ? {} : { "proxy-authorization": authorization }),
    };
    const request = http.request({ method: "CONNECT", path: authority, headers, createConnection: () => socket });
    request.end();
    const [answer, way, head] = await settled<[http.IncomingMessage, Duplex, Buffer]>(request, "connect");
    if (answer.statusCode !== 200) {
      const status = answer.statusCode ?? 0;
      throw new TransportError({ code: "TRANSPORT_PROXY", ...journey.where(), status, detail: String(status) });
    }
    if (head.length > 0) way.unshift(head);
    return way;
  });
}

/** The arguments of the event, or a rejection by `error`, or by `close` before it. */
export function settled<T extends unknown[]>(emitter: NodeJS.EventEmitter, event: string): Promise<T> {
  return new Promise((done, fail) => {
    emitter.once(event, (...values: unknown[]) => done(values as T));
    emitter.once("error", fail);
    emitter.once("close", () => fail(Object.assign(new Error("Closed"), { code: "ECONNRESET" })));
  });
}
