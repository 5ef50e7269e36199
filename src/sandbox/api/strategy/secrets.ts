import { base64, isJsonObject, utf8Bytes } from "../../../base/index.ts";
import type { KubernetesObject, SecretObject } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";
import { validateSecret, validateSecretUpdate } from "../validate/secrets.ts";
import type { Strategy } from "./strategy.ts";

export const SECRETS: Strategy = {
  hasStatus: false,
  prepare: withStringData,
  validate: validateSecret,
  validateUpdate: validateSecretUpdate,
};

/** `stringData` is for writing only: its texts are stored as `data`. */
function withStringData(secret: KubernetesObject): KubernetesObject {
  const { stringData, ...rest } = secret as SecretObject & { readonly stringData?: unknown };
  if (!isJsonObject(stringData)) return rest;
  const texts = Object.entries(stringData).map(([key, text]) => [key, base64(utf8Bytes(String(text)))] as const);
  return withFields(rest, { data: { ...rest.data, ...Object.fromEntries(texts) } });
}
