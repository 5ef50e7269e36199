import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";

import { rewriteFile } from "./rewrite-file.ts";
import { isJsonObject, type JsonObject, listAt, textAt } from "../base/index.ts";

/** Files as kubectl merges them: of what several name, the first counts; those of `$KUBECONFIG` that are not there are left out. */
export function kubeconfigFiles(given: string | undefined): readonly string[] {
  if (given !== undefined) return [given];
  const named = (process.env["KUBECONFIG"] ?? "").split(delimiter).filter((path) => path !== "");
  const files = named.length > 0 ? named : [join(homedir(), ".kube", "config")];
  return files.filter((path) => existsSync(path));
}

/** Keeps what a login of OIDC has become, as kubectl does; where the file cannot be written, it is left as it is. */
export async function keepOidc(
  files: readonly string[],
  user: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const { isMap, isSeq, parseDocument } = await import("yaml");
  for (const file of files) {
    const from = readFileSync(file, "utf8");
    const document = parseDocument(from);
    const users = document.get("users");
    const index = isSeq(users) ? users.items.findIndex((item) => isMap(item) && item.get("name") === user) : -1;
    if (index === -1) continue;
    for (const [key, value] of Object.entries(values))
      document.setIn(["users", index, "user", "auth-provider", "config", key], value);
    rewriteFile(file, { from, to: document.toString({ lineWidth: 0 }) });
    return;
  }
}

export interface FoundEntry {
  readonly entry: JsonObject;
  /** Of the file that it stands in: relative paths begin there. */
  readonly folder: string;
}

/** A user or a cluster as the file says it, with what the library leaves out. */
export async function entryIn(
  files: readonly string[],
  list: "users" | "clusters",
  name: string,
): Promise<FoundEntry | undefined> {
  const { parse } = await import("yaml");
  for (const file of files) {
    const config: unknown = parse(readFileSync(file, "utf8"));
    const found = listAt(config, list).find((each) => textAt(each, "name") === name);
    if (isJsonObject(found)) return { entry: found, folder: dirname(file) };
  }
  return undefined;
}
