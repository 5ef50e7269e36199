import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ObjectList } from "../contract.ts";

const WRITTEN = new WeakMap<object, string>();

/** The JSON of a stored object. Objects never change and are asked for by many, so each is written once. */
export function jsonText(object: object): string {
  const known = WRITTEN.get(object);
  if (known !== undefined) return known;
  const text = JSON.stringify(object);
  WRITTEN.set(object, text);
  return text;
}

/** The JSON of a list, whose items do not say what they are. */
export function listText({ kind, apiVersion, metadata, items }: ObjectList): string {
  const head = JSON.stringify({ kind, apiVersion, metadata }).slice(0, -1);
  return `${head},"items":[${items.map(bareText).join(",")}]}\n`;
}

function bareText(item: KubernetesObject): string {
  const text = jsonText(item);
  const prefix = `{"kind":${JSON.stringify(item.kind)},"apiVersion":${JSON.stringify(item.apiVersion)},`;
  if (text.startsWith(prefix)) return `{${text.slice(prefix.length)}`;
  const { kind: _kind, apiVersion: _version, ...rest } = item;
  return JSON.stringify(rest);
}
