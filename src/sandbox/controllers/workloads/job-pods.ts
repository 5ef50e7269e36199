import { listAt, objectAt } from "../../../base/index.ts";
import type { KubernetesObject, Pod } from "../../../kinds/index.ts";
import { createPod, type PodWish } from "./pods.ts";
import type { Look } from "./actions.ts";

const INDEX = "batch.kubernetes.io/job-completion-index";
const VARIABLE = "JOB_COMPLETION_INDEX";

export function isIndexed(job: KubernetesObject): boolean {
  return objectAt(job, "spec")["completionMode"] === "Indexed";
}

export function indexOf(pod: Pod): number | undefined {
  const index = pod.metadata.annotations?.[INDEX];
  return index === undefined ? undefined : Number(index);
}

/** Creates a pod of a job; of an indexed one, that of an index, which the pod knows. Answers whether it is there. */
export function createJobPod(look: Look, job: KubernetesObject, index: number | undefined): boolean {
  const wish = index === undefined ? {} : indexedWish(job, index);
  return createPod(look, job, wish) === undefined;
}

function indexedWish(job: KubernetesObject, index: number): PodWish {
  const { name = "" } = job.metadata;
  const spec = objectAt(job, "spec", "template", "spec");
  const variable = { name: VARIABLE, valueFrom: { fieldRef: { fieldPath: `metadata.labels['${INDEX}']` } } };
  const withIndex = (container: unknown): object => ({
    ...objectAt(container),
    env: [...listAt(container, "env"), variable],
  });
  return {
    prefix: `${name}-${index}-`,
    labels: { [INDEX]: `${index}` },
    annotations: { [INDEX]: `${index}` },
    spec: { containers: listAt(spec, "containers").map(withIndex), hostname: `${name}-${index}` },
  };
}

/** `0-2,4` */
export function rangesText(indexes: readonly number[]): string {
  const sorted = [...new Set(indexes)].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const index of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}
