import { failed, ok, oncePerKey, type Outcome } from "../../base/index.ts";
import type { About, HttpData } from "../../kinds/index.ts";
import { hostName, NODE_HEADER, type RegistryResponse } from "../registry/index.ts";
import { dial, type Dialled, type DialOptions } from "./dial.ts";
import type { Endpoint } from "./endpoints.ts";
import type { ProgressWatch } from "./progress-watches.ts";
import type { TransportFault, TransportProblem } from "./pull-fault.ts";

/** Headers that the trace keeps. */
const TOLD = ["www-authenticate", "retry-after", "ratelimit-limit", "ratelimit-remaining"];
/** The redirect of registries; Go's client sends ten requests, redirects included. */
const REDIRECT = 307;
const MOST_REQUESTS = 10;

export interface HttpClientOptions extends DialOptions {
  /** Places that the runtime was told how to reach. */
  readonly endpoints: readonly Endpoint[];
  readonly localhost: "http" | "https-then-http";
  /** Repository that the client works on, for faults that know it. */
  readonly repository: string;
  readonly about: About;
  readonly watch: ProgressWatch;
}

export interface HttpRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly auth: HttpData["auth"];
  readonly form?: URLSearchParams;
}

export interface HttpAnswer {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly headers: RegistryResponse["headers"];
  readonly response: RegistryResponse;
}

/** Sends requests over connections that it keeps, one to each host, and tells the trace. */
export class HttpClient {
  readonly #options: HttpClientOptions;
  readonly #open = new Map<string, Omit<Extract<Dialled, { kind: "open" }>, "kind">>();
  /** Hosts that turned out to speak plain HTTP only. */
  readonly #fallen = new Set<string>();

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  /** Follows redirects, as Go's client: an error names the address that it was at. */
  async send(asked: HttpRequest): Promise<Outcome<HttpAnswer, TransportFault>> {
    const { method } = asked;
    const { clock, watch } = this.#options;
    let request = asked;
    for (let sent = 1; ; sent += 1) {
      const dialled = await this.#connection(request.host);
      const url = `${this.#scheme(request.host)}://${request.host}${request.path}`;
      if (dialled.kind === "failed") return failed({ method: goMethod(method), url, problem: dialled.problem });
      const began = clock.now();
      const { refusal } = dialled;
      const response = refusal
        ? new Response(refusal.text, { status: refusal.status })
        : await dialled.registry.answer(webRequest(url, this.#named(request)), watch.signal);
      this.#record(request, url, { response, took: Math.round((clock.now() - began) * 1000) / 1000 });
      if (response.type === "error") {
        const problem: TransportProblem = { kind: watch.expired ? "canceled" : "eof" };
        return failed({ method: goMethod(method), url, problem });
      }
      const location = response.status === REDIRECT ? response.headers.get("location") : null;
      if (location === null) return ok({ method, url, status: response.status, headers: response.headers, response });
      if (sent === MOST_REQUESTS) {
        return failed({ method: goMethod(method), url: location, problem: { kind: "redirects" } });
      }
      request = redirectedRequest(request, new URL(location, url));
    }
  }

  #named(request: HttpRequest): HttpRequest {
    const { node, userAgent } = this.#options;
    return { ...request, headers: { ...request.headers, "user-agent": userAgent, [NODE_HEADER]: node.name } };
  }

  #told(host: string): Endpoint | undefined {
    return this.#options.endpoints.find((endpoint) => endpoint.host === host);
  }

  #scheme(host: string): "http" | "https" {
    if (this.#told(host)?.plainHttp) return "http";
    if (!isLocal(host)) return "https";
    return this.#options.localhost === "http" || this.#fallen.has(host) ? "http" : "https";
  }

  async #connection(host: string): Promise<Dialled> {
    const known = this.#open.get(host);
    if (known !== undefined) return { kind: "open", ...known };
    const { repository, about, watch } = this.#options;
    const scheme = this.#scheme(host);
    const skipVerify = this.#told(host)?.skipVerify ?? false;
    const dialled = await dial(this.#options, { host, scheme, repository, about, skipVerify, signal: watch.signal });
    if (dialled.kind === "open") this.#open.set(host, dialled);
    else if (this.#mayFallBack(host, dialled.problem)) {
      this.#fallen.add(host);
      return this.#connection(host);
    }
    return dialled;
  }

  #mayFallBack(host: string, problem: TransportProblem): boolean {
    if (!isLocal(host) || this.#fallen.has(host) || problem.kind !== "connect") return false;
    return problem.result.kind === "plain-http";
  }

  #record({ method, auth }: HttpRequest, url: string, { response, took }: Told): void {
    const { recorder, node, about } = this.#options;
    const headers: Record<string, string> = {};
    for (const name of TOLD) {
      const value = response.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    recorder.record(
      "http",
      { method, url, status: response.status, auth, headers, took },
      { ...about, node: node.name },
    );
  }
}

interface Told {
  readonly response: RegistryResponse;
  readonly took: number;
}

function isLocal(host: string): boolean {
  const name = hostName(host);
  return name === "localhost" || name.startsWith("127.");
}

function webRequest(url: string, { method, headers, form }: HttpRequest): Request {
  if (form !== undefined) return new Request(url, { method, headers, body: form });
  if (headers["authorization"] !== undefined) return new Request(url, { method, headers });
  return bareRequest(JSON.stringify({ url, method, headers }));
}

/** A request without body and login can be sent again, and is: to make one takes longer than to answer it. */
const bareRequest = oncePerKey((text: string) => {
  const { url, ...init } = JSON.parse(text) as Pick<HttpRequest, "method" | "headers"> & { readonly url: string };
  return new Request(url, init);
});

/** A login stays with the host that it is for. */
function redirectedRequest(request: HttpRequest, { host, pathname, search }: URL): HttpRequest {
  const there = { ...request, host, path: `${pathname}${search}` };
  if (host === request.host) return there;
  const { authorization: _, ...headers } = request.headers;
  return { ...there, headers, auth: "none" };
}

/** `Head`, `Get`: the way Go's client names the method in its errors. */
function goMethod(method: string): string {
  return method.slice(0, 1) + method.slice(1).toLowerCase();
}
