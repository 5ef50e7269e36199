import type { Command } from "commander";

import type { Outcome } from "../base/index.ts";
import type { ExitCode } from "./exit.ts";
import { type Fault, refuse } from "./fault.ts";
import type { Io } from "./io.ts";

/** What was typed for one command, as commander hands it over. */
export interface Typed {
  readonly args: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
}

/** A command of the program. Only what can be typed is there at once; what it does is loaded when it is called. */
export interface Entry {
  readonly define: () => Command;
  readonly run: (typed: Typed, io: Io) => Promise<ExitCode>;
  /** Commands below this one: `sandbox pause`. */
  readonly parts?: readonly Entry[];
}

export interface Implementation<Options> {
  /** Makes sense of what was typed; reads nothing. */
  readonly options: (typed: Typed) => Outcome<Options, Fault>;
  readonly run: (options: Options, io: Io) => Promise<ExitCode>;
}

export function entry<Options>(
  define: () => Command,
  load: () => Promise<Implementation<Options>>,
  parts: readonly Entry[] = [],
): Entry {
  return {
    define,
    parts,
    run: async (typed, io) => {
      const { options, run } = await load();
      const made = options(typed);
      return made.ok ? run(made.value, io) : refuse(io, made.fault);
    },
  };
}
