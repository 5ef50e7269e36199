import type { KubernetesObject, PrinterRules } from "../../../kinds/index.ts";
import { jsonOf } from "../metadata.ts";
import { readArguments } from "./arguments.ts";
import { renderDescribe } from "./describe.ts";
import { renderEvents } from "./events.ts";
import { renderGet } from "./get.ts";
import { type LogsReply, renderLogs } from "./logs.ts";
import type { Scene } from "./scene.ts";
import { refused, type Shown } from "./shown.ts";

export interface RenderOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of kubectl. */
  readonly rules: PrinterRules;
  /** Of the API server, which computes the tables; those of kubectl when absent. */
  readonly serverRules?: PrinterRules;
  /** Of the context; `-n` wins. `default` when absent. */
  readonly namespace?: string;
  /** Answers for the kubelet whose pod it is; without it `logs` is refused. */
  readonly logs?: (pod: KubernetesObject, container: string, previous: boolean) => LogsReply;
}

const COMMANDS: Readonly<Record<string, (scene: Scene) => Shown>> = {
  describe: renderDescribe,
  events: renderEvents,
  get: renderGet,
  logs: renderLogs,
};

/**
 * What `kubectl get`, `describe`, `events` or `logs` prints at an instant, given all that the cluster then holds. Nothing is
 * asked of a server, so a moment of a trace can be shown.
 */
export function renderKubectl(
  argv: readonly string[],
  objects: readonly KubernetesObject[],
  options: RenderOptions,
): Shown {
  const read = readArguments(argv);
  if (!read.ok) return refused(read.fault);
  const [name = "", ...words] = read.value.words;
  const command = COMMANDS[name];
  if (command === undefined) return refused(`unknown command "${name}" for "kubectl"`);
  const { now, rules, serverRules = rules, logs } = options;
  const own = read.value.text("namespace") ?? options.namespace ?? "default";
  return command({
    arguments: read.value,
    words,
    namespace: read.value.isOn("all-namespaces") ? undefined : own,
    objects: objects.map(jsonOf),
    now,
    rules,
    serverRules,
    logs,
  });
}
