import { SeededRandom } from "../../base/index.ts";
import type { KubernetesObject, PullPolicy, World } from "../../kinds/index.ts";
import { REGISTRY_ANSWERS, type RegistryAnswer, worldOfObjects } from "../../sandbox/index.ts";

export const POLICIES: readonly [PullPolicy, ...PullPolicy[]] = ["Always", "IfNotPresent", "Never"];

/** What a learner chooses for a world of one pod. */
export interface Recipe {
  readonly registry: RegistryAnswer;
  readonly policy: PullPolicy;
  /** The image lies on the node before. */
  readonly onNode: boolean;
}

const IMAGE = "registry.example/shop/web:1.4.2";
const LENGTH = 180_000;

export function builtWorld({ registry, policy, onNode }: Recipe): World {
  const spec = { containers: [{ name: "app", image: IMAGE, imagePullPolicy: policy }] };
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec } as KubernetesObject;
  const made = worldOfObjects([pod], { name: "built", answer: registry });
  if (!made.ok) throw new Error(made.fault.message);
  const images = onNode ? [{ image: IMAGE, size: 1000 }] : [];
  return { ...made.value, nodes: made.value.nodes.map((node) => ({ ...node, images })), for: LENGTH };
}

/** The recipe of a world in which something is wrong, and whose symptom is to be built; the dice choose it. */
export function breakGoal(seed: number): Recipe {
  const random = new SeededRandom(seed);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(random.next() * values.length)] ?? values[0];
  const [, ...failing] = REGISTRY_ANSWERS;
  const onNode = random.next() < 0.3;
  return { registry: pick(failing), policy: onNode ? "Always" : pick(POLICIES), onNode };
}
