import type { Clock } from "../../base/index.ts";
import { DEFAULT_MINOR, type PrinterRules, rulesOf } from "../../kinds/index.ts";
import { annotate, label } from "./commands/label.ts";
import { apply } from "./commands/apply.ts";
import { cordon, uncordon } from "./commands/cordon.ts";
import {
  createConfigMap,
  createDeployment,
  createDockerRegistrySecret,
  createGenericSecret,
  createNamespace,
  createServiceAccount,
} from "./commands/create-object.ts";
import { create } from "./commands/create.ts";
import { remove } from "./commands/delete.ts";
import { get } from "./commands/get.ts";
import { patch } from "./commands/patch.ts";
import { rolloutHistory } from "./commands/rollout-history.ts";
import { rolloutPause, rolloutResume } from "./commands/rollout-pause.ts";
import { rolloutRestart } from "./commands/rollout-restart.ts";
import { rolloutStatus } from "./commands/rollout-status.ts";
import { rolloutUndo } from "./commands/rollout-undo.ts";
import { runPod } from "./commands/run-pod.ts";
import { scale } from "./commands/scale.ts";
import { setImage } from "./commands/set-image.ts";
import { wait } from "./commands/wait.ts";
import { type Failure, failureText, saying } from "./failure.ts";
import { parseCommand, type ParsedCommand } from "./parse-command.ts";
import { Server } from "./server.ts";
import type { Command } from "./session.ts";
import { shellWords } from "./shell-words.ts";

export interface KubectlOptions {
  /** A whole line, with or without `kubectl` in front, or the arguments behind that word. */
  readonly line?: string;
  readonly argv?: readonly string[];
  /** Sends a request to the API server; only path, query, headers and body matter. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** For what a command waits, and for the times that it writes. */
  readonly clock: Clock;
  /** What `-f -` reads. */
  readonly stdin?: string;
  readonly readFile?: (path: string) => Promise<string | undefined>;
  /** How this kubectl describes; the default minor's when absent. */
  readonly rules?: PrinterRules;
  /** Of the context; `-n` wins. `default` when absent. */
  readonly namespace?: string;
}

export interface KubectlResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  annotate,
  apply,
  cordon,
  create,
  "create configmap": createConfigMap,
  "create deployment": createDeployment,
  "create namespace": createNamespace,
  "create secret docker-registry": createDockerRegistrySecret,
  "create secret generic": createGenericSecret,
  "create serviceaccount": createServiceAccount,
  delete: remove,
  get,
  label,
  patch,
  "rollout history": rolloutHistory,
  "rollout pause": rolloutPause,
  "rollout restart": rolloutRestart,
  "rollout resume": rolloutResume,
  "rollout status": rolloutStatus,
  "rollout undo": rolloutUndo,
  run: runPod,
  scale,
  "set image": setImage,
  uncordon,
  wait,
};

/** Runs one kubectl command against an API server. Never rejects: what goes wrong is in the result, as kubectl prints it. */
export async function runKubectl(options: KubectlOptions): Promise<KubectlResult> {
  const argv = argumentsOf(options);
  if (!argv.ok) return failedWith(saying(argv.fault));
  const parsed = parseCommand(argv.value);
  if (!parsed.ok) return failedWith(saying(parsed.fault));
  const output = { stdout: "", stderr: "" };
  const failure = await runParsed(parsed.value, options, output);
  if (failure !== undefined) output.stderr += failureText(failure);
  return { exitCode: failure === undefined ? 0 : 1, ...output };
}

function argumentsOf({ line, argv }: KubectlOptions): ReturnType<typeof shellWords> {
  if (line === undefined) return { ok: true, value: [...(argv ?? [])] };
  const words = shellWords(line);
  return words.ok && words.value[0] === "kubectl" ? { ok: true, value: words.value.slice(1) } : words;
}

interface Output {
  stdout: string;
  stderr: string;
}

function runParsed(parsed: ParsedCommand, options: KubectlOptions, output: Output): Promise<Failure | undefined> {
  const command = COMMANDS[parsed.command];
  if (command === undefined) throw new Error(`No implementation of kubectl ${parsed.command}`);
  const warn = (text: string): void => {
    output.stderr += text;
  };
  return command({
    ...parsed,
    server: new Server(options.fetch, warn),
    namespace: parsed.flags.text("namespace") ?? options.namespace ?? "default",
    clock: options.clock,
    rules: options.rules ?? rulesOf(DEFAULT_MINOR).printer,
    stdin: options.stdin,
    readFile: options.readFile ?? (() => Promise.resolve(undefined)),
    print: (text) => {
      output.stdout += text;
    },
    warn,
  });
}

function failedWith(failure: Failure): KubectlResult {
  return { exitCode: 1, stdout: "", stderr: failureText(failure) };
}
