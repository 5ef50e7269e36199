import { failed, type Outcome } from "../../base/index.ts";
import { askLoopback } from "../../node/index.ts";
import { CONTROL_PATH, type ControlRequest } from "../../sandbox/index.ts";
import { EXIT } from "../exit.ts";
import { cliFault, type Fault } from "../fault.ts";
import { findSandbox } from "./find-sandbox.ts";

export type SandboxRequest = ControlRequest | { readonly do: "look" };

/** Finds the sandbox that is meant and asks it. */
export async function askSandbox(
  name: string | undefined,
  request: SandboxRequest,
): Promise<Outcome<unknown, Fault & { readonly exit?: typeof EXIT.unreachable }>> {
  const found = findSandbox(name);
  if (!found.ok) return found;
  const { url, authority, token } = found.value;
  const answer = await askLoopback({ url: `${url}${CONTROL_PATH}`, authority, token, body: request });
  if (answer.ok) return answer;
  const message = `Cannot control sandbox ${JSON.stringify(found.value.name)}: ${answer.fault}`;
  return failed({ ...cliFault("CLI_USAGE", message), exit: EXIT.unreachable });
}
