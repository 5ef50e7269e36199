import { failed, ok, type Outcome } from "../../base/index.ts";
import type { Minor, RuntimeName } from "../../kinds/index.ts";
import type { Typed } from "../entry.ts";
import { cliFault, type Fault } from "../fault.ts";

export interface SandboxOptions {
  /** A name that ships, or a path. */
  readonly world: string;
  readonly name?: string;
  readonly nodes?: number;
  readonly kubelet?: Minor;
  readonly runtime?: RuntimeName;
  readonly seed?: number;
  readonly port?: number;
  readonly speed: number;
  readonly play: boolean;
  /** Runs this, and stops when it has ended. */
  readonly exec?: readonly [program: string, ...args: string[]];
}

type SandboxFlags = Omit<Partial<SandboxOptions>, "exec" | "name"> & {
  readonly exec?: true;
  readonly sandbox?: string;
};

const DEFAULT_WORLD = "playground";

export function sandboxOptions({ args, flags }: Typed<SandboxFlags>): Outcome<SandboxOptions, Fault> {
  const { exec, sandbox, world = DEFAULT_WORLD, speed = 1, play = false, ...rest } = flags;
  const [program, ...others] = args;
  if (exec === undefined && program !== undefined) return failed(unknownCommand(program));
  if (exec !== undefined && program === undefined) return failed(nothingToRun());
  if (sandbox !== undefined && !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(sandbox)) return failed(badName(sandbox));
  return ok({
    ...rest,
    world,
    speed,
    play,
    ...(sandbox === undefined ? {} : { name: sandbox }),
    ...(program === undefined ? {} : { exec: [program, ...others] as const }),
  });
}

function unknownCommand(word: string): Fault {
  const message = `Cannot take ${JSON.stringify(word)}: no command of the sandbox has this name`;
  return cliFault("CLI_USAGE", message, "A command that is to be run in it goes behind --exec");
}

function nothingToRun(): Fault {
  const hint = "`pullwhy sandbox --exec kubectl get pods` runs kubectl in a new sandbox";
  return cliFault("CLI_USAGE", "Nothing to run: a command is wanted behind --exec", hint);
}

function badName(name: string): Fault {
  const wanted = "lower-case letters, digits and hyphens are wanted";
  return cliFault("CLI_USAGE", `Cannot call a sandbox ${JSON.stringify(name)}: ${wanted}`);
}
