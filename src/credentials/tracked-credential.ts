import type { Secret } from "../base/index.ts";
import type { GoString } from "./go-string.ts";

/** A login for a registry, with where it comes from. */
export interface TrackedCredential {
  readonly username: GoString;
  /** Sent to the runtime; revealed there and nowhere else. */
  readonly password: Secret<GoString>;
  readonly email: string;
  readonly source: CredentialSource;
}

/** `key` is the registry key as written, but for user info in it, which is `***`. */
export type CredentialSource =
  | {
      readonly kind: "secret";
      readonly uid: string;
      readonly namespace: string;
      readonly name: string;
      readonly key: string;
    }
  | { readonly kind: "node"; readonly key: string }
  | {
      readonly kind: "plugin";
      readonly name: string;
      readonly key: string;
      /** The account whose token the plugin was given. */
      readonly serviceAccount?: ServiceAccountCoordinates;
    };

export interface ServiceAccountCoordinates {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
}

/** Whether the CRI's protobuf can carry it: user name and password are UTF-8. */
export function isUtf8(credential: TrackedCredential): boolean {
  return credential.username.utf8 && credential.password.reveal().utf8;
}
