import type { Secret } from "../../../base/index.ts";

/** Who asks. */
export interface UserInfo {
  readonly name: string;
  readonly groups: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Somebody who is known by a bearer token. */
export interface KnownUser extends UserInfo {
  readonly token: Secret;
}

/** Who may come in. Members of `system:masters` may do everything; all others are held to the stored roles. */
export interface AuthOptions {
  readonly users: readonly KnownUser[];
}

export const EVERYBODY = "system:authenticated";
export const MASTERS = "system:masters";
const STRANGERS = "system:unauthenticated";

/** Who asks where nobody has to say so. */
export const ADMIN: UserInfo = { name: "admin", groups: [MASTERS, EVERYBODY] };
export const ANONYMOUS: UserInfo = { name: "system:anonymous", groups: [STRANGERS] };

export function serviceAccountUser(namespace: string, name: string, uid: string): UserInfo {
  const groups = ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, EVERYBODY];
  return { name: `system:serviceaccount:${namespace}:${name}`, groups, uid };
}
