import process from "node:process";

import { failed, ok, type Outcome } from "../../base/index.ts";
import { isRunning, jsonFiles, runFolder } from "../../node/index.ts";
import { cliFault, type Fault } from "../fault.ts";
import type { SandboxState } from "./announce.ts";

/** The running sandbox that is meant: by name, by the environment of `--exec`, or the only one. */
export function findSandbox(name: string | undefined = process.env["PULLWHY_SANDBOX"]): Outcome<SandboxState, Fault> {
  const states = [...jsonFiles(runFolder()).values()] as SandboxState[];
  const running = states.filter(({ pid }) => isRunning(pid));
  const names = running.map((state) => state.name).join(", ");
  if (name !== undefined) {
    const found = running.find((state) => state.name === name);
    const message = `Cannot find sandbox ${JSON.stringify(name)}: ${names === "" ? "none runs" : `${names} runs`}`;
    return found === undefined ? failed(cliFault("CLI_USAGE", message)) : ok(found);
  }
  const [only, another] = running;
  if (only === undefined) return failed(cliFault("CLI_USAGE", "No sandbox runs", "`pullwhy sandbox` starts one"));
  if (another === undefined) return ok(only);
  return failed(cliFault("CLI_USAGE", `Several sandboxes run: ${names}; --sandbox NAME is wanted`));
}
