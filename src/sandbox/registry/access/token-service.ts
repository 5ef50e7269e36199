import { type Now, Secret } from "../../../base/index.ts";
import type { RegistryUser } from "../../../kinds/index.ts";
import { type Answer, errorAnswer, jsonAnswer } from "../answer.ts";
import { inManner, type MannerFacts } from "./manner.ts";
import type { Manner } from "./manners.data.ts";
import { readScopes, type TokenAccess, writeToken } from "./token.ts";
import { basicLogin, findUser, type Login, mayPull } from "./users.ts";

const TOKEN_SECONDS = 300;
const CHANGES: readonly string[] = ["push", "delete"];

export interface TokenServiceOptions {
  /** What the registry calls itself: the token's audience. */
  readonly service: string;
  readonly issuer: string;
  readonly users: readonly RegistryUser[];
  /** May be pulled without a login. */
  readonly isPublic: (repository: string) => boolean;
  /** Docker Hub grants nothing for a repository that is not there, and has no POST. */
  readonly hub: boolean;
  readonly exists: (repository: string) => boolean;
  /** The registry's own way, and its host. */
  readonly manner: Manner;
  readonly host: string;
  readonly clock: Now;
  readonly start: number;
}

/** A question for a token, wherever its parameters stood. */
export interface TokenQuestion {
  readonly method: string;
  readonly service: string;
  readonly access: readonly TokenAccess[];
  readonly login: Login | undefined;
}

/** GET with Basic login and query, or POST with a form (OAuth 2.0 password grant). */
export async function readTokenQuestion(request: Request): Promise<TokenQuestion> {
  const post = request.method === "POST";
  const parameters = post ? new URLSearchParams(await request.text()) : new URL(request.url).searchParams;
  return {
    method: request.method,
    service: parameters.get("service") ?? "",
    access: readScopes(parameters.getAll("scope")),
    login: post ? formLogin(parameters) : basicLogin(request.headers.get("authorization")),
  };
}

function formLogin(form: URLSearchParams): Login | undefined {
  const username = form.get("username");
  return username === null ? undefined : { username, password: new Secret(form.get("password") ?? "") };
}

/** Anyone gets a token; what it allows depends on the login. A login that is refused gets 401. */
export function answerToken(question: TokenQuestion, options: TokenServiceOptions): Answer {
  if (options.hub && question.method === "POST") return jsonAnswer(404, {});
  const now = options.clock.now();
  const user = question.login && findUser(options.users, question.login, now - options.start);
  if (question.login !== undefined && user === undefined) return refused(options, question);
  const access = question.access.flatMap((wanted) => granted(wanted, user, options));
  const nothing = user === undefined ? options.manner.anonymous : options.manner.stranger;
  if (nothing !== undefined && question.access.length > 0 && access.length === 0) {
    return inManner(nothing, factsOf(options, question));
  }
  const seconds = Math.floor(now / 1000);
  const token = writeToken({
    iss: options.issuer,
    sub: user?.username ?? "",
    aud: options.service,
    iat: seconds,
    exp: seconds + TOKEN_SECONDS,
    access,
  });
  const issued = new Date(seconds * 1000).toISOString();
  return jsonAnswer(200, { token, access_token: token, expires_in: TOKEN_SECONDS, issued_at: issued });
}

function factsOf({ host }: TokenServiceOptions, { access }: TokenQuestion): MannerFacts {
  return { host, repository: access[0]?.name ?? "" };
}

function refused(options: TokenServiceOptions, question: TokenQuestion): Answer {
  const { hub, manner } = options;
  if (manner.wrongLogin !== undefined) return inManner(manner.wrongLogin, factsOf(options, question));
  if (hub) return jsonAnswer(401, { details: "incorrect username or password" });
  return errorAnswer(401, "UNAUTHORIZED", { message: "incorrect username or password" });
}

/** What may be had of what is asked: everybody pulls what is public, users do anything with what is theirs. */
function granted(
  { type, name, actions }: TokenAccess,
  user: RegistryUser | undefined,
  options: TokenServiceOptions,
): readonly TokenAccess[] {
  if (type !== "repository") return [];
  const isTheirs = user !== undefined && mayPull(user, name);
  const mayChange = isTheirs && (!options.hub || isNamespaceOf(user, name));
  const mayMake = mayChange && actions.includes("push");
  const mayRead = (isTheirs || options.isPublic(name)) && (!options.hub || mayMake || options.exists(name));
  const had = actions.filter((action) => (action === "pull" ? mayRead : mayChange && CHANGES.includes(action)));
  return had.length === 0 ? [] : [{ type, name, actions: had }];
}

/** On Docker Hub, whose login works for everything public, one changes what is below one's own name or what one was given. */
function isNamespaceOf({ username, repositories }: RegistryUser, name: string): boolean {
  return repositories !== undefined || name.startsWith(`${username}/`);
}
