import { failed, ok, type Outcome } from "../../../base/index.ts";

/** A command line that shows something, read. */
export interface Arguments {
  /** The command first. */
  readonly words: readonly string[];
  /** The value given last. */
  text(flag: string): string | undefined;
  /** Values parted by commas, of all times that the flag was given. */
  list(flag: string): readonly string[];
  isOn(flag: string): boolean;
}

/** Long names by what may be typed; a flag that takes a value ends in `=`. */
const FLAGS: Readonly<Record<string, string>> = {
  "-A": "all-namespaces",
  "-c": "container=",
  "-L": "label-columns=",
  "-n": "namespace=",
  "-o": "output=",
  "-p": "previous",
  "--all-namespaces": "all-namespaces",
  "--container": "container=",
  "--for": "for=",
  "--label-columns": "label-columns=",
  "--namespace": "namespace=",
  "--no-headers": "no-headers",
  "--output": "output=",
  "--previous": "previous",
  "--show-labels": "show-labels",
  "--types": "types=",
};

/** Reads arguments without the word `kubectl`; the fault is what kubectl prints behind `error: `. */
export function readArguments(argv: readonly string[]): Outcome<Arguments, string> {
  const words: string[] = [];
  const values = new Map<string, string[]>();
  const rest = [...argv];
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (!argument.startsWith("-")) words.push(argument);
    else {
      const flag = readFlag(argument, rest);
      if (!flag.ok) return flag;
      values.set(flag.value.name, [...(values.get(flag.value.name) ?? []), flag.value.value]);
    }
  }
  return ok({
    words,
    text: (flag) => values.get(flag)?.at(-1),
    list: (flag) => (values.get(flag) ?? []).flatMap((value) => value.split(",")),
    isOn: (flag) => (values.get(flag)?.at(-1) ?? "false") !== "false",
  });
}

/** `-owide`, `-o=wide`, `-o wide`, `--output=wide`, `--output wide`; takes its value from `rest` in the forms with a space. */
function readFlag(
  argument: string,
  rest: string[],
): Outcome<{ readonly name: string; readonly value: string }, string> {
  const [, typed = "", given] = /^(--[^=]+|-.)(?:=?(.+))?$/s.exec(argument) ?? [];
  const flag = FLAGS[typed];
  if (flag === undefined) {
    return failed(
      argument.startsWith("--")
        ? `unknown flag: ${typed}`
        : `unknown shorthand flag: '${typed.slice(1)}' in ${argument}`,
    );
  }
  if (!flag.endsWith("=")) return ok({ name: flag, value: given ?? "true" });
  const value = given ?? rest.shift();
  return value === undefined ? failed(`flag needs an argument: ${argument}`) : ok({ name: flag.slice(0, -1), value });
}
