import type { OutgoingHttpHeaders } from "node:http";

import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";

import { failed, ok, type Outcome } from "../base/index.ts";
import type { ClusterAccess, ClusterFault } from "../cluster/index.ts";
import { connectorOf } from "./cluster-login.ts";
import { createSender } from "./cluster-requests.ts";
import { kubeconfigFiles } from "./kubeconfig-files.ts";

export interface KubeconfigOptions {
  /** A file instead of what `$KUBECONFIG` or `~/.kube/config` says. */
  readonly kubeconfig?: string;
  readonly context?: string;
  /** Somebody else to ask as. */
  readonly as?: string;
  readonly asGroups?: readonly string[];
}

const DEFAULT_NAMESPACE = "default";
/** Where the library looks when it has found nothing at all. */
const FALLBACK = "http://localhost:8080";

/**
 * The API server and user of the current context, as kubectl finds them: `$KUBECONFIG`, `~/.kube/config`, else the service account of
 * the pod in which this runs. Certificates, OIDC and proxies are the library's work, which is loaded only here. A login program has until the
 * signal aborts.
 */
export async function openCluster(
  options: KubeconfigOptions,
  signal: AbortSignal,
): Promise<Outcome<ClusterAccess, ClusterFault>> {
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const files = kubeconfigFiles(options.kubeconfig);
  try {
    const config = read(files, () => new KubeConfig());
    if (options.context !== undefined) config.setCurrentContext(options.context);
    const cluster = config.getCurrentCluster();
    if (cluster === null) return failed(noContext(config, options));
    if (cluster.server === FALLBACK) return failed(noKubeconfig());
    const namespace = config.getContextObject(config.getCurrentContext())?.namespace ?? DEFAULT_NAMESPACE;
    const connect = connectorOf({ config, cluster, files, impersonation: impersonationOf(options) });
    const connection = await connect(signal);
    if (!connection.ok) return connection;
    return ok({ server: cluster.server, namespace, send: createSender(connect) });
  } catch (error) {
    return failed(unusable(error));
  }
}

function read([first, ...others]: readonly string[], create: () => KubeConfig): KubeConfig {
  const config = create();
  if (first === undefined) {
    config.loadFromDefault();
    return config;
  }
  config.loadFromFile(first);
  for (const file of others) {
    const other = create();
    other.loadFromFile(file);
    config.clusters = joined(config.clusters, other.clusters);
    config.users = joined(config.users, other.users);
    config.contexts = joined(config.contexts, other.contexts);
    config.currentContext ||= other.currentContext;
  }
  return config;
}

function joined<T extends { readonly name: string }>(first: readonly T[], second: readonly T[]): T[] {
  const names = new Set(first.map(({ name }) => name));
  return [...first, ...second.filter(({ name }) => !names.has(name))];
}

function impersonationOf({ as, asGroups = [] }: KubeconfigOptions): OutgoingHttpHeaders {
  return {
    ...(as === undefined ? {} : { "Impersonate-User": as }),
    ...(asGroups.length === 0 ? {} : { "Impersonate-Group": [...asGroups] }),
  };
}

function noKubeconfig(): ClusterFault {
  const hint = "Give one with --kubeconfig FILE, or what kubectl prints: kubectl describe pod NAME | pullwhy";
  return { code: "CLUSTER_CONFIG", message: "Cannot find a cluster: there is no kubeconfig", hint };
}

function noContext(config: KubeConfig, { context }: KubeconfigOptions): ClusterFault {
  const names = config.getContexts().map(({ name }) => name);
  const wanted = context ?? config.getCurrentContext();
  const message =
    wanted === undefined || wanted === ""
      ? "Cannot find a cluster: the kubeconfig names no current context"
      : `Cannot find a cluster: the kubeconfig has no usable context ${JSON.stringify(wanted)}`;
  const hint = names.length === 0 ? "Give one with --kubeconfig FILE" : `Contexts there: ${names.join(", ")}`;
  return { code: "CLUSTER_CONFIG", message, hint };
}

function unusable(error: unknown): ClusterFault {
  return {
    code: "CLUSTER_CONFIG",
    message: `Cannot use the kubeconfig: ${said(error)}`,
    hint: "Does kubectl get pods work?",
  };
}

/** YAML errors quote the lines around, in which tokens may stand: of those only what is wrong, and where. */
function said(error: unknown): string {
  const { reason, mark, message } = error as Error & {
    readonly reason?: string;
    readonly mark?: { readonly line: number };
  };
  return reason === undefined ? message.trim() : `${reason}, line ${(mark?.line ?? 0) + 1}`;
}
