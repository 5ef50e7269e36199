import { base64, failed, ok, type Outcome, Secret, utf8Bytes } from "../../base/index.ts";
import { answerFacts } from "./answer-facts.ts";
import type { Challenge } from "./challenge.ts";
import type { HttpAnswer, HttpClient, HttpRequest } from "./http-client.ts";
import type { RequestFault, TokenProblem } from "./pull-fault.ts";

export interface Login {
  readonly username: string;
  readonly password: Secret;
}

export interface Token {
  readonly text: Secret;
  /** Seconds; 0 when the service does not say. */
  readonly expiresIn: number;
}

/** The token service answers a POST with one of these where it only knows GET (GCR 404, Artifactory 401, ACR 400). */
const GET_INSTEAD = new Set([400, 401, 404, 405]);
const CLIENT_ID = "containerd-client";

type Bearer = Extract<Challenge, { readonly scheme: "bearer" }>;

/**
 * Asks the token service of a challenge, as containerd's remotes/docker/auth does: with a login by POST, and by GET
 * where that is refused; without one by GET.
 */
export async function fetchToken(
  client: HttpClient,
  challenge: Bearer,
  login: Login | undefined,
): Promise<Outcome<Token, RequestFault>> {
  const realm = new URL(challenge.realm);
  const anonymous = login === undefined || login.password.reveal() === "";
  const first = anonymous ? undefined : await client.send(postRequest(realm, challenge, login));
  const answer =
    first === undefined || (first.ok && GET_INSTEAD.has(first.value.status))
      ? await client.send(getRequest(realm, challenge, anonymous ? undefined : login))
      : first;
  const token = answer.ok
    ? await readToken(answer.value)
    : failed({ kind: "transport", transport: answer.fault } as const);
  return token.ok ? token : failed({ kind: "token", anonymous, problem: token.fault });
}

function postRequest(realm: URL, { service, scopes }: Bearer, login: Login): HttpRequest {
  const form = new URLSearchParams({ client_id: CLIENT_ID, grant_type: "password" });
  form.set("password", login.password.reveal());
  form.set("scope", scopes.join(" "));
  form.set("service", service);
  form.set("username", login.username);
  return { method: "POST", host: realm.host, path: realm.pathname, headers: {}, auth: "none", form };
}

function getRequest(realm: URL, { service, scopes }: Bearer, login: Login | undefined): HttpRequest {
  const query = [
    ...scopes.map((scope) => `scope=${encodeURIComponent(scope)}`),
    `service=${encodeURIComponent(service)}`,
  ];
  const path = `${realm.pathname}?${query.join("&")}`;
  if (login === undefined) return { method: "GET", host: realm.host, path, headers: {}, auth: "none" };
  return { method: "GET", host: realm.host, path, headers: { authorization: basicHeader(login) }, auth: "basic" };
}

export function basicHeader({ username, password }: Login): string {
  return `Basic ${base64(utf8Bytes(`${username}:${password.reveal()}`))}`;
}

async function readToken(answer: HttpAnswer): Promise<Outcome<Token, TokenProblem>> {
  if (answer.status >= 400) return failed({ kind: "status", answer: await answerFacts(answer) });
  const text = await answer.response.text();
  try {
    const { token, access_token: accessToken, expires_in: expiresIn = 0 } = JSON.parse(text) as TokenBody;
    const found = accessToken || token;
    return found ? ok({ text: new Secret(found), expiresIn }) : failed({ kind: "missing" });
  } catch {
    return failed({ kind: "not-json", first: text.trimStart().slice(0, 1) });
  }
}

interface TokenBody {
  readonly token?: string;
  readonly access_token?: string;
  readonly expires_in?: number;
}
