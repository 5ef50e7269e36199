import type { RegistryAuth, RegistryUser } from "../../../kinds/index.ts";
import { type Answer, errorAnswer } from "../answer.ts";
import type { Need } from "./need.ts";
import { readToken, type TokenClaims } from "./token.ts";
import { basicLogin, findUser, hasExpired, mayPull } from "./users.ts";

export interface Visit {
  readonly authorization: string | null;
  /** None for the ping. */
  readonly needs: readonly Need[];
  /** Milliseconds since the epoch, and the instant of t = 0. */
  readonly now: number;
  readonly start: number;
}

export interface Realm {
  /** Address of the token service. */
  readonly url: string;
  readonly service: string;
}

/** Whether who visits shows a Basic login that was good once. */
export function showsExpired({ authorization, now, start }: Visit, auth: RegistryAuth): boolean {
  const login = basicLogin(authorization);
  return login !== undefined && auth.kind === "basic" && hasExpired(auth.users, login, now - start);
}

export interface Guard {
  /** The refusal of a visit, or undefined when it may go on. */
  readonly refuse: (visit: Visit) => Answer | undefined;
  /** Whether who visits could pull from a repository, also where this visit is about another one. */
  readonly mayRead: (visit: Visit, repository: string) => boolean;
}

export interface GuardOptions {
  readonly auth: RegistryAuth;
  readonly realm: Realm;
  /** May be pulled without a login. */
  readonly isPublic: (repository: string) => boolean;
}

export function guardOf({ auth, realm, isPublic }: GuardOptions): Guard {
  if (auth.kind === "none") return { refuse: () => undefined, mayRead: () => true };
  const userOf = auth.kind === "basic" ? basicUser : tokenUser(realm);
  return {
    refuse: auth.kind === "basic" ? basicRefusal(auth.users, isPublic) : tokenRefusal(realm),
    mayRead: (visit, repository) => {
      const user = userOf(visit, auth.users);
      return isPublic(repository) || (user !== undefined && mayPull(user, repository));
    },
  };
}

function basicRefusal(users: readonly RegistryUser[], isPublic: GuardOptions["isPublic"]): Guard["refuse"] {
  return (visit) => {
    const { needs } = visit;
    const isOpen = needs.every(({ repository, action }) => action === "pull" && isPublic(repository));
    if (needs.length > 0 && isOpen) return undefined;
    const user = basicUser(visit, users);
    if (user === undefined) return challenge('Basic realm="basic-realm"', needs);
    return needs.every(({ repository }) => mayPull(user, repository)) ? undefined : errorAnswer(403, "DENIED");
  };
}

function basicUser(visit: Visit, users: readonly RegistryUser[]): RegistryUser | undefined {
  const login = basicLogin(visit.authorization);
  return login && findUser(users, login, visit.now - visit.start);
}

/** The distribution project's token scheme: what is missing stands in the challenge. */
function tokenRefusal(realm: Realm): Guard["refuse"] {
  return (visit) => {
    const { needs } = visit;
    const scope = needs.length === 0 ? "" : `,scope="${scopeOf(needs)}"`;
    const refuse = (error: string): Answer =>
      challenge(`Bearer realm="${realm.url}",service="${realm.service}"${scope}${error}`, needs);
    if (bearer(visit) === undefined) return refuse("");
    const claims = validClaims(visit, realm);
    if (claims === undefined) return refuse(',error="invalid_token"');
    return needs.every((need) => isGranted(need, claims)) ? undefined : refuse(',error="insufficient_scope"');
  };
}

function tokenUser(realm: Realm): typeof basicUser {
  return (visit, users) => {
    const name = validClaims(visit, realm)?.sub;
    return name === undefined ? undefined : users.find(({ username }) => username === name);
  };
}

function bearer({ authorization }: Visit): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
}

function validClaims(visit: Visit, { service }: Realm): TokenClaims | undefined {
  const claims = readToken(bearer(visit) ?? "");
  return claims?.aud === service && claims.exp * 1000 > visit.now ? claims : undefined;
}

function isGranted({ repository, action }: Need, { access }: TokenClaims): boolean {
  return access.some(({ name, actions }) => name === repository && actions.includes(action));
}

/** All needs of a request are of one repository. */
function scopeOf(needs: readonly Need[]): string {
  return `repository:${needs[0]?.repository}:${needs.map(({ action }) => action).join(",")}`;
}

function challenge(text: string, needs: readonly Need[]): Answer {
  const asked = needs.map(({ repository, action }) => ({
    Type: "repository",
    Class: "",
    Name: repository,
    Action: action,
  }));
  const detail = asked.length === 0 ? undefined : asked;
  return errorAnswer(401, "UNAUTHORIZED", { detail, headers: { "www-authenticate": text } });
}
