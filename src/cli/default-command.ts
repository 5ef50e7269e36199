const DEFAULT = "diagnose";
/** Commands of the program itself. */
const HIDDEN: ReadonlySet<string> = new Set(["help", "complete"]);
const OF_THE_PROGRAM: ReadonlySet<string> = new Set(["-h", "--help", "-V", "--version"]);

/**
 * `pullwhy diagnose` may be left out: where nothing is typed, before flags and before a target such as `pod/web`. A plain word is a
 * command, perhaps a mistyped one.
 */
export function withDefaultCommand(argv: readonly string[], commands: ReadonlySet<string>): readonly string[] {
  const [first] = argv;
  const isCommand = (word: string): boolean => commands.has(word) || HIDDEN.has(word);
  if (first === undefined) return [DEFAULT];
  if (argv.some((word) => isCommand(word) || OF_THE_PROGRAM.has(word))) return argv;
  return first.startsWith("-") || first.includes("/") ? [DEFAULT, ...argv] : argv;
}
