import type { Container, RuntimeName } from "../../kinds/index.ts";
import type { CriError } from "../../kubelet/index.ts";
import type { Program } from "./program.ts";

/** Why a container cannot begin: its image has no such program. */
export interface StartFault {
  /** The call that fails. CRI-O starts the process when the container is created, and so knows it then. */
  readonly at: "create" | "start";
  readonly error: CriError;
  /** How a container that was made and could not be started has ended. */
  readonly end: { readonly exitCode: number; readonly reason: string; readonly message: string };
  /** Docker tells such a container with the instant of its creation, containerd with the epoch. */
  readonly startedAt: "never" | "created";
}

/** Where the sandbox's images keep the program that they start by themselves. */
const OWN = "/app";

/** The program that a container asks for and its image does not have; without a list, an image has every one. */
export function missingProgram({ command }: Container, { programs }: Program): string | undefined {
  const [asked] = command ?? [];
  if (asked === undefined || programs === undefined) return undefined;
  const isThere = [OWN, ...programs].some((program) => program === asked || baseOf(program) === asked);
  return isThere ? undefined : asked;
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * What a runtime says and does then. containerd as recorded (`zz-not-pulls` of each version); CRI-O with crun, and docker, as
 * in public reports, so less certain.
 */
export function startFault(program: string, runtime: RuntimeName, id: string): StartFault {
  const runc = `OCI runtime create failed: runc create failed: unable to start container process: exec: "${program}": ${runcProblem(program)}`;
  switch (runtime) {
    case "containerd-1.6":
    case "containerd-1.7":
      return containerdFault(`${runc}: unknown`);
    case "containerd-2.2":
      return containerdFault(runc);
    case "cri-o": {
      const message = `container create failed: ${crunProblem(program)}: No such file or directory\n`;
      return { ...containerdFault(""), at: "create", error: { grpcCode: "Unknown", message } };
    }
    case "cri-dockerd": {
      const message = `failed to create task for container: failed to create shim task: ${runc}: unknown`;
      const bare = id.replace(/^\w+:\/\//, "");
      const told = `failed to start container "${bare}": Error response from daemon: ${message}`;
      const end = { exitCode: 127, reason: "ContainerCannotRun", message };
      return { at: "start", error: { grpcCode: "Unknown", message: told }, end, startedAt: "created" };
    }
  }
}

function containerdFault(problem: string): StartFault {
  const message = `failed to create containerd task: failed to create shim task: ${problem}`;
  const end = { exitCode: 128, reason: "StartError", message };
  return { at: "start", error: { grpcCode: "Unknown", message }, end, startedAt: "never" };
}

/** A path is looked up as it is, a name in the PATH. */
function runcProblem(program: string): string {
  return program.includes("/") ? `stat ${program}: no such file or directory` : "executable file not found in $PATH";
}

function crunProblem(program: string): string {
  return `executable file \`${program}\` not found${program.includes("/") ? "" : " in $PATH"}`;
}
