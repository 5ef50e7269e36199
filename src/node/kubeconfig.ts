import type { OutgoingHttpHeaders } from "node:http";
import type { RequestOptions } from "node:https";

import type { KubeConfig } from "@kubernetes/client-node/dist/config.js";

import { failed, ok, type Outcome } from "../base/index.ts";
import type { ClusterAccess, ClusterFault } from "../cluster/index.ts";
import { createSender, type Connection } from "./cluster-requests.ts";

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
 * the pod in which this runs. Exec plugins, OIDC and certificates are the library's work; it is loaded only here.
 */
export async function openCluster(options: KubeconfigOptions): Promise<Outcome<ClusterAccess, ClusterFault>> {
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  const config = new KubeConfig();
  try {
    if (options.kubeconfig === undefined) config.loadFromDefault();
    else config.loadFromFile(options.kubeconfig);
    if (options.context !== undefined) config.setCurrentContext(options.context);
    const cluster = config.getCurrentCluster();
    if (cluster === null) return failed(noContext(config, options));
    if (cluster.server === FALLBACK) return failed(noKubeconfig());
    const namespace = config.getContextObject(config.getCurrentContext())?.namespace ?? DEFAULT_NAMESPACE;
    const connection = await connectionOf(config, cluster, options).catch((error: unknown) => noLogin(config, error));
    if ("code" in connection) return failed(connection);
    return ok({ server: cluster.server, namespace, send: createSender(connection) });
  } catch (error) {
    return failed(unusable(error));
  }
}

type Cluster = NonNullable<ReturnType<KubeConfig["getCurrentCluster"]>>;

async function connectionOf(
  config: KubeConfig,
  cluster: Cluster,
  { as, asGroups = [] }: KubeconfigOptions,
): Promise<Connection> {
  // The library refuses plain HTTP, as `kubectl proxy` serves it, unless certificates are not to be checked.
  const plain = cluster.server.startsWith("http:");
  const asked = plain ? withCluster(config, { ...cluster, skipTLSVerify: true }) : config;
  const request: RequestOptions = {};
  await asked.applyToHTTPSOptions(request);
  const { agent, auth, headers } = request;
  const impersonation = {
    ...(as === undefined ? {} : { "Impersonate-User": as }),
    ...(asGroups.length === 0 ? {} : { "Impersonate-Group": [...asGroups] }),
  };
  return { server: cluster.server, agent, auth, headers: { ...(headers as OutgoingHttpHeaders), ...impersonation } };
}

function withCluster(config: KubeConfig, cluster: Cluster): KubeConfig {
  config.clusters = config.clusters.map((own) => (own.name === cluster.name ? cluster : own));
  return config;
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

/** What a login program prints, and the library quotes, may be the login itself: it is not repeated. */
function noLogin(config: KubeConfig, error: unknown): ClusterFault {
  const command = config.getCurrentUser()?.exec?.command as string | undefined;
  if (command === undefined) return unusable(error);
  const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
  const why = isAbsent ? "it is not on PATH" : "it gives no login";
  const hint = isAbsent
    ? "Install it, or choose another context with --context"
    : "kubectl get pods shows what it says";
  const message = `Cannot use the kubeconfig: its user logs in with the program ${JSON.stringify(command)}, and ${why}`;
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
