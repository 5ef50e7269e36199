import { readdirSync } from "node:fs";
import { join } from "node:path";

import { packageFolder } from "../../node/index.ts";

const EXTENSION = ".yaml";

/** Names of the worlds that ship, in order of the alphabet. */
export function worldNames(): string[] {
  const files = readdirSync(packageFolder("worlds")).filter((file) => file.endsWith(EXTENSION));
  return files.map((file) => file.slice(0, -EXTENSION.length)).sort();
}

/** Path of the file of a world that ships. */
export function worldFile(name: string): string {
  return join(packageFolder("worlds"), `${name}${EXTENSION}`);
}
