import { binaryBytes, Secret, utf8Text } from "../../../base/index.ts";
import type { RegistryUser } from "../../../kinds/index.ts";

/** What a client says who it is. */
export interface Login {
  readonly username: string;
  readonly password: Secret;
}

/** Reads `Authorization: Basic …`; undefined when there is none or it is no such header. */
export function basicLogin(header: string | null): Login | undefined {
  const encoded = /^basic +(\S+)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = decode(encoded);
  const colon = text.indexOf(":");
  if (colon === -1) return undefined;
  return { username: text.slice(0, colon), password: new Secret(text.slice(colon + 1)) };
}

function decode(encoded: string): string {
  try {
    const binary = atob(encoded);
    return utf8Text(binaryBytes(binary)) ?? binary;
  } catch {
    return "";
  }
}

/** The user whose login this is at `time` (milliseconds since the start); undefined when it is refused. */
export function findUser(users: readonly RegistryUser[], login: Login, time: number): RegistryUser | undefined {
  return users.find(
    ({ username, password, until = Infinity }) =>
      username === login.username && password === login.password.reveal() && time < until,
  );
}

/** Whether a login was good before `time`. */
export function hasExpired(users: readonly RegistryUser[], login: Login, time: number): boolean {
  return users.some(
    ({ username, password, until = Infinity }) =>
      username === login.username && password === login.password.reveal() && time >= until,
  );
}

export function mayPull(user: RegistryUser, repository: string): boolean {
  return user.repositories?.some((pattern) => covers(pattern, repository)) ?? true;
}

/** `team/*` covers what is below `team`. */
function covers(pattern: string, repository: string): boolean {
  return pattern.endsWith("/*") ? repository.startsWith(pattern.slice(0, -1)) : pattern === repository;
}
