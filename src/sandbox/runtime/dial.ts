import type { Clock, Random } from "../../base/index.ts";
import type { About, NodeWorld, Recorder } from "../../kinds/index.ts";
import { type ConnectResult, hostName, type Network, type Registry } from "../registry/index.ts";
import type { TransportProblem } from "./pull-fault.ts";

const DEFAULT_RESOLVER = "10.0.0.2:53";
const DEFAULT_ADDRESS = "10.0.0.10";
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** The range of ports that Linux gives to outgoing connections. */
const FIRST_PORT = 32_768;
const PORTS = 28_232;

/** How long failures take: two tries of a resolver, Go's dial and handshake limits, and unanswered ARP. */
const MILLISECONDS: Partial<Record<ConnectResult["kind"], number>> = {
  "dns-timeout": 10_000,
  "connection-timeout": 30_000,
  "no-route": 3000,
  "tls-silent": 10_000,
};

export interface DialOptions {
  readonly node: NodeWorld;
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Recorder;
}

export interface DialRequest {
  /** Host with port, as in the URL. */
  readonly host: string;
  readonly scheme: "http" | "https";
  readonly repository: string;
  readonly about: About;
  readonly signal: AbortSignal | undefined;
}

/** A connection, or why there is none; `plain` where the peer speaks TLS and is spoken to without. */
export type Dialled =
  | { readonly kind: "open"; readonly registry: Registry; readonly plain?: true }
  | { readonly kind: "failed"; readonly problem: TransportProblem };

/** Name, connection, TLS: one step after the other, each in the trace, until one fails. */
export async function dial(options: DialOptions, request: DialRequest): Promise<Dialled> {
  const registry = options.network.registry(request.host);
  const result = registry?.connect(request.repository) ?? nobody(request.host);
  const took = MILLISECONDS[result.kind] ?? 0;
  if (took > 0) await options.clock.sleep(took, request.signal);
  trace(options, request, result);
  if (request.signal?.aborted) return { kind: "failed", problem: { kind: "canceled" } };
  if (registry !== undefined && isOpen(result, request.scheme)) {
    const plain = request.scheme === "http" && result.kind !== "plain-http";
    return { kind: "open", registry, ...(plain ? { plain } : {}) };
  }
  return { kind: "failed", problem: problemOf(options, request, result) };
}

/** A plain client notices nothing of certificates. */
function isOpen({ kind }: ConnectResult, scheme: DialRequest["scheme"]): boolean {
  if (scheme === "https") return kind === "ok";
  return !kind.startsWith("dns-") && !kind.startsWith("connection-") && kind !== "no-route";
}

/** What is met at a host that the world does not have. */
function nobody(host: string): ConnectResult {
  const name = hostName(host);
  if (name === "localhost") return { kind: "connection-refused" };
  return { kind: IPV4.test(name) ? "connection-timeout" : "dns-nxdomain" };
}

function problemOf(options: DialOptions, request: DialRequest, result: ConnectResult): TransportProblem {
  if (result.kind === "ok") throw new Error(`Connected to ${request.host} and failed`);
  const { node, clock, random } = options;
  const peer = peerOf(options, request);
  const resolver = node.resolver ?? DEFAULT_RESOLVER;
  const other = result.kind.startsWith("dns-") ? resolver : peer;
  const source = other.startsWith("127.") ? "127.0.0.1" : (node.address ?? DEFAULT_ADDRESS);
  return {
    kind: "connect",
    result,
    host: hostName(request.host),
    peer,
    local: `${source}:${FIRST_PORT + Math.floor(random.next() * PORTS)}`,
    resolver,
    now: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z"),
  };
}

function peerOf({ network }: DialOptions, { host, scheme }: DialRequest): string {
  const name = hostName(host);
  const address = network.registry(host)?.address ?? (name === "localhost" ? "127.0.0.1" : name);
  const port = host === name ? (scheme === "https" ? "443" : "80") : host.slice(name.length + 1);
  return `${address}:${port}`;
}

const DNS_ANSWERS: Partial<Record<ConnectResult["kind"], string>> = {
  "dns-nxdomain": "NXDOMAIN",
  "dns-servfail": "SERVFAIL",
  "dns-timeout": "no answer",
};
const TCP_RESULTS: Partial<Record<ConnectResult["kind"], string>> = {
  "connection-refused": "connection refused",
  "connection-timeout": "no answer",
  "connection-reset": "connection reset",
  "no-route": "no route to host",
};
const TLS_RESULTS: Partial<Record<ConnectResult["kind"], string>> = {
  ok: "verified",
  "plain-http": "the server speaks plain HTTP",
  "not-tls": "the server does not speak TLS",
  "tls-silent": "no answer",
  "tls-unknown-authority": "certificate signed by unknown authority",
  "tls-expired": "certificate has expired",
  "tls-not-yet-valid": "certificate is not valid yet",
  "tls-wrong-name": "certificate is for another name",
  "tls-alert": "refused by the server",
};

function trace(options: DialOptions, request: DialRequest, { kind }: ConnectResult): void {
  const { recorder, node } = options;
  const about = { ...request.about, node: node.name };
  const name = hostName(request.host);
  const peer = peerOf(options, request);
  const dns = DNS_ANSWERS[kind];
  if (name !== "localhost" && !IPV4.test(name)) {
    recorder.record("dns", { host: name, answer: dns ?? hostName(peer) }, about);
  }
  if (dns !== undefined) return;
  const tcp = TCP_RESULTS[kind];
  recorder.record("tcp", { host: peer, result: tcp ?? "connected" }, about);
  if (tcp === undefined && request.scheme === "https") {
    recorder.record("tls", { host: name, result: TLS_RESULTS[kind] ?? kind }, about);
  }
}
