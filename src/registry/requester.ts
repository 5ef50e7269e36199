import type { AddressKind, Clock, Exchange, Outcome, Secret, Transport, TransportFault } from "../base/index.ts";
import type { AnswerFacts, Evidence, EvidenceResult, NotSent } from "./evidence.ts";
import type { RegistryPolicy } from "./policy.ts";
import { Politeness } from "./politeness.ts";
import { retryAfterOf } from "./rate.ts";
import type { Redactor } from "./redactor.ts";
import { isLoopback } from "./registry-host.ts";
import type { Outgoing, Reply } from "./reply.ts";
import { beginningOf, errorsOf } from "./wire.ts";

/** Headers that prove something and hold no secret by their nature. */
const TOLD_HEADERS = [
  "content-type",
  "content-length",
  "date",
  "docker-content-digest",
  "docker-distribution-api-version",
  "docker-ratelimit-source",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
  "retry-after",
  "server",
  "www-authenticate",
];
/** What no host may lead to that is not there itself. */
export const NOT_PUBLIC: readonly AddressKind[] = ["loopback", "link-local", "private", "special"];
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface RequesterOptions {
  readonly transport: Transport;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly policy: RegistryPolicy;
  readonly redactor: Redactor;
}

/** What a single hop is sent with. */
interface Hop {
  readonly url: URL;
  readonly authorization: Secret | undefined;
  readonly body?: Secret;
  readonly refuse: readonly AddressKind[];
}

export interface Sending {
  readonly signal: AbortSignal;
  readonly authorization?: Secret;
  readonly body?: Secret;
  readonly refuse?: readonly AddressKind[];
}

/**
 * Sends requests, politely, and follows redirects as far as is safe: what says who asks stays with the origin that it
 * is for, and no redirect leads to an address that is not of the public internet unless that host was allowed.
 */
export class Requester {
  readonly #options: RequesterOptions;
  readonly #politeness: Politeness;

  constructor(options: RequesterOptions) {
    this.#options = options;
    this.#politeness = new Politeness(options.policy.limits, options.clock);
  }

  async send(outgoing: Outgoing, { signal, authorization, body, refuse = [] }: Sending): Promise<Reply> {
    const evidence: Evidence[] = [];
    let hop: Hop = { url: outgoing.url, authorization, refuse, ...(body === undefined ? {} : { body }) };
    for (let hops = 0; ; hops += 1) {
      const result = await this.#hop(outgoing, hop, { signal, evidence });
      const about = { role: roleOf(outgoing, hop), host: hop.url.host, as: identityOf(outgoing, hop), evidence };
      if (typeof result === "string") return { ...about, kind: "not-sent", why: result };
      if (!result.ok) return { ...about, kind: "fault", fault: result.fault };
      const next = outgoing.follow ? this.#next(hop, result.value) : undefined;
      if (next === undefined) {
        const { status, headers, body: content, cut, addressKind } = result.value;
        const answer = { ...about, status, headers, body: content, cut, addressKind, errors: errorsOf(content) };
        return { ...answer, kind: "answer" };
      }
      const why = hops < this.#options.policy.limits.redirects ? next : "too-many-redirects";
      if (typeof why === "string") {
        evidence.push(this.#entry(outgoing, hop, { kind: "not-sent", why }));
        return { ...about, kind: "not-sent", why };
      }
      hop = why;
    }
  }

  async #hop(
    outgoing: Outgoing,
    hop: Hop,
    { signal, evidence }: { readonly signal: AbortSignal; readonly evidence: Evidence[] },
  ): Promise<Outcome<Exchange, TransportFault> | NotSent> {
    for (let tries = 0; ; tries += 1) {
      const result = await this.#politeness.during(hop.url.host, signal, () => this.#exchange(outgoing, hop, signal));
      if (typeof result === "string") {
        evidence.push(this.#entry(outgoing, hop, { kind: "not-sent", why: result }));
        return result;
      }
      evidence.push(this.#entry(outgoing, hop, resultOf(result)));
      if (!result.ok || tries > 0 || !this.#waits(hop, result.value)) return result;
    }
  }

  #exchange(outgoing: Outgoing, { url, authorization, body, refuse }: Hop, signal: AbortSignal) {
    const headers = { ...outgoing.headers, ...(authorization === undefined ? {} : { authorization }) };
    const { method, maxBody } = outgoing;
    const request = { method, url: url.href, headers, ...(body === undefined ? {} : { body }) };
    return this.#options.transport.send(request, { signal, maxBody, refuse });
  }

  /** Whether the host asks for a pause that is short enough to be waited for. */
  #waits({ url }: Hop, { status, headers }: Exchange): boolean {
    if (status !== 429 && status !== 503) return false;
    const at = retryAfterOf((name) => headers[name]?.[0], this.#options.clock.now());
    return at !== undefined && this.#politeness.retryAfter(url.host, at);
  }

  #next(hop: Hop, { status, headers }: Exchange): Hop | NotSent | undefined {
    const location = headers["location"]?.[0];
    if (!REDIRECTS.has(status) || location === undefined) return undefined;
    const url = parsedUrl(location, hop.url);
    if (url === undefined) return "redirect-malformed";
    if (url.origin === hop.url.origin) return { ...hop, url };
    const { policy, redactor } = this.#options;
    if (redactor.clean(url.href) !== url.href) return "redirect-shows-credential";
    const listed = policy.redirects.includes(url.host);
    const plain = url.protocol === "http:" && !policy.plainHttp.includes(url.host) && !(listed && isLoopback(url.host));
    if (plain) return "redirect-to-plain-http";
    // A listed host is still never one of link-local addresses, where clouds keep their machines' credentials.
    return { url, authorization: undefined, refuse: listed ? ["link-local"] : NOT_PUBLIC };
  }

  #entry(outgoing: Outgoing, hop: Hop, result: EvidenceResult): Evidence {
    const { probe, method, url } = outgoing;
    const shown = hop.url.origin === url.origin ? hop.url.href : `${hop.url.origin}${hop.url.pathname}`;
    const as = identityOf(outgoing, hop);
    const entry: Evidence = { probe, at: this.#options.clock.now(), method, url: shown, as, result };
    return this.#options.redactor.clean(entry);
  }
}

function parsedUrl(location: string, base: URL): URL | undefined {
  if (!URL.canParse(location, base.href)) return undefined;
  const url = new URL(location, base);
  url.hash = "";
  const web = url.protocol === "https:" || url.protocol === "http:";
  return web && url.username === "" && url.password === "" ? url : undefined;
}

function roleOf({ role, url }: Outgoing, hop: Hop): Outgoing["role"] {
  return role === "registry" && hop.url.host !== url.host ? "blob-store" : role;
}

function identityOf({ as }: Outgoing, { authorization, body }: Hop): Outgoing["as"] {
  return authorization === undefined && body === undefined ? "anonymous" : as;
}

function resultOf(result: Outcome<Exchange, TransportFault>): EvidenceResult {
  return result.ok ? { kind: "answer", ...factsOf(result.value) } : { kind: "fault", fault: result.fault };
}

function factsOf({ status, address, proxy, phases, chain, headers, body }: Exchange): AnswerFacts {
  const told = TOLD_HEADERS.filter((name) => headers[name] !== undefined);
  const errors = errorsOf(body);
  // The text of a success may be a token.
  const text = status >= 400 && errors.length === 0 && body.length > 0 ? { text: beginningOf(body) } : {};
  return {
    status,
    address,
    ...(proxy === undefined ? {} : { proxy }),
    phases,
    chain,
    headers: Object.fromEntries(told.map((name) => [name, headers[name]?.join(", ") ?? ""])),
    errors,
    ...text,
  };
}
