import type { KubernetesObject } from "../../../kinds/index.ts";

const WRITTEN = new WeakMap<object, string>();

/** The JSON of a stored object. Objects never change and are asked for by many, so each is written once. */
export function jsonText(object: object): string {
  const known = WRITTEN.get(object);
  if (known !== undefined) return known;
  const text = JSON.stringify(object);
  WRITTEN.set(object, text);
  return text;
}

/** Likewise, without what the object is. */
export function bareText(item: KubernetesObject): string {
  const text = jsonText(item);
  const prefix = `{"kind":${JSON.stringify(item.kind)},"apiVersion":${JSON.stringify(item.apiVersion)},`;
  if (text.startsWith(prefix)) return `{${text.slice(prefix.length)}`;
  const { kind: _kind, apiVersion: _version, ...rest } = item;
  return JSON.stringify(rest);
}
