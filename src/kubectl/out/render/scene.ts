import type { JsonObject } from "../../../base/index.ts";
import type { KubernetesObject, PrinterRules } from "../../../kinds/index.ts";
import type { Arguments } from "./arguments.ts";
import type { LogsReply } from "./logs.ts";

/** One command line over what the cluster holds. */
export interface Scene {
  readonly arguments: Arguments;
  /** Words behind the command. */
  readonly words: readonly string[];
  /** Undefined: all namespaces. */
  readonly namespace: string | undefined;
  readonly objects: readonly JsonObject[];
  readonly now: number;
  /** Of kubectl, and of the API server, which computes the tables. */
  readonly rules: PrinterRules;
  readonly serverRules: PrinterRules;
  readonly logs: ((pod: KubernetesObject, container: string, previous: boolean) => LogsReply) | undefined;
}
