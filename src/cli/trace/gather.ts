import { existsSync } from "node:fs";

import { failed, type Outcome } from "../../base/index.ts";
import type { KubernetesObject, World } from "../../kinds/index.ts";
import { readText } from "../../node/index.ts";
import { worldOfObjects } from "../../sandbox/index.ts";
import { nearest } from "../choice.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { Input } from "../io.ts";
import { gatherManifests } from "../manifests.ts";
import { INPUT_LIMIT } from "../sources.ts";
import { readWorldFile } from "../worlds/read-world-file.ts";
import { worldFile, worldNames } from "../worlds/shipped.ts";
import type { TraceTarget } from "./options.ts";

type ManifestTarget = Extract<TraceTarget, { kind: "manifests" }>;

/** Reads the world that is to be run, or makes it from manifests. */
export async function gatherWorld(target: TraceTarget, input: Input): Promise<Outcome<World, Fault>> {
  return target.kind === "world" ? namedWorld(target.world) : worldOfManifests(target, input);
}

/** A name that ships, else a path. */
async function namedWorld(world: string): Promise<Outcome<World, Fault>> {
  const names = worldNames();
  if (names.includes(world)) return readWorldFile(worldFile(world), world);
  if (!existsSync(world)) return failed(unknownWorld(world, names));
  const read = await readWorldFile(world);
  if (read.ok || (await looksLikeWorld(world))) return read;
  return failed({ ...read.fault, hint: `For manifests use -f: \`pullwhy trace -f ${world}\`` });
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

async function worldOfManifests(target: ManifestTarget, input: Input): Promise<Outcome<World, Fault>> {
  const { filenames, namespace, answer, platform } = target;
  const manifests = await gatherManifests(filenames, input);
  if (!manifests.ok) return manifests;
  if (manifests.value === undefined) return failed(nothingGiven());
  const { name, objects } = manifests.value;
  const placed = namespace === undefined ? objects : objects.map((object) => inNamespace(object, namespace));
  return worldOfObjects(placed, { name, answer, ...(platform === undefined ? {} : { platform }) });
}

function inNamespace(object: KubernetesObject, namespace: string): KubernetesObject {
  return { ...object, metadata: { namespace, ...object.metadata } };
}

function nothingGiven(): Fault {
  const hint = "`pullwhy worlds` lists the worlds that ship; `pullwhy trace wrong-tag` runs one";
  return cliFault("CLI_USAGE", "Nothing to trace: a WORLD, -f FILE or manifests on standard input are wanted", hint);
}
