import type { Argument, Command, Option } from "commander";

/** What may stand where the cursor is. */
export interface Candidates {
  readonly values: readonly Candidate[];
  /** A path may stand there too. */
  readonly paths: boolean;
}

interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** Values that are a path, by the names that they have in the help. */
const PATHS: ReadonlySet<string> = new Set(["file", "world"]);
const NONE: Candidates = { values: [], paths: false };

/** What has been typed before the word at the cursor. */
interface Position {
  readonly command: Command;
  /** Option that waits for its value. */
  readonly option?: Option;
  /** How many arguments there are already. */
  readonly count: number;
}

/** What may follow in a command line of the program: `words` are those after its name, the last one is at the cursor. */
export function candidatesFor(program: Command, words: readonly string[]): Candidates {
  const current = words.at(-1) ?? "";
  const position = positionAfter(program, words.slice(0, -1));
  const [flag, value] = splitFlag(current);
  if (position.option !== undefined) return startingWith(current === "=" ? "" : current, valuesOf(position.option));
  if (value !== undefined) return withPrefix(`${flag}=`, startingWith(value, optionValues(program, position, flag)));
  if (current.startsWith("-")) return startingWith(current, flagsOf(program, position.command));
  return startingWith(current, operandsOf(position));
}

function positionAfter(program: Command, words: readonly string[]): Position {
  return words.reduce<Position>(
    ({ command, option, count }, word) => {
      // Shells that split at `=` hand it over as a word.
      if (word === "=" && option !== undefined) return { command, option, count };
      if (option !== undefined) return { command, count };
      if (word.startsWith("-")) return { command, count, ...waiting(findOption(program, command, word)) };
      const subcommand = command.commands.find((each) => each.name() === word);
      return subcommand === undefined ? { command, count: count + 1 } : { command: subcommand, count };
    },
    { command: program, count: 0 },
  );
}

function waiting(option: Option | undefined): { readonly option?: Option } {
  return option !== undefined && (option.required || option.optional) ? { option } : {};
}

function findOption(program: Command, command: Command, flag: string): Option | undefined {
  return [...command.options, ...program.options].find(({ short, long }) => flag === short || flag === long);
}

function splitFlag(word: string): readonly [flag: string, value: string | undefined] {
  const [, flag = "", value] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
  return [flag, value];
}

function optionValues(program: Command, { command }: Position, flag: string): Candidates {
  const option = findOption(program, command, flag);
  return option === undefined ? NONE : valuesOf(option);
}

function valuesOf({ argChoices, flags }: Option): Candidates {
  const name = /<(.+)>/.exec(flags)?.[1] ?? "";
  return { values: plainValues(argChoices), paths: PATHS.has(name) };
}

function flagsOf(program: Command, command: Command): Candidates {
  const help = program.createHelp();
  const options = [...help.visibleOptions(command), ...(command === program ? [] : help.visibleOptions(program))];
  const flags = new Map(options.map(({ long, short, description }) => [long ?? short ?? "", description]));
  return { values: Array.from(flags, ([value, description]) => ({ value, description })), paths: false };
}

function operandsOf({ command, count }: Position): Candidates {
  if (command.commands.length > 0 && count === 0) {
    const commands = command.createHelp().visibleCommands(command);
    return { values: commands.map((each) => ({ value: each.name(), description: each.summary() })), paths: false };
  }
  const argument = argumentAt(command, count);
  if (argument === undefined) return NONE;
  return { values: plainValues(argument.argChoices), paths: PATHS.has(argument.name()) };
}

function argumentAt({ registeredArguments }: Command, index: number): Argument | undefined {
  const last = registeredArguments.at(-1);
  return registeredArguments[index] ?? (last?.variadic ? last : undefined);
}

function plainValues(values: readonly string[] = []): Candidate[] {
  return values.map((value) => ({ value, description: "" }));
}

function startingWith(start: string, { values, paths }: Candidates): Candidates {
  return { values: values.filter(({ value }) => value.startsWith(start)), paths };
}

function withPrefix(prefix: string, { values, paths }: Candidates): Candidates {
  return { values: values.map((each) => ({ ...each, value: prefix + each.value })), paths };
}
