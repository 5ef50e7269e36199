import type { CertificateFacts, FaultFacts, PlainFaultCode, TlsFaultCode, TransportFault } from "../base/index.ts";

/** Codes of libuv (`uv_strerror`), getaddrinfo and Node's HTTP parser. */
const SYSTEM_CODES: Readonly<Record<string, PlainFaultCode>> = {
  ENOTFOUND: "TRANSPORT_DNS_NOT_FOUND",
  ENODATA: "TRANSPORT_DNS_NOT_FOUND",
  EAI_NONAME: "TRANSPORT_DNS_NOT_FOUND",
  EAI_NODATA: "TRANSPORT_DNS_NOT_FOUND",
  EAI_AGAIN: "TRANSPORT_DNS_FAILURE",
  EAI_FAIL: "TRANSPORT_DNS_FAILURE",
  ESERVFAIL: "TRANSPORT_DNS_FAILURE",
  ECONNREFUSED: "TRANSPORT_REFUSED",
  ECONNRESET: "TRANSPORT_RESET",
  ECONNABORTED: "TRANSPORT_RESET",
  EPIPE: "TRANSPORT_RESET",
  ETIMEDOUT: "TRANSPORT_TIMEOUT",
  ERR_SOCKET_CONNECTION_TIMEOUT: "TRANSPORT_TIMEOUT",
  EHOSTUNREACH: "TRANSPORT_NO_ROUTE",
  ENETUNREACH: "TRANSPORT_NO_ROUTE",
  EADDRNOTAVAIL: "TRANSPORT_NO_ROUTE",
};

/** Results of OpenSSL's verification that are not about an authority. */
const VERIFY_CODES: Readonly<Record<string, TlsFaultCode>> = {
  CERT_HAS_EXPIRED: "TRANSPORT_TLS_EXPIRED",
  CERT_NOT_YET_VALID: "TRANSPORT_TLS_NOT_YET_VALID",
  ERR_TLS_CERT_ALTNAME_INVALID: "TRANSPORT_TLS_WRONG_NAME",
  HOSTNAME_MISMATCH: "TRANSPORT_TLS_WRONG_NAME",
};

/** Thrown inside the transport only; `send` hands out what it holds. */
export class TransportError extends Error {
  readonly fault: TransportFault;

  constructor(fault: TransportFault) {
    super(fault.code);
    this.fault = fault;
  }
}

export type Where = Omit<FaultFacts, "detail">;

export function systemFault(error: unknown, where: Where): TransportFault {
  const detail = codeOf(error);
  const known = SYSTEM_CODES[detail];
  if (known !== undefined) return { code: known, ...where, detail };
  if (detail.startsWith("HPE_")) return { code: "TRANSPORT_NOT_HTTP", ...where, detail };
  if (isTls(detail)) return tlsFault({ code: "TRANSPORT_TLS_HANDSHAKE", chain: [] }, { ...where, detail });
  // Node's own words for a peer that hangs up.
  if (/socket hang up|premature close|aborted/i.test(messageOf(error))) {
    return { code: "TRANSPORT_RESET", ...where, detail: "ECONNRESET" };
  }
  return { code: "TRANSPORT_OTHER", ...where, detail };
}

/** A connection was secured, but its certificate is not to be trusted. */
export function verifyFault(detail: string, chain: readonly CertificateFacts[], where: Where): TransportFault {
  const code = VERIFY_CODES[detail] ?? "TRANSPORT_TLS_UNKNOWN_AUTHORITY";
  return tlsFault({ code, chain }, { ...where, detail });
}

export function plainHttpFault(where: Where): TransportFault {
  return tlsFault({ code: "TRANSPORT_PLAIN_HTTP", chain: [] }, { ...where, detail: "HTTP/1 in place of TLS" });
}

/** `TimeoutError` is how `AbortSignal.timeout` aborts. */
export function abortFault(signal: AbortSignal, where: Where): TransportFault {
  const timeout = (signal.reason as { readonly name?: unknown } | undefined)?.name === "TimeoutError";
  return timeout ? timeoutFault(where) : { code: "TRANSPORT_ABORTED", ...where, detail: "" };
}

export function timeoutFault(where: Where): TransportFault {
  const code = where.phase === "lookup" ? "TRANSPORT_DNS_FAILURE" : "TRANSPORT_TIMEOUT";
  return { code, ...where, detail: "ETIMEDOUT" };
}

function tlsFault(
  { code, chain }: { readonly code: TlsFaultCode; readonly chain: readonly CertificateFacts[] },
  facts: FaultFacts,
): TransportFault {
  return { code, ...facts, chain };
}

function isTls(detail: string): boolean {
  return detail.startsWith("ERR_SSL_") || detail === "EPROTO" || detail.startsWith("ERR_TLS_");
}

/** Of several addresses that were tried, the first one's. */
export function codeOf(error: unknown): string {
  const { code, errors } = error as { readonly code?: unknown; readonly errors?: readonly unknown[] };
  if (errors?.[0] !== undefined) return codeOf(errors[0]);
  return typeof code === "string" ? code : "";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
