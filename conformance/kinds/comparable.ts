import { isJsonObject } from "../../src/base/index.ts";

const DROPPED = ["uid", "resourceVersion", "creationTimestamp", "managedFields"];

/** Without what no input determines, as vectors/kubectl/README.md says. */
export function comparable(value: unknown): unknown {
  if (!isJsonObject(value)) return value;
  if (value["kind"] === "Status") return status(value);
  const { metadata, items } = value;
  return {
    ...value,
    ...(isJsonObject(metadata) ? { metadata: cleanMetadata(metadata) } : {}),
    ...(Array.isArray(items) ? { items: items.map(comparable) } : {}),
  };
}

function cleanMetadata(metadata: Readonly<Record<string, unknown>>): unknown {
  const kept = Object.entries(metadata).filter(([key]) => !DROPPED.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, key === "deletionTimestamp" ? "<time>" : value]));
}

function status(value: Readonly<Record<string, unknown>>): unknown {
  const { reason, ...rest } = value;
  return reason === "" ? rest : value;
}
