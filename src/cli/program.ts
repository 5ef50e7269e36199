import { Command, type OutputConfiguration } from "commander";

import { completeCommand, completionCommand } from "./completion/command.ts";
import { credentialsCommand } from "./credentials/command.ts";
import { demoCommand } from "./demo/command.ts";
import { diagnoseCommand } from "./diagnose/command.ts";
import { type Entry, entry, type Typed } from "./entry.ts";
import { EXIT_MEANINGS, type ExitCode } from "./exit.ts";
import { explainCommand } from "./explain/command.ts";
import { addGlobalFlags, withGlobalFlags } from "./global-flags.ts";
import type { Io } from "./io.ts";
import { learnCommand } from "./learn/command.ts";
import { LEARN_PARTS } from "./learn/entries.ts";
import { fixCommand } from "./fix/command.ts";
import { rbacCommand } from "./rbac/command.ts";
import { sandboxCommand } from "./sandbox/command.ts";
import {
  imagesCommand,
  pauseCommand,
  recordCommand,
  saveCommand,
  skipToCommand,
  speedCommand,
  stepCommand,
} from "./sandbox/control-commands.ts";
import { faultCommand } from "./sandbox/fault-command.ts";
import { traceCommand } from "./trace/command.ts";
import { versionCommand } from "./version/command.ts";
import { VERSION } from "./version.ts";
import { worldsCommand } from "./worlds/command.ts";

/** What a running sandbox is made to do. */
const SANDBOX_CONTROLS: readonly Entry[] = [pauseCommand, stepCommand, speedCommand, skipToCommand, faultCommand].map(
  (define) =>
    entry(define, async () => {
      const { controlOptions, runControl } = await import("./sandbox/control.ts");
      return { options: controlOptions(define().name()), run: runControl };
    }),
);

/** What is brought out of a running sandbox, and into it. */
const SANDBOX_GOODS: readonly Entry[] = [
  entry(imagesCommand, async () => {
    const { imagesOptions, runImages } = await import("./sandbox/images.ts");
    return { options: imagesOptions, run: runImages };
  }),
  entry(saveCommand, async () => {
    const { runSave, saveOptions } = await import("./sandbox/save.ts");
    return { options: saveOptions, run: runSave };
  }),
  entry(recordCommand, async () => {
    const { recordOptions, runRecord } = await import("./sandbox/record.ts");
    return { options: recordOptions, run: runRecord };
  }),
];

/** Every command by its name, in the order of the help. */
const ENTRIES: Readonly<Record<string, Entry>> = {
  diagnose: entry(diagnoseCommand, async () => {
    const { diagnoseOptions, runDiagnose } = await import("./diagnose/run.ts");
    return { options: diagnoseOptions, run: runDiagnose };
  }),
  fix: entry(fixCommand, async () => {
    const { fixOptions, runFix } = await import("./fix/run.ts");
    return { options: fixOptions, run: runFix };
  }),
  explain: entry(explainCommand, async () => {
    const { explainOptions, runExplain } = await import("./explain/run.ts");
    return { options: explainOptions, run: runExplain };
  }),
  trace: entry(traceCommand, async () => {
    const { runTrace, traceOptions } = await import("./trace/run.ts");
    return { options: traceOptions, run: runTrace };
  }),
  worlds: entry(worldsCommand, async () => {
    const { runWorlds, worldsOptions } = await import("./worlds/run.ts");
    return { options: worldsOptions, run: runWorlds };
  }),
  credentials: entry(credentialsCommand, async () => {
    const { credentialsOptions, runCredentials } = await import("./credentials/run.ts");
    return { options: credentialsOptions, run: runCredentials };
  }),
  sandbox: entry(sandboxCommand, async () => {
    const { runSandbox, sandboxOptions } = await import("./sandbox/run.ts");
    return { options: sandboxOptions, run: runSandbox };
  }, [...SANDBOX_CONTROLS, ...SANDBOX_GOODS]),
  demo: entry(demoCommand, async () => {
    const { demoOptions, runDemo } = await import("./demo/run.ts");
    return { options: demoOptions, run: runDemo };
  }),
  learn: entry(
    learnCommand,
    async () => {
      const { runServe, serveOptions } = await import("./learn/serve.ts");
      return { options: serveOptions, run: runServe };
    },
    LEARN_PARTS,
  ),
  rbac: entry(rbacCommand, async () => {
    const { rbacOptions, runRbac } = await import("./rbac/run.ts");
    return { options: rbacOptions, run: runRbac };
  }),
  version: entry(versionCommand, async () => {
    const { runVersion, versionOptions } = await import("./version/run.ts");
    return { options: versionOptions, run: runVersion };
  }),
  completion: entry(completionCommand, async () => {
    const { completionOptions, runCompletion } = await import("./completion/run.ts");
    return { options: completionOptions, run: runCompletion };
  }),
};

/**
 * The whole command line. Errors of usage and `--help` are thrown as commander's `CommanderError`, already printed;
 * `ended` is told how the command that was called has ended. A command that is known to be `called` is defined alone, for that is quicker.
 */
export function createProgram(io: Io, ended: (code: ExitCode) => void, called = ""): Command {
  const program = addGlobalFlags(new Command(io.program))
    .description("Why can Kubernetes not pull this image?")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .addHelpText("after", exitCodes())
    .configureHelp({ showGlobalOptions: true })
    .configureOutput(outputOf(io))
    .exitOverride();
  const only = COMMANDS.has(called) ? ENTRIES[called] : undefined;
  for (const each of only === undefined ? Object.values(ENTRIES) : [only])
    addEntry(program, each, (typed, run) => run(typed, withGlobalFlags(io, program.opts())).then(ended));
  addComplete(program, io, ended);
  return program;
}

type Call = (typed: Typed, run: Entry["run"]) => Promise<void>;

function addEntry(parent: Command, { define, run, parts = [] }: Entry, call: Call): void {
  const command = define().copyInheritedSettings(parent).allowExcessArguments(false);
  // A flag that both know is given to the one above.
  const flags = (): Typed["flags"] => ({ ...(parent.parent === null ? {} : parent.opts()), ...command.opts() });
  command.action(() => call({ args: command.args, flags: flags() }, run));
  for (const part of parts) addEntry(command, part, call);
  parent.addCommand(command);
}

/** The one command that looks at the program itself. */
function addComplete(program: Command, io: Io, ended: (code: ExitCode) => void): void {
  const command = completeCommand().copyInheritedSettings(program);
  command.action(async () => {
    const { complete } = await import("./completion/complete.ts");
    ended(await complete(program, command.args, io));
  });
  program.addCommand(command, { hidden: true });
}

function outputOf(io: Io): OutputConfiguration {
  return {
    writeOut: (text) => void io.out.write(text),
    writeErr: (text) => void io.err.write(text),
    getOutHelpWidth: () => io.width,
    getErrHelpWidth: () => io.width,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  };
}

function exitCodes(): string {
  const lines = EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(5)} ${meaning}`);
  return `\nExit codes:\n${lines.join("\n")}\n`;
}

/** Names of the commands. */
export const COMMANDS: ReadonlySet<string> = new Set(Object.keys(ENTRIES));
