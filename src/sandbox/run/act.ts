import { formatGoDuration } from "../../base/index.ts";
import type { KubernetesObject, RegistryChange, WorldAction } from "../../kinds/index.ts";
import { runKubectl } from "../../kubectl/index.ts";
import { withCause } from "../api/index.ts";
import { ensureNamespace } from "../controllers/index.ts";
import { maskCommand } from "../world/index.ts";
import type { Cluster } from "./cluster.ts";
import { putBack } from "./world-now.ts";

/** Does one action of the world and records who did what, and how it ended. */
export async function act(cluster: Cluster, action: WorldAction): Promise<void> {
  if ("run" in action) return runCommand(cluster, action);
  if ("registry" in action) return changeRegistry(cluster, action.registry, action.change);
  cluster.nodes.find(({ name }) => name === action.node)?.change(action.change);
}

/**
 * Puts the world's objects into the cluster as a user would: `apply`, or `create` for those whose names the server makes.
 * Namespaces that only their objects name are there before, and `default`.
 */
export async function applyObjects(cluster: Cluster): Promise<void> {
  const { objects, state = [] } = cluster.world.cluster;
  putBack(cluster, state);
  for (const name of ["default", ...objects.flatMap(({ metadata }) => metadata.namespace ?? [])]) {
    ensureNamespace(cluster.api, name);
  }
  const named = objects.filter(({ metadata }) => metadata.name !== undefined);
  const generated = objects.filter(({ metadata }) => metadata.name === undefined);
  if (named.length > 0) await runCommand(cluster, { run: "kubectl apply -f -", stdin: listOf(named) });
  if (generated.length > 0) await runCommand(cluster, { run: "kubectl create -f -", stdin: listOf(generated) });
}

function listOf(items: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

async function runCommand(cluster: Cluster, action: { readonly run: string; readonly stdin?: string }): Promise<void> {
  const { recorder, clock } = cluster;
  const run = maskCommand(action.run);
  const cause = recorder.record("user", { run, at: "begin" });
  const { exitCode, stdout, stderr } = await runKubectl({
    line: action.run,
    fetch: (request) => cluster.send(withCause(request, cause)),
    clock,
    rules: cluster.rules.printer,
    ...(action.stdin === undefined ? {} : { stdin: action.stdin }),
  });
  recorder.record("user", { run, at: "end", exitCode, stdout, stderr }, { cause });
}

/** Registries are changed by people too: who pushes, deletes a tag, breaks or repairs. */
function changeRegistry(cluster: Cluster, host: string, change: RegistryChange): void {
  const run = `${host}: ${changeText(change)}`;
  const cause = cluster.recorder.record("user", { run, at: "begin" });
  cluster.network.registry(host)?.change(change);
  cluster.recorder.record("user", { run, at: "end", exitCode: 0, stdout: "", stderr: "" }, { cause });
}

function changeText(change: RegistryChange): string {
  if ("push" in change) return `push ${change.push.repository}:${change.push.image.tag}`;
  if ("untag" in change) return `delete tag ${change.untag.repository}:${change.untag.tag}`;
  if ("visibility" in change) {
    const { repository, public: isPublic } = change.visibility;
    return `${isPublic ? "open" : "close"} ${repository}`;
  }
  if ("repair" in change) return "repaired";
  const { fault, until } = change.fault;
  return until === undefined ? `fails with ${fault.kind}` : `fails with ${fault.kind} until ${formatGoDuration(until)}`;
}
