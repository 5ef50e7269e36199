import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";

import type { ConnectResult } from "../sandbox/index.ts";
import type { Authority } from "./certificates.ts";

export interface RegistryTlsOptions {
  /** Names of the registry, without port. */
  readonly names: readonly string[];
  /** What somebody meets who connects now. */
  readonly meets: () => ConnectResult;
  readonly authority: Authority;
}

/** Takes over a connection that begins with a TLS record; what it opens is given to `serve`. */
export type Secure = (socket: Socket, serve: (secured: Duplex) => void) => void;

/** A server that never answers lets go of its clients after so many milliseconds. */
const SILENT = 10 * 60_000;
/** A client has so many milliseconds to do its part of the handshake. */
const HANDSHAKE_IN = 10_000;
/** What is neither TLS nor HTTP. */
const BANNER = "220 ready\r\n";
/** TLS 1.2 record of an alert: level fatal, then its number. */
const ALERT = [21, 3, 3, 0, 2, 2];
const HANDSHAKE_FAILURE = 40;
/** Alerts by their words in Go's crypto/tls. */
const ALERTS: Readonly<Record<string, number>> = {
  "handshake failure": HANDSHAKE_FAILURE,
  "bad certificate": 42,
  "access denied": 49,
  "protocol version not supported": 70,
  "insufficient security level": 71,
  "internal error": 80,
  "unrecognized name": 112,
  "certificate required": 116,
};

/** TLS as a client of the registry meets it: with the right certificate, a wrong one, or none at all. */
export function createRegistryTls(options: RegistryTlsOptions): Secure {
  const contexts = new Map<string, Promise<SecureContext>>();
  return (socket, serve) => {
    const met = options.meets();
    switch (met.kind) {
      case "plain-http":
        return serve(socket);
      case "not-tls":
        return void socket.end(BANNER);
      case "tls-alert":
        return void socket.end(Uint8Array.from([...ALERT, ALERTS[met.alert] ?? HANDSHAKE_FAILURE]));
      case "tls-silent":
      case "dns-timeout":
      case "connection-timeout":
        return void socket.setTimeout(SILENT, () => socket.destroy());
      case "ok":
      case "tls-unknown-authority":
      case "tls-expired":
      case "tls-not-yet-valid":
      case "tls-wrong-name": {
        const key = JSON.stringify(met);
        const context = contexts.get(key) ?? contextFor(met, options);
        contexts.set(key, context);
        return void context.then((secureContext) => secured(socket, secureContext, serve));
      }
      default:
        return void socket.resetAndDestroy();
    }
  };
}

function secured(socket: Socket, secureContext: SecureContext, serve: (secured: Duplex) => void): void {
  const tls = new TLSSocket(socket, { isServer: true, secureContext });
  tls.on("error", () => socket.destroy());
  tls.setTimeout(HANDSHAKE_IN, () => socket.destroy());
  tls.once("secure", () => {
    tls.setTimeout(0);
    serve(tls);
  });
}

async function contextFor(met: ConnectResult, { names, authority }: RegistryTlsOptions): Promise<SecureContext> {
  const { issueAuthority, issueCertificate } = await import("./issue-certificate.ts");
  const signer =
    met.kind === "tls-unknown-authority" ? await issueAuthority(new Date(), "CN=unknown authority") : authority;
  const { certificate, key } = await issueCertificate(signer, {
    names: met.kind === "tls-wrong-name" ? met.names : [...names, "localhost", "127.0.0.1", "::1"],
    ...validity(met),
  });
  return createSecureContext({ cert: certificate, key });
}

const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;

function validity(met: ConnectResult): { readonly from: Date; readonly to: Date } {
  const now = Date.now();
  if (met.kind === "tls-expired") {
    const end = Date.parse(met.since);
    return { from: new Date(end - YEAR), to: new Date(end) };
  }
  if (met.kind === "tls-not-yet-valid") {
    const begin = Date.parse(met.from);
    return { from: new Date(begin), to: new Date(begin + YEAR) };
  }
  return { from: new Date(now - DAY), to: new Date(now + YEAR) };
}
