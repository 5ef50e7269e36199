/**
 * The credentials that a kubelet offers to a registry for an image.
 *
 * The confusing thing: the keyring does not look for the best login, it collects all that match and tries each in
 * turn, and it never tries without one when any matched. A key matches as a URL does not: ports must be equal as
 * written, the path is a plain prefix, a star stands for one part between dots. What is filed under `index.docker.io`
 * matches no image at all and serves Docker Hub only where nothing else matched. A secret of another type, or with
 * the wrong key in its data, is left out without a sign; one that does not decode takes all others with it.
 */
export { decodeBase64 } from "./base64.ts";
export { credentialHash } from "./credential-hash.ts";
export { explainCredentials } from "./explain.ts";
export type { CredentialRow, ExplainOptions } from "./explain.ts";
export type { CredentialsFault } from "./fault.ts";
export { goString } from "./go-string.ts";
export type { GoString } from "./go-string.ts";
export { readJson } from "./json-reader.ts";
export type { JsonValue } from "./json-value.ts";
export { makeKeyring } from "./keyring.ts";
export type { Keyring, KeyringOptions } from "./keyring.ts";
export type { KeyringEntry } from "./keyring-entry.ts";
export type { NodeFiles } from "./node-files.ts";
export type { KeyringPlugin, PluginAnswer } from "./plugin.ts";
export { PluginCache } from "./plugin-cache.ts";
export type { CacheKeyType } from "./plugin-cache.ts";
export { decodePullSecret } from "./pull-secret.ts";
export type { PullSecret } from "./pull-secret.ts";
export { isUtf8 } from "./tracked-credential.ts";
export type { CredentialSource, ServiceAccountCoordinates, TrackedCredential } from "./tracked-credential.ts";
export type { KeyVerdict, SecretVerdict } from "./verdict.ts";
