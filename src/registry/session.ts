import { type AddressKind, type Clock, Secret, type Transport } from "../base/index.ts";
import type { ImageReference } from "../reference/index.ts";
import { type Challenge, parseChallenges } from "./challenge.ts";
import { basicHeader, credentialKey, hideCredential, type RegistryCredential } from "./credential.ts";
import type { Evidence, Identity, Probe } from "./evidence.ts";
import type { RegistryPolicy } from "./policy.ts";
import { Redactor } from "./redactor.ts";
import { apiHost, isLoopback } from "./registry-host.ts";
import type { Reply } from "./reply.ts";
import { Requester } from "./requester.ts";
import { type BearerChallenge, type TokenQuestion, Tokens } from "./tokens.ts";

export interface RegistrySessionOptions {
  readonly transport: Transport;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly policy: RegistryPolicy;
}

/** Who asks about which repository. */
export interface Asker {
  readonly image: Pick<ImageReference, "host" | "path">;
  readonly credential: RegistryCredential | undefined;
  readonly signal: AbortSignal;
}

export interface Request {
  readonly probe: Probe;
  readonly method: "GET" | "HEAD";
  /** From `/v2/` on, with the query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBody?: number;
  /** Redirects are followed unless told otherwise. */
  readonly follow?: boolean;
}

/** A reply, and how far the client had got with showing who asks. */
export interface Asked {
  readonly reply: Reply;
  readonly challenges: readonly Challenge[];
  readonly withLogin: boolean;
  readonly loginGood?: boolean;
  /** The host refuses everybody at its door, and names no login that would help. */
  readonly barred?: true;
}

interface Authorization {
  readonly as: Identity;
  readonly header: Secret | undefined;
}

/** The part of a policy that grows. */
type Admitted = Record<"hosts" | "redirects" | "plainHttp", string[]>;

type Login = { readonly ok: true; readonly value: Authorization } | { readonly ok: false; readonly asked: Asked };

/** Bytes. */
const GREETING = 4_096;
const ANONYMOUS: Authorization = { as: "anonymous", header: undefined };

/**
 * Everything that is asked of registries in one run. Remembers tokens, challenges and answers, so that the same
 * question of the same credential is asked once, whoever asks and however many at a time.
 */
export class RegistrySession {
  readonly policy: RegistryPolicy;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly redactor: Redactor = new Redactor();
  readonly #requester: Requester;
  readonly #tokens: Tokens;
  readonly #answers = new Map<string, Promise<Asked>>();
  /** Those of repositories that ask otherwise than their host. */
  readonly #challenges = new Map<string, readonly Challenge[]>();
  readonly #greetings = new Map<string, Promise<Asked>>();
  /** Kinds of the addresses at which hosts answer. */
  readonly #kinds = new Map<string, AddressKind | undefined>();
  /** Loopback hosts that turned out to speak plain HTTP. */
  readonly #plain = new Set<string>();

  readonly #admitted: Admitted;

  constructor({ transport, clock, policy: given }: RegistrySessionOptions) {
    const { hosts, redirects, plainHttp } = given;
    this.#admitted = { hosts: [...hosts], redirects: [...redirects], plainHttp: [...plainHttp] };
    const policy = { ...given, ...this.#admitted };
    this.policy = policy;
    this.clock = clock;
    const { redactor } = this;
    this.#requester = new Requester({ transport, clock, policy, redactor });
    this.#tokens = new Tokens({ requester: this.#requester, clock, policy, redactor });
  }

  /** Further hosts may be asked from now on, those of the second list over plain HTTP; what is known of others stays known. */
  admit(hosts: readonly string[], plain: readonly string[]): void {
    const { hosts: admitted, redirects, plainHttp } = this.#admitted;
    admitted.push(...hosts.filter((host) => !admitted.includes(host)));
    redirects.push(...hosts.filter((host) => !redirects.includes(host)));
    plainHttp.push(...plain.filter((host) => !plainHttp.includes(host)));
  }

  async ask(asker: Asker, request: Request): Promise<Asked> {
    hideCredential(asker.credential, this.redactor);
    const { image, credential } = asker;
    const { method, path, headers } = request;
    const key = JSON.stringify([image.host, image.path, credentialKey(credential), method, path, headers]);
    const known = this.#answers.get(key);
    if (known !== undefined) {
      const asked = await known;
      if (isLasting(asked) || asker.signal.aborted) return asked;
    }
    const asked = this.#authorised(asker, request);
    this.#answers.set(key, asked);
    return asked;
  }

  /** How a host greets who says nothing; asked once. Tells who must be asked for tokens, and whether it is a registry at all. */
  async greet({ image, signal }: Pick<Asker, "image" | "signal">): Promise<Asked> {
    const known = this.#greetings.get(image.host);
    if (known !== undefined) {
      const asked = await known;
      if (isLasting(asked) || signal.aborted) return asked;
    }
    const greeting = this.#greeting({ image, signal, credential: undefined });
    this.#greetings.set(image.host, greeting);
    return greeting;
  }

  async #greeting(asker: Asker): Promise<Asked> {
    const request = { probe: "ping", method: "GET", path: "/v2/", maxBody: GREETING, follow: false } as const;
    const reply = await this.#send(asker, request, ANONYMOUS);
    if (reply.kind === "answer") this.#kinds.set(asker.image.host, reply.addressKind);
    const said = reply.kind === "answer" && reply.status === 401 ? (reply.headers["www-authenticate"] ?? []) : [];
    // The scope of a greeting is of no repository, or of some: GHCR's says `user/image`.
    const challenges = parseChallenges(said).map((each) => (each.scheme === "bearer" ? { ...each, scopes: [] } : each));
    return { reply, challenges, withLogin: false };
  }

  async #authorised(asker: Asker, request: Request): Promise<Asked> {
    const greeting = await this.greet(asker);
    if (endsAll(greeting)) return greeting;
    const evidence: Evidence[] = [...greeting.reply.evidence];
    const who = JSON.stringify([asker.image.host, asker.image.path, credentialKey(asker.credential)]);
    const finish = (asked: Asked): Asked => ({
      ...asked,
      ...(isBarred(greeting) && { barred: true }),
      reply: { ...asked.reply, evidence: [...evidence, ...asked.reply.evidence] },
    });
    for (let tries = 0; ; tries += 1) {
      const own = this.#challenges.get(who);
      const challenges = own ?? greeting.challenges;
      const login = await this.#login(asker, challenges, evidence);
      if (!login.ok) return finish(login.asked);
      const reply = await this.#send(asker, request, login.value);
      const asked = { reply, challenges, withLogin: asker.credential !== undefined && login.value !== ANONYMOUS };
      if (reply.kind !== "answer" || reply.status !== 401 || reply.role !== "registry") return finish(asked);
      const said = parseChallenges(reply.headers["www-authenticate"] ?? []);
      const other = own === undefined && asksOtherwise(said, challenges);
      const again = other || this.#stale(asker, said, tries);
      if (login.value !== ANONYMOUS && !again) return finish({ ...asked, challenges: said });
      if (said.length === 0) return finish(asked);
      this.#challenges.set(who, said);
      if (!canAnswer(said, asker.credential)) return finish({ ...asked, challenges: said });
      evidence.push(...reply.evidence);
    }
  }

  /** A token that was kept may have died: the registry says so, and once a new one is fetched. */
  #stale(asker: Asker, said: readonly Challenge[], tries: number): boolean {
    const bearer = said.find((challenge) => challenge.scheme === "bearer");
    if (bearer?.error !== "invalid_token" || tries > 1) return false;
    this.#tokens.forget(this.#tokenQuestion(asker, bearer));
    return true;
  }

  async #login(asker: Asker, challenges: readonly Challenge[], evidence: Evidence[]): Promise<Login> {
    const { credential } = asker;
    const bearer = challenges.find((challenge) => challenge.scheme === "bearer");
    if (bearer !== undefined) {
      const result = await this.#tokens.get(this.#tokenQuestion(asker, bearer));
      if (result.kind === "token") {
        evidence.push(...result.evidence);
        const header = bearerHeader(result.token);
        return { ok: true, value: { as: "bearer", header } };
      }
      const { reply, loginGood } = result;
      const withLogin = credential !== undefined;
      return { ok: false, asked: { reply, challenges, withLogin, ...(loginGood === undefined ? {} : { loginGood }) } };
    }
    const basic = challenges.some((challenge) => challenge.scheme === "basic");
    if (!basic || credential?.kind !== "login") return { ok: true, value: ANONYMOUS };
    return { ok: true, value: { as: "basic", header: basicHeader(credential.username, credential.password) } };
  }

  async #send(asker: Asker, request: Request, { as, header }: Authorization): Promise<Reply> {
    const host = apiHost(asker.image.host);
    const { probe, method, path, headers = {}, maxBody = this.policy.limits.documentBytes, follow = true } = request;
    const scheme = this.#scheme(host);
    const url = new URL(`${scheme}://${host}${path}`);
    const outgoing = { probe, role: "registry", method, url, as, headers, maxBody, follow } as const;
    const sending = { signal: asker.signal, ...(header === undefined ? {} : { authorization: header }) };
    const reply = await this.#requester.send(outgoing, sending);
    if (!isLoopback(host) || scheme === "http" || reply.kind !== "fault" || reply.host !== url.host) return reply;
    if (reply.fault.code !== "TRANSPORT_PLAIN_HTTP") return reply;
    this.#plain.add(host);
    const again = await this.#send(asker, request, { as, header });
    return { ...again, evidence: [...reply.evidence, ...again.evidence] };
  }

  #tokenQuestion({ image, credential, signal }: Asker, challenge: BearerChallenge): TokenQuestion {
    const registryKind = this.#kinds.get(image.host);
    return { registry: apiHost(image.host), registryKind, repository: image.path, credential, challenge, signal };
  }

  #scheme(host: string): "http" | "https" {
    return this.policy.plainHttp.includes(host) || this.#plain.has(host) ? "http" : "https";
  }
}

/** Where a host cannot be reached, or wants to be left alone, nothing more is asked. */
function endsAll({ reply }: Asked): boolean {
  return reply.kind !== "answer" || reply.status === 429;
}

function isBarred({ reply, challenges }: Asked): boolean {
  return reply.kind === "answer" && reply.status === 403 && challenges.length === 0 && reply.errors.length === 0;
}

/** Some registries have a token service for each repository, or take other logins there than they greet with. */
function asksOtherwise(said: readonly Challenge[], greeted: readonly Challenge[]): boolean {
  const services = (all: readonly Challenge[]): string =>
    all
      .map((each) => (each.scheme === "bearer" ? `bearer ${each.realm} ${each.service}` : each.scheme))
      .toSorted()
      .join();
  return said.length > 0 && services(said) !== services(greeted);
}

/** Basic needs a login; a token may also be had by nobody. */
function canAnswer(challenges: readonly Challenge[], credential: RegistryCredential | undefined): boolean {
  if (challenges.some(({ scheme }) => scheme === "bearer")) return true;
  return credential?.kind === "login" && challenges.some(({ scheme }) => scheme === "basic");
}

function bearerHeader(token: Secret): Secret {
  return new Secret(`Bearer ${token.reveal()}`);
}

/** What somebody else's patience or a pause cut short is asked again. */
function isLasting({ reply }: Asked): boolean {
  if (reply.kind === "not-sent") return reply.why !== "retry-later";
  return (
    reply.kind === "answer" || (reply.fault.code !== "TRANSPORT_ABORTED" && reply.fault.code !== "TRANSPORT_TIMEOUT")
  );
}
