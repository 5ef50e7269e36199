import type { KubernetesObject, Minor, World } from "../../kinds/index.ts";
import { type RegistryAnswer, runWorld, worldOfObjects } from "../../sandbox/index.ts";

/** What a learner chooses for a world of one pod. */
export interface Recipe {
  readonly registry: RegistryAnswer;
  readonly policy: "Always" | "IfNotPresent" | "Never";
  /** The image lies on the node before. */
  readonly onNode: boolean;
}

/** What a world shows to whoever looks at it from outside. */
export interface Symptom {
  /** Each STATUS, once, in the order in which they came. */
  readonly statuses: readonly string[];
  /** What the network said last: an HTTP status, or why nothing was reached; absent where nothing was asked. */
  readonly exchange?: string;
  readonly world: World;
}

const IMAGE = "registry.example/shop/web:1.4.2";
const MINUTES = 180_000;

/** Builds the world of a recipe, runs it for three minutes and tells what it shows. */
export async function symptomOf(
  recipe: Recipe,
  { seed, kubelet }: { readonly seed: number; readonly kubelet: Minor },
): Promise<Symptom> {
  const spec = { containers: [{ name: "app", image: IMAGE, imagePullPolicy: recipe.policy }] };
  const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" }, spec } as KubernetesObject;
  const made = worldOfObjects([pod], { name: "built", answer: recipe.registry });
  if (!made.ok) throw new Error(made.fault.message);
  const nodes = made.value.nodes.map((node) =>
    recipe.onNode ? { ...node, images: [{ image: IMAGE, size: 1000 }] } : node,
  );
  const world: World = { ...made.value, nodes, for: MINUTES };
  const { entries } = await runWorld(world, { seed, kubelet });
  const statuses = [...new Set(entries.flatMap((entry) => (entry.kind === "status" ? entry.data.status : [])))];
  const said = entries.flatMap((entry) => {
    if (entry.kind === "http") return `${entry.data.status}`;
    if (entry.kind === "tls" && entry.data.result !== "verified") return entry.data.result;
    if (entry.kind === "tcp" && entry.data.result !== "connected") return entry.data.result;
    return entry.kind === "dns" && !/^[\d.]+$/.test(entry.data.answer) ? entry.data.answer : [];
  });
  const exchange = said.at(-1);
  return { statuses, world, ...(exchange === undefined ? {} : { exchange }) };
}
