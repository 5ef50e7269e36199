import { isJsonObject } from "../../src/base/index.ts";

const DROPPED = ["uid", "resourceVersion", "creationTimestamp", "managedFields"];
const PLACEHOLDERS: Readonly<Record<string, string>> = { deletionTimestamp: "<time>", continue: "<token>" };
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
/** What a patch made of an object, in quotes, where it stands as the wrong value. */
const PATCHED = /(?<=^Invalid value: | "" is invalid: patch: Invalid value: )"\{(?:[^"\\]|\\.)*"/;
const POD_UPDATE = "pod updates may not change fields other than ";

/** Without what no input determines, as vectors/kubectl/README.md says. `given`: uids that the input names. */
export function comparable(value: unknown, given: readonly string[] = []): unknown {
  if (!isJsonObject(value)) return value;
  if (value["kind"] === "Status") return status(value, given);
  const { metadata, items, status: own, object } = value;
  return {
    ...value,
    ...(isJsonObject(object) ? { object: comparable(object, given) } : {}),
    ...(isJsonObject(metadata) ? { metadata: cleanMetadata(metadata) } : {}),
    ...(Array.isArray(items) ? { items: items.map((item: unknown) => comparable(item)) } : {}),
    ...(isJsonObject(own) ? { status: withFixedTimes(own) } : {}),
  };
}

function cleanMetadata(metadata: Readonly<Record<string, unknown>>): unknown {
  const kept = Object.entries(metadata).filter(([key]) => !DROPPED.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, PLACEHOLDERS[key] ?? value]));
}

function withFixedTimes(own: Readonly<Record<string, unknown>>): unknown {
  const { conditions } = own;
  if (!Array.isArray(conditions)) return own;
  const fixed = conditions.map((condition: { readonly lastTransitionTime?: unknown }) =>
    condition.lastTransitionTime === null ? condition : { ...condition, lastTransitionTime: "2026-01-01T00:00:00Z" },
  );
  return { ...own, conditions: fixed };
}

function status(value: Readonly<Record<string, unknown>>, given: readonly string[]): unknown {
  const { reason, ...rest } = JSON.parse(JSON.stringify(value), (_, inner: unknown) =>
    typeof inner === "string" ? cleanText(inner, given) : inner,
  ) as Readonly<Record<string, unknown>>;
  const { details, metadata } = rest;
  if (isJsonObject(metadata) && metadata["continue"] !== undefined)
    return { ...rest, reason, metadata: { continue: "<token>" } };
  if (isJsonObject(details)) return { ...rest, ...(reason === "" ? {} : { reason }), details: withoutUid(details) };
  return reason === "" ? rest : { ...rest, reason };
}

function withoutUid(details: Readonly<Record<string, unknown>>): unknown {
  const { uid: _uid, ...rest } = details;
  return rest;
}

function cleanText(text: string, given: readonly string[]): string {
  const cut = text.includes(POD_UPDATE) ? (text.split("\n")[0] ?? "") + closing(text) : text;
  return cut
    .replace(PATCHED, '"<patched object>"')
    .replaceAll(UUID, (uid) => (given.includes(uid) ? uid : "<uid>"))
    .replaceAll(/(Too large resource version: |too old resource version: )\d+(?:, current: \d+| \(\d+\))/g, "$1<n>")
    .replaceAll(/Bad_[a-z0-9]{5}/g, "Bad_<random>")
    .replaceAll(/ResourceVersion: \d+/g, "ResourceVersion: <n>")
    .replaceAll(/ResourceVersion in record \(\d+\)/g, "ResourceVersion in record (<n>)");
}

/** A message of several causes ends with a bracket behind the difference that is cut. */
function closing(text: string): string {
  return text.includes("is invalid: [") && text.endsWith("]") ? "]" : "";
}
