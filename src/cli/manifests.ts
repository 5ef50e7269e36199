import { failed, ok, type Outcome } from "../base/index.ts";
import type { KubernetesObject } from "../kinds/index.ts";
import { readSources, type Source } from "../node/index.ts";
import { readManifests } from "../sandbox/index.ts";
import { cliFault, type Fault } from "./fault.ts";
import type { Input } from "./io.ts";

/** Bytes of all input together: some fifty thousand pods. */
export const INPUT_LIMIT: number = 32 * 1024 * 1024;

const STDIN = "-";

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
  const sources = filenames.length === 0 ? await pipedSource(input) : await namedSources(filenames, input);
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

/** Standard input where it is a pipe or file with at least one byte. */
async function pipedSource(input: Input): Promise<Outcome<readonly Source[], Fault>> {
  if (!input.isPiped) return ok([]);
  const source = await readInput(input);
  return source.ok && source.value.text === "" ? ok([]) : asList(source);
}

async function namedSources(filenames: readonly string[], input: Input): Promise<Outcome<readonly Source[], Fault>> {
  const sources: Source[] = [];
  for (const filename of filenames) {
    const read =
      filename === STDIN ? asList(await readInput(input)) : await readSources([filename], { limit: INPUT_LIMIT });
    if (!read.ok) return read;
    sources.push(...read.value);
  }
  return ok(sources);
}

async function readInput(input: Input): Promise<Outcome<Source, Fault>> {
  const text = await input.read(INPUT_LIMIT);
  if (text !== undefined) return ok({ name: "standard input", text });
  const limit = `${INPUT_LIMIT / 1024 / 1024} MiB`;
  return failed(cliFault("CLI_TOO_MUCH", `Cannot read standard input: it is longer than ${limit}`));
}

function asList(source: Outcome<Source, Fault>): Outcome<readonly Source[], Fault> {
  return source.ok ? ok([source.value]) : source;
}
