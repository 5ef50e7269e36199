import { listAt, objectAt, textAt, valueAt } from "../base/index.ts";
import { type KubernetesObject, parsePlatform, type Platform } from "../kinds/index.ts";
import { type Answer, type Case, type Draft, nothing } from "./case.ts";
import type { Surroundings, Workload } from "./surroundings.ts";
import { pinChanges } from "./workload-changes.ts";

const ARCH = "kubernetes.io/arch";
const OS = "kubernetes.io/os";
const MOST_COMMON: Platform = { os: "linux", architecture: "amd64" };

/** Every image that the pods want: all of them have to be there for the platform. */
export function imagesOfPods({ pods }: Surroundings): readonly string[] {
  const containers = pods.flatMap(({ spec }) => [...(spec.initContainers ?? []), ...spec.containers]);
  return [...new Set(containers.flatMap(({ image }) => image ?? []))];
}

/** Of a node that has failed; where none is seen, of most. */
export function someonesPlatform({ pods, nodes = [] }: Surroundings): Platform {
  const names = pods.map(({ spec }) => spec.nodeName);
  const found = nodes.find(({ metadata }) => names.includes(metadata.name));
  return (found && parsePlatform(platformOf(found))) ?? MOST_COMMON;
}

/** Keeps the pods to nodes that the index has an image for; undefined where there is no such node, or nobody has seen one. */
export function platformPlan({ around, verdict }: Case, answers: readonly Answer[]): Draft | undefined {
  const { nodes = [], workloads } = around;
  const bound = workloads.find(
    ({ object, specPath }) => object.kind !== "Pod" && textAt(object, ...specPath, "nodeName"),
  );
  if (bound !== undefined) return nothing("The template binds the pods to one node by its name (nodeName)");
  const known = knownPlatforms(answers);
  const open = workloads.map((workload) => nodes.filter((node) => isOpen(node, workload)).map(platformOf));
  const fits = (platform: string): boolean =>
    known.every(({ platforms }) => platforms.includes(platform)) && open.every((each) => each.includes(platform));
  const count = (platform: string): number => open.flat().filter((each) => each === platform).length;
  const [best] = [...new Set(open.flat())].filter(fits).toSorted((one, other) => count(other) - count(one));
  const about = known.find(({ image }) => image === verdict.image) ?? known[0];
  if (best === undefined || about === undefined) return undefined;
  const [os = "", architecture = ""] = best.split("/");
  const changes = workloads.flatMap((workload) => pinChanges(workload, { [ARCH]: architecture, [OS]: os }));
  if (changes.length === 0) return undefined;
  return {
    summary: `Run on ${best} only, of which there ${count(best) === 1 ? "is 1 node" : `are ${count(best)} nodes`}`,
    changes,
    needs: [],
    next: `The pods go to ${best} nodes; where those have no room, they wait as Pending`,
    proof: { accepted: true, text: about.text },
  };
}

type Known = Answer & { readonly platforms: readonly string[] };

/** For each image the answer that tells most. */
function knownPlatforms(answers: readonly Answer[]): readonly Known[] {
  const told = answers.flatMap(({ platforms = [], ...rest }) =>
    platforms.length === 0 ? [] : [{ ...rest, platforms: platforms.map(withoutVariant) }],
  );
  return [...new Map(told.map((each) => [each.image, each])).values()];
}

/** Nodes do not say theirs: `linux/arm/v7` runs where the label says arm. */
function withoutVariant(platform: string): string {
  return platform.split("/").slice(0, 2).join("/");
}

/** As the labels say, for they are what a selector reads. */
function platformOf({ metadata: { labels = {} } }: KubernetesObject): string {
  return `${labels[OS] ?? ""}/${labels[ARCH] ?? ""}`;
}

/** New pods of the workload may come to the node. */
function isOpen(node: KubernetesObject, { object, specPath }: Workload): boolean {
  const { [ARCH]: _, [OS]: __, ...selector } = objectAt(object, ...specPath, "nodeSelector");
  const labels = node.metadata.labels ?? {};
  const tolerations = listAt(object, ...specPath, "tolerations");
  const ready = listAt(node, "status", "conditions").find((each) => textAt(each, "type") === "Ready");
  return (
    textAt(ready, "status") === "True" &&
    valueAt(node, "spec", "unschedulable") !== true &&
    Object.entries(selector).every(([key, value]) => labels[key] === value) &&
    listAt(node, "spec", "taints").every((taint) => isBorne(taint, tolerations))
  );
}

function isBorne(taint: unknown, tolerations: readonly unknown[]): boolean {
  const [key, value, effect] = ["key", "value", "effect"].map((member) => textAt(taint, member) ?? "");
  if (effect === "PreferNoSchedule") return true;
  return tolerations.some((each) => {
    const own = {
      key: textAt(each, "key") ?? "",
      effect: textAt(each, "effect") ?? "",
      value: textAt(each, "value") ?? "",
    };
    const exists = textAt(each, "operator") === "Exists";
    const isKey = own.key === key || (own.key === "" && exists);
    return isKey && (own.effect === "" || own.effect === effect) && (exists || own.value === value);
  });
}
