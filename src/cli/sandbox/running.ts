import { isRunning, jsonFiles, runFolder } from "../../node/index.ts";
import type { SandboxState } from "./announce.ts";

/** The sandbox of this user whose API server has this address; undefined for any other cluster. */
export function sandboxAt(server: string): SandboxState | undefined {
  const states = [...jsonFiles(runFolder()).values()] as SandboxState[];
  return states.find(({ url, pid }) => url === server && isRunning(pid));
}
