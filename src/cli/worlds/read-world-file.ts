import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

import type { Outcome } from "../../base/index.ts";
import type { World } from "../../kinds/index.ts";
import { readText } from "../../node/index.ts";
import { readWorld } from "../../sandbox/index.ts";
import type { Fault } from "../fault.ts";
import { INPUT_LIMIT } from "../sources.ts";

/** Reads a world file, and the manifests that it names beside it; `name` is what messages call it. */
export async function readWorldFile(path: string, name: string = path): Promise<Outcome<World, Fault>> {
  const text = await readText(path, { limit: INPUT_LIMIT });
  if (!text.ok) return text;
  return readWorld(text.value, { name, readFile: (file) => textOf(resolve(dirname(path), file)) });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
