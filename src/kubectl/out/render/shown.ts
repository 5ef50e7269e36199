import { qualifiedResource, type ApiResource } from "../../../kinds/index.ts";

/** What a command line has printed, and the code that it ended with. */
export interface Shown {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export function printed(stdout: string, stderr = ""): Shown {
  return { stdout, stderr, exitCode: 0 };
}

/** kubectl's own words about what cannot be done. */
export function refused(message: string): Shown {
  return { stdout: "", stderr: `error: ${message}\n`, exitCode: 1 };
}

/** A failure that the API server has answered. */
export function serverError(reason: string, message: string): Shown {
  return { stdout: "", stderr: `Error from server (${reason}): ${message}\n`, exitCode: 1 };
}

/** `pods "web" not found`. */
export function notFoundText(type: ApiResource, name: string): string {
  return `${qualifiedResource(type)} "${name}" not found`;
}
