import { existsSync } from "node:fs";

import { failed, type Outcome } from "../../base/index.ts";
import type { World } from "../../kinds/index.ts";
import { readText } from "../../node/index.ts";
import { nearest } from "../choice.ts";
import { cliFault, type Fault } from "../fault.ts";
import { INPUT_LIMIT } from "../sources.ts";
import { readWorldFile } from "./read-world-file.ts";
import { worldFile, worldNames } from "./shipped.ts";

/** A world by a name that ships, else by its path. `manifestHint` says what to do with a file of manifests. */
export async function namedWorld(world: string, manifestHint: string): Promise<Outcome<World, Fault>> {
  const names = worldNames();
  if (names.includes(world)) return readWorldFile(worldFile(world), world);
  if (!existsSync(world)) return failed(unknownWorld(world, names));
  const read = await readWorldFile(world);
  if (read.ok || (await looksLikeWorld(world))) return read;
  return failed({ ...read.fault, hint: manifestHint });
}

async function looksLikeWorld(path: string): Promise<boolean> {
  const text = await readText(path, { limit: INPUT_LIMIT });
  return !text.ok || /^["']?world["']?:/m.test(text.value);
}

function unknownWorld(world: string, names: readonly string[]): Fault {
  const meant = nearest(world, names);
  const suggestion = meant === undefined ? "" : `Did you mean ${meant}? `;
  const message = `Cannot find world ${JSON.stringify(world)}: no world of this name ships, and it is no file`;
  return cliFault("CLI_WORLD_UNKNOWN", message, `${suggestion}\`pullwhy worlds\` lists those that ship`);
}
