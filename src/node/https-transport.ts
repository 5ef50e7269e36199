import http from "node:http";
import type { Duplex } from "node:stream";
import tls from "node:tls";

import { getProxyForUrl } from "proxy-from-env";

import {
  type Exchange,
  failed,
  ok,
  type Outcome,
  Secret,
  type SendOptions,
  type Transport,
  type TransportFault,
  type TransportRequest,
} from "../base/index.ts";
import { addressKind } from "./address-kind.ts";
import { assertWelcome, connect, secure, settled, tunnel } from "./dial.ts";
import { Journey, type PhaseLimits } from "./journey.ts";
import { rootCertificates } from "./root-certificates.ts";
import { TransportError } from "./transport-fault.ts";

export interface HttpsTransportOptions {
  /** PEM texts of authorities that are trusted beside the system's. */
  readonly extraCa?: readonly string[];
  /** The proxy of a URL, `""` for none. By default as HTTPS_PROXY, HTTP_PROXY and NO_PROXY say. */
  readonly proxyFor?: (url: string) => string;
  readonly limits?: Partial<PhaseLimits>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const LOOPBACK = "127.0.0.1";
const LIMITS: PhaseLimits = {
  lookup: 5_000,
  connect: 5_000,
  tunnel: 10_000,
  secure: 10_000,
  answer: 20_000,
  body: 30_000,
};

/** HTTP over connections of its own, each used once: what is seen belongs to this exchange, and nothing stays open. */
export function createHttpsTransport(options: HttpsTransportOptions = {}): Transport {
  const { extraCa = [], proxyFor = getProxyForUrl, limits, env = process.env } = options;
  let context: tls.SecureContext | undefined;
  const setup: Setup = {
    proxyFor,
    context: () => (context ??= tls.createSecureContext({ ca: rootCertificates({ extra: extraCa, env }) })),
  };
  return { send: (request, sending) => send(setup, request, { ...sending, limits: { ...LIMITS, ...limits } }) };
}

interface Setup {
  readonly proxyFor: (url: string) => string;
  /** Made at the first need: reading the authorities takes its time. */
  readonly context: () => tls.SecureContext;
}

type Sending = SendOptions & { readonly limits: PhaseLimits };

async function send(
  setup: Setup,
  request: TransportRequest,
  sending: Sending,
): Promise<Outcome<Exchange, TransportFault>> {
  const journey = new Journey(sending.signal, sending.limits);
  try {
    const line = await open(setup, journey, {
      url: new URL(request.url),
      refuse: sending.refuse ?? [],
      foundAt: sending.foundAt,
    });
    return ok(await exchange(journey, line, { request, maxBody: sending.maxBody }));
  } catch (error) {
    if (error instanceof TransportError) return failed(error.fault);
    throw error;
  } finally {
    journey.close();
  }
}

interface Line {
  readonly socket: Duplex;
  readonly headers: Readonly<Record<string, string>>;
  /** A proxy is told the whole URL where it is not a tunnel. */
  readonly path: string;
}

interface Opening {
  readonly url: URL;
  readonly refuse: NonNullable<SendOptions["refuse"]>;
  readonly foundAt: number | undefined;
}

async function open(setup: Setup, journey: Journey, { url, refuse, foundAt }: Opening): Promise<Line> {
  const target = { host: bare(url.hostname), port: portOf(url), refuse };
  const path = `${url.pathname}${url.search}`;
  const proxy = foundAt !== undefined || isLoopback(target.host) ? "" : setup.proxyFor(url.href);
  if (proxy !== "") return throughProxy(setup, journey, { url, path, target, proxy: new URL(proxy) });
  const socket = await connect(journey, foundAt === undefined ? target : { host: LOOPBACK, port: foundAt, refuse: [] });
  if (foundAt !== undefined) journey.to(target.host, target.port);
  if (url.protocol === "http:") return { socket, headers: {}, path };
  return { socket: await secure(journey, socket, { ...target, context: setup.context() }), headers: {}, path };
}

interface Detour {
  readonly url: URL;
  readonly path: string;
  readonly target: { readonly host: string; readonly port: number; readonly refuse: Opening["refuse"] };
  readonly proxy: URL;
}

async function throughProxy(setup: Setup, journey: Journey, { url, path, target, proxy }: Detour): Promise<Line> {
  const via = { host: bare(proxy.hostname), port: portOf(proxy), refuse: [] };
  const context = setup.context;
  journey.proxy = `${via.host}:${via.port}`;
  journey.to(target.host, target.port);
  if (addressKind(target.host) !== undefined) {
    assertWelcome(journey, [{ address: target.host, family: 0 }], target.refuse);
  }
  if (proxy.protocol !== "http:" && proxy.protocol !== "https:") {
    throw new TransportError({
      code: "TRANSPORT_PROXY",
      ...journey.where(),
      detail: `${proxy.protocol} is no HTTP proxy`,
    });
  }
  let way: Duplex = await connect(journey, via);
  if (proxy.protocol === "https:") way = await secure(journey, way, { ...via, context: context() });
  const authorization = proxyLogin(proxy);
  if (url.protocol === "http:") {
    journey.to(target.host, target.port);
    const headers = authorization === undefined ? {} : { "proxy-authorization": authorization };
    return { socket: way, headers, path: `${url.origin}${path}` };
  }
  const tunnelled = await tunnel(journey, way, { authority: `${url.hostname}:${target.port}`, authorization });
  journey.to(target.host, target.port);
  return { socket: await secure(journey, tunnelled, { ...target, context: context() }), headers: {}, path };
}

interface Asking {
  readonly request: TransportRequest;
  readonly maxBody: number;
}

async function exchange(journey: Journey, line: Line, { request, maxBody }: Asking): Promise<Exchange> {
  const answer = await journey.during("answer", async () => {
    const { host } = new URL(request.url);
    const headers = { host, "accept-encoding": "identity", "user-agent": "pullwhy", ...revealed(request.headers) };
    const outgoing = http.request({
      method: request.method,
      path: line.path,
      headers: { ...headers, ...line.headers },
      createConnection: () => line.socket,
    });
    outgoing.on("error", () => undefined);
    outgoing.end(request.body instanceof Secret ? request.body.reveal() : request.body);
    const [incoming] = await settled<[http.IncomingMessage]>(outgoing, "response");
    return incoming;
  });
  const kind = journey.proxy === undefined ? addressKind(journey.address ?? "") : undefined;
  const { body, cut } = await journey.during("body", () => read(answer, maxBody));
  return {
    status: answer.statusCode ?? 0,
    headers: Object.fromEntries(Object.entries(answer.headersDistinct).map(([name, values]) => [name, values ?? []])),
    body,
    cut,
    address: journey.address ?? "",
    ...(kind === undefined ? {} : { addressKind: kind }),
    ...(journey.proxy === undefined ? {} : { proxy: journey.proxy }),
    phases: journey.phases,
    chain: journey.chain,
  };
}

async function read(answer: http.IncomingMessage, maxBody: number): Promise<Pick<Exchange, "body" | "cut">> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBody) break;
  }
  const body = new Uint8Array(Buffer.concat(chunks));
  return length > maxBody ? { body: body.slice(0, maxBody), cut: true } : { body, cut: false };
}

function revealed(headers: TransportRequest["headers"]): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    value instanceof Secret ? value.reveal() : value,
  ]);
  return Object.fromEntries(shown) as Record<string, string>;
}

function proxyLogin({ username, password }: URL): string | undefined {
  if (username === "" && password === "") return undefined;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(login).toString("base64")}`;
}

function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  return protocol === "http:" ? 80 : 443;
}

/** An IPv6 address without its brackets. */
function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, "$1");
}

/** Never by a proxy, as in Go. */
function isLoopback(host: string): boolean {
  return host === "localhost" || addressKind(host) === "loopback";
}
