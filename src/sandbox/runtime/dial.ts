import type { Clock, Random } from "../../base/index.ts";
import type { About, NodeWorld, Recorder } from "../../kinds/index.ts";
import { type ConnectResult, hostName, type Network, type Registry } from "../registry/index.ts";
import { type Target, traceDial, traceTunnel } from "./dial-trace.ts";
import { isAddress, localEnd, peerOf, resolverOf } from "./peer.ts";
import { type ProxyStep, proxyStep, type TunnelProxy, tunnelProxy } from "./proxy.ts";
import type { ConnectProblem, TransportProblem } from "./pull-fault.ts";
import type { Reach } from "./reach.ts";

/** How long failures take: two tries of a resolver, Go's dial and handshake limits, and unanswered ARP. */
const MILLISECONDS: Partial<Record<ConnectResult["kind"], number>> = {
  "dns-timeout": 10_000,
  "connection-timeout": 30_000,
  "no-route": 3000,
  "tls-silent": 10_000,
};
const BAD_REQUEST = 400;

export interface DialOptions {
  readonly node: NodeWorld;
  readonly reach: Reach;
  readonly network: Network;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Recorder;
  /** What the runtime calls itself. */
  readonly userAgent: string;
}

export interface DialRequest {
  /** Host with port, as in the URL. */
  readonly host: string;
  readonly scheme: "http" | "https";
  readonly repository: string;
  readonly about: About;
  /** Takes any certificate. */
  readonly skipVerify: boolean;
  readonly signal: AbortSignal | undefined;
}

/** A connection, or why there is none; `refusal` where whoever answers there refuses what is said. */
export type Dialled =
  | { readonly kind: "open"; readonly registry: Registry; readonly refusal?: Refusal }
  | { readonly kind: "failed"; readonly problem: TransportProblem };

export interface Refusal {
  readonly status: number;
  readonly text: string;
}

/** Name, connection, TLS: one step after the other, each in the trace, until one fails. */
export async function dial(options: DialOptions, request: DialRequest): Promise<Dialled> {
  const proxy = tunnelProxy(options.reach.proxy, request.host);
  return proxy === undefined ? dialStraight(options, request) : dialThrough(proxy, options, request);
}

async function dialStraight(options: DialOptions, request: DialRequest): Promise<Dialled> {
  const registry = options.network.registry(request.host);
  const result = resultAt(registry, options, request);
  const target = { host: request.host, peer: peerOf(request.host, request.scheme, registry?.address), tls: false };
  await passed(options, request, result);
  traceDial(wayOf(options, request), { ...target, tls: request.scheme === "https" }, result);
  if (request.signal?.aborted) return { kind: "failed", problem: { kind: "canceled" } };
  if (registry !== undefined && isOpen(result, request.scheme)) {
    const plain = request.scheme === "http" && result.kind !== "plain-http";
    return { kind: "open", registry, ...(plain ? { refusal: NOT_PLAIN } : {}) };
  }
  return { kind: "failed", problem: problemOf(options, target, result) };
}

const NOT_PLAIN: Refusal = { status: BAD_REQUEST, text: "Client sent an HTTP request to an HTTPS server.\n" };

/** Reaches the proxy, asks it to connect, and goes on as if there were none. */
async function dialThrough(proxy: TunnelProxy, options: DialOptions, request: DialRequest): Promise<Dialled> {
  const way = wayOf(options, request);
  const registry = options.network.registry(request.host);
  const result = resultAt(registry, options, request);
  const step = proxyStep(proxy, { result, trusts: options.reach.trusts, skipVerify: request.skipVerify });
  const target = { host: proxy.host, peer: proxy.peer, tls: false };
  const toProxy = step.kind === "unreached" ? step.result : OK;
  await passed(options, request, toProxy);
  traceDial(way, target, toProxy);
  if (request.signal?.aborted) return { kind: "failed", problem: { kind: "canceled" } };
  if (step.kind === "unreached") {
    return { kind: "failed", problem: { kind: "proxy-connect", problem: problemOf(options, target, step.result) } };
  }
  if (step.kind !== "tunnel") return refusedBy(step, registry, request);
  const through = { ...target, host: request.host };
  await passed(options, request, step.result);
  if (request.scheme === "https") traceTunnel(way, request.host, step.result);
  if (registry !== undefined && isOpen(step.result, request.scheme)) return { kind: "open", registry };
  return { kind: "failed", problem: problemOf(options, through, step.result) };
}

const OK: ConnectResult = { kind: "ok" };

/** What a proxy answers to plain HTTP is an answer; to CONNECT it is the end. */
function refusedBy(
  step: Extract<ProxyStep, { kind: "status" | "no-proxy" }>,
  registry: Registry | undefined,
  { scheme }: DialRequest,
): Dialled {
  if (step.kind === "no-proxy") return { kind: "failed", problem: { kind: "no-proxy" } };
  const { status } = step;
  if (scheme === "http" && registry !== undefined) return { kind: "open", registry, refusal: { status, text: "" } };
  return { kind: "failed", problem: { kind: "proxy-status", status } };
}

function passed({ clock }: DialOptions, { signal }: DialRequest, { kind }: ConnectResult): Promise<void> | undefined {
  const took = MILLISECONDS[kind] ?? 0;
  return took > 0 ? clock.sleep(took, signal) : undefined;
}

function wayOf({ recorder, node }: DialOptions, { about }: DialRequest): Parameters<typeof traceDial>[0] {
  return { recorder, about: { ...about, node: node.name } };
}

/** How connecting ends for a node that trusts what it trusts. */
function resultAt(
  registry: Registry | undefined,
  { reach, node, userAgent }: DialOptions,
  request: DialRequest,
): ConnectResult {
  const result = registry?.connect(request.repository, { node: node.name, userAgent }) ?? nobody(request.host);
  const isTrusted = result.kind === "tls-unknown-authority" && reach.trusts.includes(request.host);
  return isTrusted || (request.skipVerify && ABOUT_CERTIFICATES.has(result.kind)) ? OK : result;
}

const ABOUT_CERTIFICATES: ReadonlySet<ConnectResult["kind"]> = new Set([
  "tls-unknown-authority",
  "tls-expired",
  "tls-not-yet-valid",
  "tls-wrong-name",
]);

/** A plain client notices nothing of certificates. */
function isOpen({ kind }: ConnectResult, scheme: DialRequest["scheme"]): boolean {
  if (scheme === "https") return kind === "ok";
  return !kind.startsWith("dns-") && !kind.startsWith("connection-") && kind !== "no-route";
}

/** What is met at a host that the world does not have. */
function nobody(host: string): ConnectResult {
  const name = hostName(host);
  if (name === "localhost") return { kind: "connection-refused" };
  return { kind: isAddress(name) ? "connection-timeout" : "dns-nxdomain" };
}

function problemOf(
  { node, clock, random }: DialOptions,
  { host, peer }: Target,
  result: ConnectResult,
): ConnectProblem {
  if (result.kind === "ok") throw new Error(`Connected to ${host} and failed`);
  const resolver = resolverOf(node);
  return {
    kind: "connect",
    result,
    host: hostName(host),
    peer,
    local: localEnd(result.kind.startsWith("dns-") ? resolver : peer, node, random),
    resolver,
    now: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, "Z"),
  };
}
