import { type AddressKind, type Clock, Secret, textAt, valueAt } from "../base/index.ts";
import type { Challenge } from "./challenge.ts";
import { basicHeader, credentialKey, type RegistryCredential } from "./credential.ts";
import type { Evidence, NotSent } from "./evidence.ts";
import type { RegistryPolicy } from "./policy.ts";
import type { Redactor } from "./redactor.ts";
import { hostNameOf, isLoopback, realmAllowed } from "./registry-host.ts";
import { isSuccess, type Outgoing, type Reply } from "./reply.ts";
import { NOT_PUBLIC, type Requester, type Sending } from "./requester.ts";
import { readJsonBody } from "./wire.ts";

export type BearerChallenge = Extract<Challenge, { readonly scheme: "bearer" }>;

export interface TokenQuestion {
  readonly registry: string;
  /** The kind of the address at which the registry itself answers; undefined: a public one, or not known. */
  readonly registryKind: AddressKind | undefined;
  readonly repository: string;
  readonly credential: RegistryCredential | undefined;
  readonly challenge: BearerChallenge;
  readonly signal: AbortSignal;
}

export type TokenResult =
  | { readonly kind: "token"; readonly token: Secret; readonly evidence: readonly Evidence[] }
  /** `loginGood`: whether the login alone, without a scope, is accepted; asked where the refusal leaves it open. */
  | { readonly kind: "none"; readonly reply: Reply; readonly loginGood?: boolean };

/** The specification's lifetime where none is given, and how long before its end a token is not used any more. */
const LIFETIME = 60;
const MARGIN = 5_000;
const MAX_BODY = 256 * 1024;
/** To list what there is; changes nothing. */
const CATALOGUE = "registry:catalog:*";
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const CLIENT_ID = "pullwhy";

/** By the first digit of the status. */
const LOGIN_GOOD: Readonly<Record<number, boolean>> = { 2: true, 4: false };

interface Kept {
  readonly token: Secret;
  readonly until: number;
}

export interface TokensOptions {
  readonly requester: Requester;
  readonly clock: Pick<Clock, "now" | "sleep">;
  readonly policy: RegistryPolicy;
  readonly redactor: Redactor;
}

/** Gets tokens from the services that challenges name, if these may be asked, and keeps them until they expire. */
export class Tokens {
  readonly #options: TokensOptions;
  readonly #kept = new Map<string, Kept>();
  readonly #asking = new Map<string, Promise<TokenResult>>();

  constructor(options: TokensOptions) {
    this.#options = options;
  }

  async get(question: TokenQuestion): Promise<TokenResult> {
    const key = keyOf(question);
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > this.#options.clock.now()) {
      return { kind: "token", token: kept.token, evidence: [] };
    }
    const asking = this.#asking.get(key) ?? this.#fetch(question).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  async #fetch(question: TokenQuestion): Promise<TokenResult> {
    const realm = this.#realm(question);
    if (typeof realm === "string") return { kind: "none", reply: refusedReply(question, realm) };
    const reply = await this.#ask(realm, question, scopesOf(question));
    const token = isSuccess(reply) ? this.#read(reply.body) : undefined;
    if (token !== undefined) {
      this.#kept.set(keyOf(question), token);
      return { kind: "token", token: token.token, evidence: this.#options.redactor.clean(reply.evidence) };
    }
    return this.#refused(realm, question, reply);
  }

  forget(question: TokenQuestion): void {
    this.#kept.delete(keyOf(question));
  }

  /** A service that answers 403 may mean the login or the repository: it is asked about the login alone. */
  async #refused(realm: Realm, question: TokenQuestion, reply: Reply): Promise<TokenResult> {
    const open = reply.kind === "answer" && reply.status === 403 && question.credential !== undefined;
    if (!open) return { kind: "none", reply };
    const alone = await this.#ask(realm, question, []);
    const evidence = [...reply.evidence, ...alone.evidence];
    if (alone.kind === "answer") this.#read(alone.body);
    const loginGood = alone.kind === "answer" ? LOGIN_GOOD[Math.floor(alone.status / 100)] : undefined;
    return { kind: "none", reply: { ...reply, evidence }, ...(loginGood === undefined ? {} : { loginGood }) };
  }

  async #ask(realm: Realm, question: TokenQuestion, scopes: readonly string[]): Promise<Reply> {
    const { credential, challenge, signal } = question;
    const fields = [
      ...(challenge.service === "" ? [] : [["service", challenge.service] as const]),
      ...scopes.map((scope) => ["scope", scope] as const),
    ];
    if (credential?.kind === "identity-token") return this.#post(realm, credential, { fields, signal });
    const url = new URL(realm.url);
    for (const [name, value] of fields) url.searchParams.append(name, value);
    const authorization = credential && basicHeader(credential.username, credential.password);
    return this.#send(
      { method: "GET", url, as: credential === undefined ? "anonymous" : "basic", headers: {} },
      { signal, refuse: realm.refuse, ...(authorization === undefined ? {} : { authorization }) },
    );
  }

  #post(
    realm: Realm,
    { token }: { readonly token: Secret },
    { fields, signal }: { readonly fields: readonly (readonly [string, string])[]; readonly signal: AbortSignal },
  ): Promise<Reply> {
    const form = new URLSearchParams({ grant_type: "refresh_token", client_id: CLIENT_ID });
    const scopes = fields.filter(([name]) => name === "scope").map(([, value]) => value);
    for (const [name, value] of fields) if (name !== "scope") form.set(name, value);
    form.set("scope", scopes.join(" "));
    form.set("refresh_token", token.reveal());
    const outgoing = { method: "POST", url: new URL(realm.url), as: "identity-token", headers: FORM } as const;
    return this.#send(outgoing, { signal, refuse: realm.refuse, body: new Secret(form.toString()) });
  }

  #send(outgoing: Pick<Outgoing, "method" | "url" | "as" | "headers">, sending: Sending): Promise<Reply> {
    const fixed = { probe: "token", role: "token-service", maxBody: MAX_BODY, follow: false } as const;
    return this.#options.requester.send({ ...outgoing, ...fixed }, sending);
  }

  #read(body: Uint8Array): Kept | undefined {
    const document = readJsonBody(body);
    const text = textAt(document, "token") || textAt(document, "access_token");
    const refresh = textAt(document, "refresh_token");
    if (refresh) this.#options.redactor.hide(refresh);
    if (!text) return undefined;
    this.#options.redactor.hide(text);
    const lifetime = valueAt(document, "expires_in");
    const seconds = typeof lifetime === "number" && lifetime > 0 ? lifetime : LIFETIME;
    return { token: new Secret(text), until: this.#options.clock.now() + seconds * 1000 - MARGIN };
  }

  #realm({ challenge, registry, registryKind }: TokenQuestion): Realm | NotSent {
    if (!URL.canParse(challenge.realm)) return "realm-malformed";
    const url = new URL(challenge.realm);
    url.hash = "";
    const web = url.protocol === "https:" || url.protocol === "http:";
    if (!web || url.username !== "" || url.password !== "") return "realm-malformed";
    const { policy } = this.#options;
    if (!realmAllowed(registry, url.host, policy)) return "realm-not-allowed";
    const plain = url.protocol === "http:" && !isLoopback(url.host) && !policy.plainHttp.includes(url.host);
    if (plain) return "credential-over-plain-http";
    const own = hostNameOf(registry) === hostNameOf(url.host) || policy.realms.includes(url.host);
    return { url, refuse: own ? [] : NOT_PUBLIC.filter((kind) => kind !== registryKind) };
  }
}

interface Realm {
  readonly url: URL;
  readonly refuse: readonly AddressKind[];
}

/** What the challenge wants, less what goes beyond pulling; the repository of the image where it names none. */
function scopesOf({ challenge, repository }: TokenQuestion): readonly string[] {
  const wanted = challenge.scopes
    .filter((scope) => !scope.startsWith("registry:") || (scope === CATALOGUE && repository === ""))
    .map((scope) => scope.replace(/^(repository:[^\s]+):[^:]*$/, "$1:pull"));
  const named = challenge.scopes.length > 0 || /[?&]scope=/.test(challenge.realm);
  if (named) return [...new Set(wanted)];
  return [repository === "" ? CATALOGUE : `repository:${repository}:pull`];
}

function keyOf(question: TokenQuestion): string {
  const { registry, credential, challenge } = question;
  const { realm, service } = challenge;
  return JSON.stringify([registry, credentialKey(credential), realm, service, scopesOf(question)]);
}

function refusedReply({ challenge }: TokenQuestion, why: NotSent): Reply {
  const host = URL.canParse(challenge.realm) ? new URL(challenge.realm).host : challenge.realm;
  return { kind: "not-sent", role: "token-service", host, as: "anonymous", evidence: [], why };
}
