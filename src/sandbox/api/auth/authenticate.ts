import { failed, ok, type Outcome } from "../../../base/index.ts";
import type { StatusError } from "../contract.ts";
import { unauthorized } from "../status/status-error.ts";
import { ADMIN, ANONYMOUS, type AuthOptions, EVERYBODY, type UserInfo } from "./user.ts";

const BEARER = /^bearer\s+(\S+)\s*$/i;

/** Tokens that the server itself has given out, and whose they are. */
export type IssuedTokens = ReadonlyMap<string, UserInfo>;

/** Who sends the request. An unknown token is refused; none at all is the anonymous user. */
export function authenticate(
  auth: AuthOptions | undefined,
  { headers }: Request,
  issued: IssuedTokens,
): Outcome<UserInfo, StatusError> {
  if (auth === undefined) return ok(ADMIN);
  const header = headers.get("authorization") ?? "";
  if (header === "") return ok(ANONYMOUS);
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) return failed(unauthorized());
  const known = auth.users.find((user) => user.token.reveal() === token);
  if (known !== undefined) return ok(authenticated(known));
  const account = issued.get(token);
  return account === undefined ? failed(unauthorized()) : ok(account);
}

function authenticated({ name, groups, uid, extra }: UserInfo): UserInfo {
  return {
    name,
    groups: [...groups.filter((group) => group !== EVERYBODY), EVERYBODY],
    ...(uid === undefined ? {} : { uid }),
    ...(extra === undefined ? {} : { extra }),
  };
}

/** The user that the sender wants to be (`--as`), if any. Who may be whom is for authorisation to say. */
export function impersonated({ headers }: Request): UserInfo | undefined {
  const name = headers.get("impersonate-user");
  if (name === null) return undefined;
  const groups = headers.get("impersonate-group")?.split(/\s*,\s*/) ?? accountGroups(name);
  return { name, groups: [...groups.filter((group) => group !== EVERYBODY), EVERYBODY] };
}

function accountGroups(name: string): readonly string[] {
  const [, namespace] = /^system:serviceaccount:([^:]+):[^:]+$/.exec(name) ?? [];
  return namespace === undefined ? [] : ["system:serviceaccounts", `system:serviceaccounts:${namespace}`];
}
