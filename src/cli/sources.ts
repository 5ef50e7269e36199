import { failed, ok, type Outcome } from "../base/index.ts";
import { readSources, type Source } from "../node/index.ts";
import { cliFault, type Fault } from "./fault.ts";
import type { Input } from "./io.ts";

/** Bytes of all input together: some fifty thousand pods, or a long log. */
export const INPUT_LIMIT: number = 64 * 1024 * 1024;

const STDIN = "-";

/**
 * Everything that `-f` names, in the order given; without `-f`, standard input where something is piped in. Nothing when there is
 * neither.
 */
export async function gatherSources(
  filenames: readonly string[],
  input: Input,
): Promise<Outcome<readonly Source[], Fault>> {
  return filenames.length === 0 ? pipedSource(input) : namedSources(filenames, input);
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
