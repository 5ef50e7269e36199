import type { Command } from "commander";

const DEFAULT = "diagnose";
const OF_THE_PROGRAM: ReadonlySet<string> = new Set(["-h", "--help", "-V", "--version"]);

/**
 * `pullwhy diagnose` may be left out: where nothing is typed, before flags and before a target such as `pod/web`. A plain word is a
 * command, perhaps a mistyped one.
 */
export function withDefaultCommand(
  argv: readonly string[],
  { commands }: Pick<Command, "commands">,
): readonly string[] {
  const [first] = argv;
  if (first === undefined) return [DEFAULT];
  const names = new Set(["help", ...commands.map((command) => command.name())]);
  if (argv.some((word) => names.has(word) || OF_THE_PROGRAM.has(word))) return argv;
  return first.startsWith("-") || first.includes("/") ? [DEFAULT, ...argv] : argv;
}
