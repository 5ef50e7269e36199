import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import process from "node:process";

/** Where what the user has made is kept for good. Relative paths in the variable do not count, as its specification says. */
export function dataFolder(): string {
  const { XDG_DATA_HOME: xdg = "" } = process.env;
  return join(isAbsolute(xdg) ? xdg : join(homedir(), ".local/share"), "pullwhy");
}
