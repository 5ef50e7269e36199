import { base64, Secret, sha256, utf8Bytes } from "../base/index.ts";
import type { Redactor } from "./redactor.ts";

/** What a registry is shown; `identity-token` is the refresh token of an OAuth2 login (docker's `identitytoken`). */
export type RegistryCredential =
  | { readonly kind: "login"; readonly username: string; readonly password: Secret }
  | { readonly kind: "identity-token"; readonly token: Secret };

/** The same for the same credential; tells nothing about it. */
export function credentialKey(credential: RegistryCredential | undefined): string {
  if (credential === undefined) return "";
  const parts =
    credential.kind === "login"
      ? ["login", credential.username, credential.password.reveal()]
      : ["identity-token", credential.token.reveal()];
  return sha256(JSON.stringify(parts));
}

export function basicHeader(username: string, password: Secret): Secret {
  return new Secret(`Basic ${base64(utf8Bytes(`${username}:${password.reveal()}`))}`);
}

export function hideCredential(credential: RegistryCredential | undefined, redactor: Redactor): void {
  if (credential === undefined) return;
  if (credential.kind === "identity-token") return redactor.hide(credential.token.reveal());
  redactor.hide(credential.password.reveal());
  redactor.hide(`${credential.username}:${credential.password.reveal()}`);
}
