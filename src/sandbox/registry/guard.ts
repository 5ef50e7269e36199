import type { RegistryAuth, RegistryUser } from "../../kinds/index.ts";
import { type Answer, errorAnswer } from "./answer.ts";
import { readToken } from "./token.ts";
import { basicLogin, findUser, mayPull } from "./users.ts";

interface Visit {
  readonly authorization: string | null;
  /** Absent for the ping. */
  readonly repository?: string;
  readonly isPublic: boolean;
  /** Milliseconds since the epoch, and the instant of t = 0. */
  readonly now: number;
  readonly start: number;
}

export interface Realm {
  /** Address of the token service. */
  readonly url: string;
  readonly service: string;
}

/** The refusal of a visit, or undefined when it may go on. */
export type Guard = (visit: Visit) => Answer | undefined;

export function guardOf(auth: RegistryAuth, realm: Realm): Guard {
  if (auth.kind === "basic") return (visit) => checkBasic(visit, auth.users);
  if (auth.kind === "token") return (visit) => checkToken(visit, realm);
  return () => undefined;
}

function checkBasic(visit: Visit, users: readonly RegistryUser[]): Answer | undefined {
  if (visit.isPublic) return undefined;
  const login = basicLogin(visit.authorization);
  const user = login && findUser(users, login, visit.now - visit.start);
  if (user === undefined) return challenge('Basic realm="basic-realm"', visit.repository);
  if (visit.repository === undefined || mayPull(user, visit.repository)) return undefined;
  return errorAnswer(403, "DENIED");
}

/** The distribution project's token scheme: what is missing stands in the challenge. */
function checkToken(visit: Visit, realm: Realm): Answer | undefined {
  const { repository, authorization, now } = visit;
  const text = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  const scope = repository === undefined ? "" : `,scope="repository:${repository}:pull"`;
  const refuse = (error: string): Answer =>
    challenge(`Bearer realm="${realm.url}",service="${realm.service}"${scope}${error}`, repository);
  if (text === undefined) return refuse("");
  const claims = readToken(text);
  if (claims === undefined || claims.aud !== realm.service || claims.exp * 1000 <= now) {
    return refuse(',error="invalid_token"');
  }
  if (repository === undefined) return undefined;
  const allowed = claims.access.some(({ name, actions }) => name === repository && actions.includes("pull"));
  return allowed ? undefined : refuse(',error="insufficient_scope"');
}

function challenge(text: string, repository: string | undefined): Answer {
  const detail =
    repository === undefined ? undefined : [{ Type: "repository", Class: "", Name: repository, Action: "pull" }];
  return errorAnswer(401, "UNAUTHORIZED", { detail, headers: { "www-authenticate": text } });
}
