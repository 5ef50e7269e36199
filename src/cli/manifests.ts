import { ok, type Outcome } from "../base/index.ts";
import type { KubernetesObject } from "../kinds/index.ts";
import { readManifests } from "../sandbox/index.ts";
import type { Fault } from "./fault.ts";
import type { Input } from "./io.ts";
import { gatherSources } from "./sources.ts";

/** Objects, and what to call the place where they come from. */
export interface Manifests {
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
}

/**
 * The objects of everything that `-f` names, in the order given; without `-f`, of standard input where something is
 * piped in. Undefined when there is neither.
 */
export async function gatherManifests(
  filenames: readonly string[],
  input: Input,
): Promise<Outcome<Manifests | undefined, Fault>> {
  const sources = await gatherSources(filenames, input);
  if (!sources.ok) return sources;
  if (sources.value.length === 0) return ok(undefined);
  const objects: KubernetesObject[] = [];
  for (const { name, text } of sources.value) {
    const read = await readManifests(text, { name });
    if (!read.ok) return read;
    objects.push(...read.value);
  }
  return ok({ name: sources.value.map(({ name }) => name).join(", "), objects });
}
