import { failed, ok, type Outcome, Secret, textAt } from "../base/index.ts";
import { type ProgramFault, runProgram } from "./run-program.ts";

export interface HelperLogin {
  readonly username: string;
  readonly password: Secret;
  /** The password is a token for getting tokens, of no user: what docker sends with it, others cannot. */
  readonly isIdentity: boolean;
}

export interface HelperFault {
  readonly code: "NODE_HELPER_ABSENT" | "NODE_HELPER_LATE" | "NODE_HELPER_FAILED";
  readonly message: string;
}

const LARGEST_ANSWER = 1024 * 1024;
const IDENTITY = "<token>";
/** What helpers print, on standard output, where they know nothing of the server. */
const NOTHING = /credentials not found|no credentials|item not found|not found in (?:the )?native keychain/i;

/**
 * The login that a credential helper of docker keeps for a server (`docker-credential-NAME get`); undefined where it keeps none. What it
 * prints is never repeated.
 */
export async function helperLogin(
  { helper, server }: { readonly helper: string; readonly server: string },
  signal: AbortSignal,
): Promise<Outcome<HelperLogin | undefined, HelperFault>> {
  const command = `docker-credential-${helper}`;
  // The name is of a program on PATH, never a way to another one.
  if (!/^[\w.-]+$/.test(helper)) return failed(faultOf(command, { why: "unusable" }));
  const input = { text: `${server}\n` };
  const run = await runProgram({ command, args: ["get"], input, limit: LARGEST_ANSWER }, signal);
  if (!run.ok) return failed(faultOf(command, run.fault));
  const { exitCode, stdout } = run.value;
  if (exitCode !== 0) return NOTHING.test(stdout) ? ok(undefined) : failed(helperFault(command, "fails"));
  const login = loginIn(stdout);
  return login === undefined ? failed(helperFault(command, "gives no login")) : ok(login);
}

function loginIn(stdout: string): HelperLogin | undefined {
  const answer = jsonOf(stdout);
  const [username, password] = [textAt(answer, "Username"), textAt(answer, "Secret")];
  if (username === undefined || password === undefined || password === "") return undefined;
  return { username, password: new Secret(password), isIdentity: username === IDENTITY || username === "" };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function faultOf(command: string, { why }: ProgramFault): HelperFault {
  if (why === "absent") return { ...helperFault(command, "is not on PATH"), code: "NODE_HELPER_ABSENT" };
  if (why === "late" || why === "interrupted")
    return { ...helperFault(command, "has not answered in time and was ended"), code: "NODE_HELPER_LATE" };
  return helperFault(command, why === "endless" ? "prints without end" : "cannot be run");
}

function helperFault(command: string, what: string): HelperFault {
  const message = `Cannot take the login from docker: the credential helper ${JSON.stringify(command)} ${what}`;
  return { code: "NODE_HELPER_FAILED", message };
}
