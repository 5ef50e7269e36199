import { type Command, InvalidArgumentError, Option } from "commander";

import { parseGoDuration } from "../base/index.ts";
import type { KubeconfigOptions } from "../node/index.ts";
import { namespaceFlag, repeatable } from "./flags.ts";

const DEFAULT_TIMEOUT = 10_000;

/** The flags that say which cluster, as whom, and where in it; as in kubectl. */
export function addClusterFlags(command: Command): Command {
  return command
    .addOption(namespaceFlag("namespace; that of the context unless said"))
    .addOption(new Option("-A, --all-namespaces", "all namespaces").conflicts("namespace"))
    .addOption(new Option("-l, --selector <labels>", "only pods with these labels"))
    .addOption(new Option("--field-selector <fields>", "only pods with these fields"))
    .addOption(new Option("--context <name>", "context of the kubeconfig"))
    .addOption(new Option("--kubeconfig <file>", "kubeconfig; KUBECONFIG or ~/.kube/config unless said"))
    .addOption(new Option("--as <user>", "ask as somebody else"))
    .addOption(repeatable("--as-group <group>", "ask as a member of this group; may be repeated"))
    .addOption(
      new Option("--timeout <duration>", "for everything that is asked")
        .argParser(durationOf)
        .default(DEFAULT_TIMEOUT, "10s"),
    );
}

function durationOf(text: string): number {
  const duration = parseGoDuration(text);
  if (duration !== undefined && duration > 0) return duration;
  throw new InvalidArgumentError("Must be a duration such as 10s or 1m");
}

/** What commander makes of them. */
export interface ClusterFlags {
  readonly namespace?: string;
  readonly allNamespaces?: true;
  readonly selector?: string;
  readonly fieldSelector?: string;
  readonly context?: string;
  readonly kubeconfig?: string;
  readonly as?: string;
  readonly asGroup?: readonly string[];
  /** Milliseconds. */
  readonly timeout: number;
}

export function kubeconfigOf({ context, kubeconfig, as, asGroup }: ClusterFlags): KubeconfigOptions {
  return {
    ...(context !== undefined && { context }),
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(as !== undefined && { as }),
    ...(asGroup !== undefined && { asGroups: asGroup }),
  };
}
