import { failed, ok, type Outcome } from "../../base/index.ts";
import { COMMAND_FLAGS, type Flag, type FlagTable, GLOBAL_FLAGS } from "./flags.data.ts";

/** A kubectl command line, read. */
export interface ParsedCommand {
  /** `get`, `set image`, `create secret docker-registry`. */
  readonly command: string;
  readonly args: readonly string[];
  readonly flags: Flags;
}

/** Values of flags by long name; every flag may have been given more than once. */
export interface Flags {
  /** The last value given. */
  text(name: string): string | undefined;
  /** All values in order; commas do not split. */
  list(name: string): readonly string[];
  isOn(name: string): boolean;
}

function flagsOf(values: ReadonlyMap<string, readonly string[]>): Flags {
  return {
    text: (name) => values.get(name)?.at(-1),
    list: (name) => values.get(name) ?? [],
    isOn: (name) => (values.get(name)?.at(-1) ?? "false") !== "false",
  };
}

/** Reads arguments without the word `kubectl` by the flag tables. The fault is what kubectl prints behind `error: `. */
export function parseCommand(argv: readonly string[]): Outcome<ParsedCommand, string> {
  const words = wordsOf(argv, GLOBAL_FLAGS);
  const command = longestCommand(words);
  if (command === undefined) return failed(unknownCommand(words));
  const table = { ...GLOBAL_FLAGS, ...COMMAND_FLAGS[command] };
  const reader = readArguments(argv, table);
  if (!reader.ok) return reader;
  const { positional, values } = reader.value;
  return ok({ command, args: positional.slice(command.split(" ").length), flags: flagsOf(values) });
}

/** The words in front that are no flags, as far as flags are known before the command is. */
function wordsOf(argv: readonly string[], table: FlagTable): string[] {
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? "";
    if (!argument.startsWith("-")) words.push(argument);
    else if (takesNext(argument, table)) index += 1;
  }
  return words;
}

function takesNext(argument: string, table: FlagTable): boolean {
  const flag = flagOf(argument.replace(/^--?/, ""), table);
  return flag !== undefined && flag.flag.value !== "none" && !argument.includes("=");
}

function longestCommand(words: readonly string[]): string | undefined {
  const candidates = [3, 2, 1].map((count) => words.slice(0, count).join(" "));
  return candidates.find((name) => name in COMMAND_FLAGS);
}

function unknownCommand(words: readonly string[]): string {
  const supported = Object.keys(COMMAND_FLAGS).sort().join(", ");
  const given =
    words.length === 0
      ? "no command was given"
      : `unknown command ${JSON.stringify(words.slice(0, 2).join(" "))} for "kubectl"`;
  return `${given}\nSupported here: ${supported}`;
}

interface Arguments {
  readonly positional: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
}

function readArguments(argv: readonly string[], table: FlagTable): Outcome<Arguments, string> {
  const positional: string[] = [];
  const values = new Map<string, string[]>();
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? "";
    if (argument === "-" || !argument.startsWith("-")) {
      positional.push(argument);
      continue;
    }
    const read = readFlag(argument, argv[index + 1], table);
    if (!read.ok) return read;
    const { name, value, usesNext } = read.value;
    values.set(name, [...(values.get(name) ?? []), value]);
    if (usesNext) index += 1;
  }
  return ok({ positional, values });
}

interface FlagValue {
  readonly name: string;
  readonly value: string;
  readonly usesNext: boolean;
}

function readFlag(argument: string, next: string | undefined, table: FlagTable): Outcome<FlagValue, string> {
  const isLong = argument.startsWith("--");
  const [text = "", given] = isLong ? splitAt(argument.slice(2), "=") : [argument.slice(1, 2), shortValue(argument)];
  const found = flagOf(text, table);
  if (found === undefined) return failed(unknownFlag(argument, table));
  const { name, flag } = found;
  if (given !== undefined) return ok({ name, value: given, usesNext: false });
  if (flag.value === "none" || flag.alone !== undefined)
    return ok({ name, value: flag.alone ?? "true", usesNext: false });
  return next === undefined ? failed(`flag needs an argument: ${argument}`) : ok({ name, value: next, usesNext: true });
}

/** `-fFILE` and `-f=FILE`. */
function shortValue(argument: string): string | undefined {
  return argument.length > 2 ? argument.slice(2).replace(/^=/, "") : undefined;
}

function splitAt(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function flagOf(text: string, table: FlagTable): { readonly name: string; readonly flag: Flag } | undefined {
  const [name] = splitAt(text, "=");
  const entry = Object.entries(table).find(([long, { short }]) => long === name || short === name);
  return entry === undefined ? undefined : { name: entry[0], flag: entry[1] };
}

function unknownFlag(argument: string, table: FlagTable): string {
  const supported = Object.keys(table)
    .sort()
    .map((name) => `--${name}`);
  const kind = argument.startsWith("--") ? "flag: " : "shorthand flag: ";
  return `unknown ${kind}${splitAt(argument, "=")[0]}\nSupported here: ${supported.join(", ")}`;
}
