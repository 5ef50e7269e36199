import { jsonEqual, type JsonObject, objectAt, textAt } from "../../../base/index.ts";
import { decodeBase64 } from "../../../credentials/index.ts";
import type { KubernetesObject, SecretObject } from "../../../kinds/index.ts";
import { jsonMapFault } from "../go-json.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidEach, invalidField, required } from "./cause.ts";
import { validateMetadata, validateMetadataUpdate } from "./metadata.ts";
import { configKeyProblems } from "./names.ts";

const ACCOUNT_ANNOTATION = "kubernetes.io/service-account.name";

/** What a type of secret asks of its data, in pkg/apis/core/validation `ValidateSecret`. */
const TYPES: Readonly<Record<string, (data: JsonObject, secret: KubernetesObject) => Cause[]>> = {
  "kubernetes.io/dockercfg": (data) => docker(data, ".dockercfg"),
  "kubernetes.io/dockerconfigjson": (data) => docker(data, ".dockerconfigjson"),
  "kubernetes.io/basic-auth": (data) =>
    "username" in data || "password" in data ? [] : [required("data[username]"), required("data[password]")],
  "kubernetes.io/ssh-auth": (data) => (data["ssh-privatekey"] ? [] : [required("data[ssh-privatekey]")]),
  "kubernetes.io/tls": (data) =>
    ["tls.crt", "tls.key"].filter((key) => !(key in data)).map((key) => required(`data[${key}]`)),
  "kubernetes.io/service-account-token": (_, secret) =>
    secret.metadata.annotations?.[ACCOUNT_ANNOTATION] ? [] : [required(`metadata.annotations[${ACCOUNT_ANNOTATION}]`)],
};

export function validateSecret(secret: KubernetesObject): Cause[] {
  const data = objectAt(secret, "data");
  return [
    ...validateMetadata(secret),
    ...keyProblems(data, "data"),
    ...(TYPES[(secret as SecretObject).type ?? ""]?.(data, secret) ?? []),
  ];
}

export function validateSecretUpdate(next: KubernetesObject, old: KubernetesObject): Cause[] {
  const type = textAt(next, "type");
  return [
    ...validateMetadataUpdate(next, old),
    ...(type === textAt(old, "type") ? [] : [invalidField("type", type, "field is immutable")]),
    ...immutableProblems(next, old, ["data"]),
    ...validateSecret(next),
  ];
}

/** Keys in order, so that the answer does not depend on how the object was written. */
export function keyProblems(data: JsonObject, field: string): Cause[] {
  return Object.keys(data)
    .sort()
    .flatMap((key) => invalidEach(`${field}[${key}]`, key, configKeyProblems(key)));
}

/** What may not change any more once `immutable` is set. */
export function immutableProblems(next: KubernetesObject, old: KubernetesObject, members: readonly string[]): Cause[] {
  const [after, before] = [objectAt({ next }, "next"), objectAt({ old }, "old")];
  if (before["immutable"] !== true) return [];
  const changed = members.filter((member) => !jsonEqual(after[member], before[member]));
  const all = after["immutable"] === true ? changed : ["immutable", ...changed];
  return all.map((member) => forbiddenField(member, "field is immutable when `immutable` is set"));
}

/** The content is never shown. */
function docker(data: JsonObject, key: string): Cause[] {
  const encoded = data[key];
  if (typeof encoded !== "string") return [required(`data[${key}]`)];
  const bytes = decodeBase64(encoded, "padded");
  const fault = jsonMapFault(bytes.ok ? bytes.value : "");
  return fault === undefined ? [] : [invalidField(`data[${key}]`, "<secret contents redacted>", fault)];
}
