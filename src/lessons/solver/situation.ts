import { isJsonObject, objectAt } from "../../base/index.ts";
import type { KubernetesObject, Pod, PodSpec, World } from "../../kinds/index.ts";
import { recordWorld } from "../../sandbox/index.ts";
import type { PlaySettings } from "../play/index.ts";
import { arrival, brokenWorld, type Scenario } from "../scenarios/index.ts";
import type { Situation, Workload } from "./contract.ts";

/** What is there when the learner comes, as kubectl shows it. */
export async function situationOf(scenario: Scenario, world: World, settings: PlaySettings): Promise<Situation> {
  const from = arrival(scenario, world);
  const broken = brokenWorld(scenario, world);
  const recording = await recordWorld({ ...broken, for: from }, settings);
  const { stdout } = await recording.show("get deployments,pods,secrets,serviceaccounts -A -o json", from);
  const objects = itemsIn(stdout);
  const pods = objects.filter(isPod);
  const bare = pods.filter(({ metadata }) => (metadata.ownerReferences ?? []).length === 0);
  const made = objects.filter(({ kind }) => kind === "Deployment");
  return {
    scenario,
    world: broken,
    pods,
    workloads: [...bare.map(podWorkload), ...made.map(deploymentWorkload)],
    secrets: objects.filter(({ kind }) => kind === "Secret"),
    accounts: objects.filter(({ kind }) => kind === "ServiceAccount"),
    described: (await recording.show("describe pods", from)).stdout,
  };
}

function isPod(object: KubernetesObject): object is Pod {
  return object.kind === "Pod";
}

function itemsIn(text: string): readonly KubernetesObject[] {
  const list: unknown = JSON.parse(text);
  const items = isJsonObject(list) ? list["items"] : undefined;
  return Array.isArray(items) ? (items as readonly KubernetesObject[]) : [];
}

function podWorkload(pod: Pod): Workload {
  return { name: `pod/${pod.metadata.name ?? ""}`, object: pod, containers: containersOf(pod.spec) };
}

function deploymentWorkload(object: KubernetesObject): Workload {
  const spec = objectAt(object, "spec", "template", "spec") as unknown as PodSpec;
  return { name: `deployment/${object.metadata.name ?? ""}`, object, containers: containersOf(spec) };
}

function containersOf({ initContainers = [], containers }: PodSpec): Workload["containers"] {
  return [...initContainers, ...containers].map(({ name, image = "" }) => ({ name, image }));
}
