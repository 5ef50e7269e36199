import type { ProxyAnswer, ProxyWorld } from "../../kinds/index.ts";
import { addressOf, type ConnectResult } from "../registry/index.ts";
import { isWithoutProxy } from "./no-proxy.ts";
import { peerOf } from "./peer.ts";

/** The proxy that a connection goes through. */
export interface TunnelProxy {
  readonly host: string;
  /** `address:port` */
  readonly peer: string;
  readonly answer: ProxyAnswer;
}

/** Undefined where the host is reached without one. */
export function tunnelProxy(proxy: ProxyWorld | undefined, host: string): TunnelProxy | undefined {
  if (proxy === undefined || isWithoutProxy(host, proxy.noProxy)) return undefined;
  return { host: proxy.host, answer: proxy.answer, peer: peerOf(proxy.host, "http", addressOf(proxy.host, proxy)) };
}

/** What comes of asking a proxy to connect. */
export type ProxyStep =
  | { readonly kind: "unreached"; readonly result: Exclude<ConnectResult, { kind: "ok" }> }
  | { readonly kind: "no-proxy" }
  | { readonly kind: "status"; readonly status: number }
  /** The connection stands; so does, or does not, TLS in it. */
  | { readonly kind: "tunnel"; readonly result: ConnectResult };

const STATUS: Partial<Record<ProxyAnswer, number>> = { "login-wanted": 407, forbidden: 403, unavailable: 503 };
/** Squid's answer where it cannot look a name up or connect. */
const CANNOT_CONNECT = 503;

export interface BehindProxy {
  /** How connecting to the registry ends. */
  readonly result: ConnectResult;
  readonly trusts: readonly string[];
  readonly skipVerify: boolean;
}

export function proxyStep({ host, answer }: TunnelProxy, { result, trusts, skipVerify }: BehindProxy): ProxyStep {
  switch (answer) {
    case "dns-nxdomain":
    case "connection-refused":
    case "connection-timeout":
      return { kind: "unreached", result: { kind: answer } };
    case "not-a-proxy":
      return { kind: "no-proxy" };
    case "login-wanted":
    case "forbidden":
    case "unavailable":
      return { kind: "status", status: STATUS[answer] ?? CANNOT_CONNECT };
    default:
      break;
  }
  if (/^(?:dns-|connection-|no-route)/.test(result.kind)) return { kind: "status", status: CANNOT_CONNECT };
  const isSeen = answer === "intercepts" && !skipVerify && !trusts.includes(host);
  return { kind: "tunnel", result: isSeen ? { kind: "tls-unknown-authority" } : result };
}
