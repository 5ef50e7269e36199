import { failed, ok, type Outcome } from "../../base/index.ts";
import type { Minor } from "../../kinds/index.ts";
import { type ClusterOptions, diagnoseOptions } from "../diagnose/options.ts";
import type { Typed } from "../entry.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { FIX_FORMATS } from "./command.ts";

export interface FixOptions {
  readonly cluster: ClusterOptions;
  readonly kubelet?: Minor;
  /** Manifests whose text is to be changed instead of the cluster. */
  readonly filenames: readonly string[];
  readonly write: boolean;
  readonly apply: boolean;
  readonly undo: boolean;
  readonly yes: boolean;
  readonly force: boolean;
  readonly dryRun: "none" | "client" | "server";
  readonly to?: string;
  /** A host, with a path or without, that has the same images. */
  readonly mirror?: string;
  readonly secret?: string;
  /** Of a login whose password comes on standard input. */
  readonly username?: string;
  /** A docker config to take the login from. */
  readonly fromFile?: string;
  /** The login is taken as docker finds it, credential helpers and all. */
  readonly fromDocker: boolean;
  readonly output: (typeof FIX_FORMATS)[number];
}

type DiagnoseFlags = Parameters<typeof diagnoseOptions>[0]["flags"];

interface FixFlags extends Omit<DiagnoseFlags, "output"> {
  readonly write?: true;
  readonly apply?: true;
  readonly undo?: true;
  readonly yes?: true;
  readonly force?: true;
  readonly dryRun: FixOptions["dryRun"];
  readonly to?: string;
  readonly mirror?: string;
  readonly secret?: string;
  readonly username?: string;
  readonly passwordStdin?: true;
  readonly fromFile?: string;
  readonly fromDocker?: true;
  readonly output: FixOptions["output"];
}

export function fixOptions({ args, flags }: Typed<FixFlags>): Outcome<FixOptions, Fault> {
  const looked = diagnoseOptions({ args, flags: { ...flags, output: "json" } });
  if (!looked.ok) return looked;
  const { cluster, images, filenames } = looked.value;
  if (images.length > 0 || cluster.allNamespaces || cluster.target.objects.some(({ resource }) => resource === "nodes"))
    return failed(cliFault("CLI_USAGE", "Cannot fix that: pods or a workload of one namespace are wanted"));
  const {
    username,
    passwordStdin,
    to,
    kubelet,
    apply = false,
    undo = false,
    yes = false,
    force = false,
    dryRun,
    output,
  } = flags;
  const misused = misuseOfFiles(args, { ...flags, filename: filenames });
  if (misused !== undefined) return failed(misused);
  if ((username === undefined) !== (passwordStdin === undefined))
    return failed(cliFault("CLI_USAGE", "A login needs both --username and --password-stdin"));
  if (to !== undefined && flags.mirror !== undefined)
    return failed(cliFault("CLI_USAGE", "One other image is wanted: --to IMAGE, or --mirror HOST for the same image"));
  if ([username, flags.fromFile, flags.fromDocker].filter((way) => way !== undefined).length > 1)
    return failed(
      cliFault("CLI_USAGE", "One login is wanted: --username with --password-stdin, --from-docker, or --from-file"),
    );
  return ok({
    cluster,
    filenames,
    write: flags.write ?? false,
    apply,
    undo,
    yes,
    force,
    dryRun,
    output,
    fromDocker: flags.fromDocker ?? false,
    ...(kubelet !== undefined && { kubelet }),
    ...(to !== undefined && { to }),
    ...(flags.mirror !== undefined && { mirror: flags.mirror }),
    ...(flags.secret !== undefined && { secret: flags.secret }),
    ...(username !== undefined && { username }),
    ...(flags.fromFile !== undefined && { fromFile: flags.fromFile }),
  });
}

/** A target is changed in the cluster, files where they are. */
function misuseOfFiles(
  args: readonly string[],
  { filename = [], write, apply, undo, dryRun, passwordStdin }: FixFlags,
): Fault | undefined {
  const isPiped = filename.includes("-");
  if (filename.length === 0) {
    if (write) return cliFault("CLI_USAGE", "Cannot write without a file: -f FILE is wanted");
    return args.length > 0 ? undefined : cliFault("CLI_USAGE", "Nothing to fix: KIND/NAME or -f FILE is wanted");
  }
  if (apply || undo || dryRun !== "none")
    return cliFault(
      "CLI_USAGE",
      "Cannot change files and the cluster at once: -f goes with --write, a target with --apply",
    );
  if (isPiped && write) return cliFault("CLI_USAGE", "Cannot write to standard input: -f FILE is wanted");
  return isPiped && passwordStdin
    ? cliFault("CLI_USAGE", "Cannot read both a manifest and a password from standard input")
    : undefined;
}

/** Where nobody can be asked. */
export function needsYes(): Fault {
  const hint = "Without --apply it shows what would be changed";
  return cliFault("CLI_USAGE", "Cannot change anything unasked: --apply needs --yes", hint);
}
