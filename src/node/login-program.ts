import { isAbsolute, join } from "node:path";
import { isatty } from "node:tty";

import { failed, isJsonObject, type JsonObject, listAt, ok, type Outcome, textAt, valueAt } from "../base/index.ts";
import type { ClusterFault } from "../cluster/index.ts";
import { type ProgramFault, runProgram } from "./run-program.ts";

/** What a login program has given; kept in this process only. */
export interface ProgramLogin {
  readonly token?: string;
  /** PEM, both or neither. */
  readonly certificate?: string;
  readonly key?: string;
  /** From then on it is asked anew; never where it does not say. */
  readonly until: number;
}

/** `exec` of a kubeconfig's user, and what surrounds it. */
export interface LoginProgram {
  readonly exec: JsonObject;
  /** Of the kubeconfig: a command with a path may begin there. */
  readonly folder: string;
  /** What the program is told about the cluster, where it wants to know. */
  readonly cluster?: JsonObject;
}

const STDIN = 0;
const LARGEST_LOGIN = 1024 * 1024;
const VERSIONS: ReadonlySet<string> = new Set([
  "client.authentication.k8s.io/v1",
  "client.authentication.k8s.io/v1beta1",
]);

const kept = new Map<string, ProgramLogin>();

/**
 * The login that a program of the user gives (exec plugin, client.authentication.k8s.io): asked once in this process until it expires or
 * `again` says that it is refused. Nothing that the program prints is repeated: it may be the login itself.
 */
export async function programLogin(
  program: LoginProgram,
  { signal, again = false }: { readonly signal: AbortSignal; readonly again?: boolean },
): Promise<Outcome<ProgramLogin, ClusterFault>> {
  const key = JSON.stringify(program);
  const known = kept.get(key);
  if (known !== undefined && !again && Date.now() < known.until) return ok(known);
  const login = await asked(program, signal);
  if (login.ok) kept.set(key, login.value);
  return login;
}

async function asked(program: LoginProgram, signal: AbortSignal): Promise<Outcome<ProgramLogin, ClusterFault>> {
  const { exec, folder, cluster } = program;
  const apiVersion = textAt(exec, "apiVersion") ?? "";
  const command = textAt(exec, "command") ?? "";
  const mode = textAt(exec, "interactiveMode");
  const isInteractive = mode !== "Never" && isatty(STDIN);
  if (!VERSIONS.has(apiVersion)) return failed(fault(exec, `its version ${JSON.stringify(apiVersion)} is not known`));
  if (mode === "Always" && !isInteractive) return failed(fault(exec, "it asks questions, and there is no terminal"));
  const spec = { interactive: isInteractive, ...(cluster !== undefined && { cluster }) };
  const run = await runProgram(
    {
      command: /[\\/]/.test(command) && !isAbsolute(command) ? join(folder, command) : command,
      args: listAt(exec, "args").map(String),
      env: {
        ...envOf(exec),
        KUBERNETES_EXEC_INFO: JSON.stringify({ kind: "ExecCredential", apiVersion, spec }),
      },
      ...(isInteractive && { input: "terminal" }),
      limit: LARGEST_LOGIN,
    },
    signal,
  );
  if (!run.ok) return failed(notEnded(exec, run.fault));
  const { exitCode, stdout } = run.value;
  if (exitCode !== 0) return failed(fault(exec, `it gives no login, and ends with ${exitCode ?? "a signal"}`));
  const login = loginIn(stdout, apiVersion);
  return login === undefined ? failed(fault(exec, "it gives no login")) : ok(login);
}

function envOf(exec: JsonObject): Readonly<Record<string, string>> {
  const pairs = listAt(exec, "env").map((each) => [textAt(each, "name") ?? "", textAt(each, "value") ?? ""] as const);
  return Object.fromEntries(pairs.filter(([name]) => name !== ""));
}

function loginIn(stdout: string, apiVersion: string): ProgramLogin | undefined {
  const answer = jsonOf(stdout);
  const status = valueAt(answer, "status");
  if (textAt(answer, "apiVersion") !== apiVersion || !isJsonObject(status)) return undefined;
  const [token, certificate, key] = ["token", "clientCertificateData", "clientKeyData"].map((member) => {
    const value = textAt(status, member);
    return value === "" ? undefined : value;
  });
  if ((certificate === undefined) !== (key === undefined)) return undefined;
  if (token === undefined && certificate === undefined) return undefined;
  const until = Date.parse(textAt(status, "expirationTimestamp") ?? "");
  return {
    ...(token !== undefined && { token }),
    ...(certificate !== undefined && { certificate }),
    ...(key !== undefined && { key }),
    until: Number.isNaN(until) ? Infinity : until,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function notEnded(exec: JsonObject, { why }: ProgramFault): ClusterFault {
  switch (why) {
    case "late": {
      const hint = "Give it longer with --timeout 1m, or see with kubectl get pods what it waits for";
      return { ...fault(exec, "it has given none in time and was ended", hint), code: "CLUSTER_TIMEOUT" };
    }
    case "interrupted":
      return fault(exec, "it was ended by the interruption");
    case "absent": {
      const told = textAt(exec, "installHint")?.trim() ?? "";
      const hint = told === "" ? "Install it, or choose another context with --context" : told;
      return fault(exec, "it is not on PATH", hint);
    }
    case "endless":
      return fault(exec, "it prints without end");
    default:
      return fault(exec, "it cannot be run");
  }
}

function fault(exec: JsonObject, why: string, hint = "kubectl get pods shows what it says"): ClusterFault {
  const command = JSON.stringify(textAt(exec, "command") ?? "");
  const message = `Cannot use the kubeconfig: its user logs in with the program ${command}, and ${why}`;
  return { code: "CLUSTER_CONFIG", message, hint };
}
