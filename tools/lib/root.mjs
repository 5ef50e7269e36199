import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

export function inRoot(...path) {
  return join(root, ...path);
}

/** Path of a development tool's executable. */
export function bin(name) {
  return inRoot("node_modules/.bin", name);
}
