import { type Command, InvalidArgumentError, Option } from "commander";

import type { Io } from "./io.ts";
import { createStyle } from "./print/style.ts";

const NARROWEST = 40;
const WIDEST = 1000;

/** The flags that every command takes. */
export function addGlobalFlags(program: Command): Command {
  return program
    .addOption(new Option("-v, --verbose", "say more on standard error").conflicts("quiet"))
    .option("-q, --quiet", "say nothing but the answer")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addOption(new Option("--width <columns>", "columns to print in").argParser(widthOf));
}

function widthOf(text: string): number {
  const width = Number(text);
  if (/^\d+$/.test(text) && width >= NARROWEST && width <= WIDEST) return width;
  throw new InvalidArgumentError(`Must be a whole number from ${NARROWEST} to ${WIDEST}`);
}

interface GlobalFlags {
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly width?: number;
}

/** The terminal as the global flags want it. */
export function withGlobalFlags(io: Io, flags: GlobalFlags): Io {
  const talk = flags.verbose ? "verbose" : flags.quiet ? "quiet" : io.talk;
  const style = flags.color === false ? createStyle({ colour: false, unicode: io.style.unicode }) : io.style;
  return { ...io, talk, style, width: flags.width ?? io.width };
}
