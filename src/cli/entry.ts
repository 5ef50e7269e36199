import type { Command } from "commander";

import type { Outcome } from "../base/index.ts";
import type { ExitCode } from "./exit.ts";
import { type Fault, refuse } from "./fault.ts";
import type { Io } from "./io.ts";

/** What was typed for one command, as commander hands it over. */
export interface Typed<Flags = Readonly<Record<string, unknown>>> {
  readonly args: readonly string[];
  /** As the command defines them; commander has checked each. */
  readonly flags: Flags;
}

/** A command of the program. Only what can be typed is there at once; what it does is loaded when it is called. */
export interface Entry {
  readonly define: () => Command;
  readonly run: (typed: Typed, io: Io) => Promise<ExitCode>;
  /** Commands below this one: `sandbox pause`. */
  readonly parts?: readonly Entry[];
}

export interface Implementation<Options, Flags> {
  /** Makes sense of what was typed; reads nothing. */
  readonly options: (typed: Typed<Flags>) => Outcome<Options, Fault>;
  readonly run: (options: Options, io: Io) => Promise<ExitCode>;
}

export function entry<Options, Flags>(
  define: () => Command,
  load: () => Promise<Implementation<Options, Flags>>,
  parts: readonly Entry[] = [],
): Entry {
  return {
    define,
    parts,
    run: async (typed, io) => {
      const { options, run } = await load();
      const made = options(typed as Typed<Flags>);
      return made.ok ? run(made.value, io) : refuse(io, made.fault);
    },
  };
}
