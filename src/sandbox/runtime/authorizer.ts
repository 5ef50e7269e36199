import { failed, type Now, ok, type Outcome } from "../../base/index.ts";
import type { HttpData } from "../../kinds/index.ts";
import { type Challenge, parseChallenge } from "./challenge.ts";
import { basicHeader, fetchToken, type Login } from "./fetch-token.ts";
import type { HttpAnswer, HttpClient } from "./http-client.ts";
import type { RequestFault } from "./pull-fault.ts";

export interface AuthorizerOptions {
  readonly client: HttpClient;
  readonly clock: Now;
  readonly login: Login | undefined;
  /** Scope that every token is asked for. */
  readonly scope: string;
  readonly needsBasicLogin: boolean;
}

export interface Authorization {
  readonly auth: HttpData["auth"];
  readonly headers: Readonly<Record<string, string>>;
}

type Bearer = Extract<Challenge, { readonly scheme: "bearer" }>;

const NONE: Authorization = { auth: "none", headers: {} };

/**
 * Learns from challenges how to log in and does so from then on, as containerd's docker authorizer: nothing is sent
 * before the first 401, tokens are kept until they expire.
 */
export class Authorizer {
  readonly #options: AuthorizerOptions;
  #bearer: Bearer | undefined;
  #basic = false;
  #token: { readonly authorization: Authorization; readonly until: number } | undefined;

  constructor(options: AuthorizerOptions) {
    this.#options = options;
  }

  async authorization(): Promise<Outcome<Authorization, RequestFault>> {
    const { login, clock, client } = this.#options;
    if (this.#basic && login !== undefined)
      return ok({ auth: "basic", headers: { authorization: basicHeader(login) } });
    if (this.#bearer === undefined) return ok(NONE);
    if (this.#token !== undefined && this.#token.until > clock.now()) return ok(this.#token.authorization);
    const token = await fetchToken(client, this.#bearer, login);
    if (!token.ok) return token;
    const { text, expiresIn } = token.value;
    const authorization = { auth: "bearer", headers: { authorization: `Bearer ${text.reveal()}` } } as const;
    this.#token = { authorization, until: expiresIn > 0 ? clock.now() + expiresIn * 1000 : Infinity };
    return ok(authorization);
  }

  /** Answers whether it is worth to ask again, after the 401 that is the last of these answers to one request. */
  learn(answers: readonly HttpAnswer[]): Outcome<boolean, RequestFault> {
    const challenge = parseChallenge(answers.at(-1)?.headers.get("www-authenticate") ?? null);
    if (challenge === undefined) return ok(false);
    return challenge.scheme === "basic" ? this.#learnBasic() : this.#learnBearer(challenge, answers);
  }

  #learnBasic(): Outcome<boolean, RequestFault> {
    const { login, needsBasicLogin } = this.#options;
    if (login === undefined || login.username === "" || login.password.reveal() === "") {
      return needsBasicLogin ? failed({ kind: "no-credentials" }) : ok(false);
    }
    this.#basic = true;
    return ok(true);
  }

  #learnBearer(challenge: Bearer, answers: readonly HttpAnswer[]): Outcome<boolean, RequestFault> {
    const [last, before] = [answers.at(-1), answers.at(-2)];
    if (challenge.error !== undefined) {
      const same = before !== undefined && before.url === last?.url && before.method === last.method;
      if (same) return failed({ kind: "denied", serverMessage: challenge.error });
      this.#bearer = undefined;
    }
    if (this.#bearer === undefined) {
      this.#token = undefined;
      this.#bearer = { ...challenge, scopes: [...new Set([this.#options.scope, ...challenge.scopes])].sort() };
    }
    return ok(true);
  }
}
