import type { Outcome } from "./outcome.ts";
import type { Secret } from "./secret.ts";

/** One HTTP exchange, no redirect followed, with what was seen on the way to it. */
export interface Transport {
  /** Never rejects. The signal ends everything, the reading of the body too. */
  send(request: TransportRequest, options: SendOptions): Promise<Outcome<Exchange, TransportFault>>;
}

export interface TransportRequest {
  readonly method: "GET" | "HEAD" | "POST";
  /** Absolute, `http:` or `https:`, without user info and fragment. */
  readonly url: string;
  /** Names in lower case. What must not be printed is wrapped. */
  readonly headers: Readonly<Record<string, string | Secret>>;
  readonly body?: string | Secret;
}

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Bytes of the body that are read at most. */
  readonly maxBody: number;
  /** Kinds of address that no connection may be opened to, looked at after names are resolved. */
  readonly refuse?: readonly AddressKind[];
  /** A port of this machine where the host of the URL is found, without a proxy; its names and certificates stay the host's. */
  readonly foundAt?: number;
}

/** Addresses that are not of the public internet. `special`: multicast, documentation, unspecified and the like. */
export type AddressKind = "loopback" | "link-local" | "private" | "special";

export interface Exchange {
  readonly status: number;
  /** By name in lower case; one text for each time that the header was sent. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: Uint8Array;
  /** There was more of the body than `maxBody`. */
  readonly cut: boolean;
  /** IP address that was connected to: the proxy's where there is one. */
  readonly address: string;
  /** Of that address, where it is not of the public internet and no proxy stands between. */
  readonly addressKind?: AddressKind;
  /** `host:port` of the proxy that was used. */
  readonly proxy?: string;
  readonly phases: Phases;
  /** The server's own first; empty without TLS. */
  readonly chain: readonly CertificateFacts[];
}

/** Milliseconds that each phase took; absent where it was not needed or not ended. */
export interface Phases {
  readonly lookup?: number;
  readonly connect?: number;
  /** The proxy's way to the host. */
  readonly tunnel?: number;
  readonly secure?: number;
  /** From the request to the head of the answer. */
  readonly answered?: number;
}

export type Phase = "lookup" | "connect" | "tunnel" | "secure" | "answer" | "body";

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and IP addresses that it is for. */
  readonly names: readonly string[];
  /** Milliseconds since the Unix epoch. */
  readonly validFrom: number;
  readonly validTo: number;
  /** SHA-256 of the certificate, hex digits in pairs with colons. */
  readonly fingerprint: string;
}

export type TransportFault =
  | (FaultFacts & { readonly code: PlainFaultCode })
  | (FaultFacts & { readonly code: TlsFaultCode; readonly chain: readonly CertificateFacts[] })
  /** The proxy answered, but with a refusal. */
  | (FaultFacts & { readonly code: "TRANSPORT_PROXY"; readonly status?: number })
  | (FaultFacts & { readonly code: "TRANSPORT_ADDRESS_REFUSED"; readonly kind: AddressKind });

export type PlainFaultCode =
  | "TRANSPORT_DNS_NOT_FOUND"
  | "TRANSPORT_DNS_FAILURE"
  | "TRANSPORT_REFUSED"
  | "TRANSPORT_RESET"
  | "TRANSPORT_TIMEOUT"
  | "TRANSPORT_NO_ROUTE"
  /** Something else than HTTP answered. */
  | "TRANSPORT_NOT_HTTP"
  | "TRANSPORT_ABORTED"
  /** An error of the system that has no word here; `detail` names it. */
  | "TRANSPORT_OTHER";

export type TlsFaultCode =
  | "TRANSPORT_TLS_UNKNOWN_AUTHORITY"
  | "TRANSPORT_TLS_EXPIRED"
  | "TRANSPORT_TLS_NOT_YET_VALID"
  | "TRANSPORT_TLS_WRONG_NAME"
  | "TRANSPORT_TLS_HANDSHAKE"
  /** TLS was wanted, and plain HTTP was answered. */
  | "TRANSPORT_PLAIN_HTTP";

export interface FaultFacts {
  readonly phase: Phase;
  /** As in the URL; the proxy's where it is the proxy that cannot be reached. */
  readonly host: string;
  readonly port: number;
  readonly address?: string;
  readonly proxy?: string;
  readonly phases: Phases;
  /** The system's or OpenSSL's own word, such as `ECONNREFUSED`. Holds nothing that was sent. */
  readonly detail: string;
}
