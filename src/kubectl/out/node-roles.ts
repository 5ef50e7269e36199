import { sortedEntries } from "./fields.ts";

const PREFIX = "node-role.kubernetes.io/";
const LABEL = "kubernetes.io/role";

/** Roles of a node by its labels, each once, sorted. */
export function nodeRoles(node: unknown): readonly string[] {
  const roles = sortedEntries(node, "metadata", "labels").map(([key, value]) =>
    key.startsWith(PREFIX) ? key.slice(PREFIX.length) : key === LABEL ? String(value) : "",
  );
  return [...new Set(roles)].filter((role) => role !== "").sort();
}
