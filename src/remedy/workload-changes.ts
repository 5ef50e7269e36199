import { listAt, objectAt, textAt, valueAt } from "../base/index.ts";
import type { KubernetesObject, Pod } from "../kinds/index.ts";
import { type JsonPatch, type PatchOperation, pointer, reversed } from "./json-patch.ts";
import { type Change, type DiffLine, idOf, idText, type TemplateEdit } from "./plan.ts";
import { remade } from "./remade.ts";
import type { Workload } from "./surroundings.ts";
import { keeping } from "./undo.ts";

/** Their pods are made anew by themselves when the template changes, unless they are told to wait until somebody deletes them. */
const ROLLS_OUT = new Set(["Deployment", "DaemonSet"]);
const LISTS = ["initContainers", "containers"] as const;

/** The image of every container that has it, changed where it was written; pods alone are changed in place. */
export function imageChanges(workload: Workload, image: string, to: string): readonly Change[] {
  const edit = (object: KubernetesObject, specPath: readonly string[]): Edit => {
    const places = containersWith(object, specPath, image);
    return {
      patch: places.map(({ path }) => ({ op: "replace", path: `${path}/image`, value: to })),
      diff: places.flatMap(({ name }) => changedLines(`containers[${name}].image`, image, to)),
    };
  };
  const reason = `Name an image that the registry has`;
  const template = { kind: "image", from: image, to } as const;
  const changed = changesOf(workload, { edit, reason, template, inPlace: true });
  // The template of a Job cannot be changed, that of a CronJob is for later runs: pods that wait now can.
  if (!JOBS.has(workload.object.kind) || workload.pods.length === 0) return changed;
  const pods = workload.pods.flatMap((pod) =>
    changesOf({ object: pod, specPath: ["spec"], pods: [pod] }, { edit, reason, template, inPlace: true }),
  );
  return workload.object.kind === "CronJob" ? [...changed, ...pods] : pods;
}

const JOBS = new Set(["Job", "CronJob"]);

export function policyChanges(workload: Workload, image: string): readonly Change[] {
  const edit = (object: KubernetesObject, specPath: readonly string[]): Edit => {
    const places = containersWith(object, specPath, image).filter(({ policy }) => policy === "Never");
    return {
      patch: places.map(({ path }) => ({ op: "replace", path: `${path}/imagePullPolicy`, value: "IfNotPresent" })),
      diff: places.flatMap(({ name }) => changedLines(`containers[${name}].imagePullPolicy`, "Never", "IfNotPresent")),
    };
  };
  const template = { kind: "policy", image } as const;
  return changesOf(workload, { edit, template, reason: "Let the kubelet pull what is not on the node" });
}

export function attachChanges(workload: Workload, secret: string): readonly Change[] {
  const edit = (object: KubernetesObject, specPath: readonly string[]): Edit => {
    const path = pointer(...specPath, "imagePullSecrets");
    const list = valueAt(object, ...specPath, "imagePullSecrets");
    const item = { name: secret };
    const op: PatchOperation = Array.isArray(list)
      ? { op: "add", path: `${path}/${list.length}`, value: item }
      : { op: "add", path, value: [item] };
    return { patch: [op], diff: [{ sign: "+", text: `imagePullSecrets: ${secret}` }] };
  };
  const template = { kind: "pull-secret", name: secret } as const;
  return changesOf(workload, { edit, template, reason: "A secret is used only by pods that name it" });
}

/** Pods run on nodes with these labels only. */
export function pinChanges(workload: Workload, labels: Readonly<Record<string, string>>): readonly Change[] {
  const edit = (object: KubernetesObject, specPath: readonly string[]): Edit => {
    const now = objectAt(object, ...specPath, "nodeSelector");
    const wanted = Object.entries(labels).filter(([key, value]) => now[key] !== value);
    const path = pointer(...specPath, "nodeSelector");
    const each = wanted.map(([key, value]): PatchOperation => ({ op: "add", path: `${path}${pointer(key)}`, value }));
    const isNew = Object.keys(now).length === 0;
    return {
      patch: isNew ? [{ op: "add", path, value: labels }] : each,
      diff: wanted.flatMap(([key, value]) => selectorLines(key, now[key], value)),
    };
  };
  const template = { kind: "node-selector", labels } as const;
  return changesOf(workload, { edit, template, reason: "Keep the pods to nodes for which there is an image" });
}

function selectorLines(key: string, from: unknown, to: string): readonly DiffLine[] {
  const field = `nodeSelector["${key}"]`;
  if (typeof from === "string") return changedLines(field, from, to);
  return [{ sign: "+", text: `${field}: ${to}` }];
}

/** Pods that nobody would make anew are made anew here; others are deleted, so that nothing waits out a back-off. */
export function restartChanges(workload: Workload, reason: string): readonly Change[] {
  const { object, jobs = [], pods } = workload;
  if (object.kind === "CronJob") return jobs.flatMap((job) => restartChanges(job, reason));
  if (object.kind === "Job" && !bearsDeletion(object)) return [];
  if (object.kind !== "Pod") return pods.filter(neverRan).map((pod) => restart(pod, reason));
  const same = (): Edit => ({ patch: [], diff: [{ sign: " ", text: "made anew as it is" }] });
  return changesOf(workload, { edit: same, reason });
}

interface Edit {
  readonly patch: JsonPatch;
  readonly diff: readonly DiffLine[];
}

export interface Editing {
  readonly edit: (object: KubernetesObject, specPath: readonly string[]) => Edit;
  readonly reason: string;
  readonly template?: TemplateEdit;
  /** A pod takes it without being made anew. */
  readonly inPlace?: boolean;
  /** It takes a fix back, and keeps nothing for that. */
  readonly isUndo?: boolean;
}

export function changesOf(workload: Workload, editing: Editing): readonly Change[] {
  const { edit, reason, template, inPlace = false, isUndo = false } = editing;
  const { object, specPath, pods, managed } = workload;
  const { patch: wanted, diff } = edit(object, specPath);
  if (diff.length === 0) return [];
  const back = isUndo ? [] : reversed(object, wanted);
  const runs = inPlace || isUndo ? [] : (workload.jobs ?? []).map((job) => job.object.metadata.name ?? "");
  const patch = back.length === 0 ? wanted : [...wanted, keeping(object, { patch: back, runs })];
  const about = { reason, diff, ...(managed !== undefined && { managed }), ...(template && { template }) };
  const { kind } = object;
  if (!inPlace && (kind === "Pod" || kind === "Job")) return [remade(object, patch, about)];
  const resourceVersion = object.metadata.resourceVersion ?? "";
  const change = {
    kind: "patch",
    object: idOf(object),
    resourceVersion,
    patch,
    risk: riskOf(workload),
    ...about,
  } as const;
  if (kind === "CronJob") return inPlace || isUndo ? [change] : [change, ...runChanges(workload, editing)];
  const stuck = kind === "Pod" || rollsOut(object) ? [] : pods.filter(neverRan);
  return [change, ...stuck.map((pod) => restart(pod, "Its controller does not replace a pod that never ran"))];
}

/** Runs that wait now have the template of their own time. */
function runChanges({ jobs = [] }: Workload, editing: Editing): readonly Change[] {
  return jobs.flatMap((job) => changesOf(job, editing));
}

function rollsOut(object: KubernetesObject): boolean {
  return ROLLS_OUT.has(object.kind) && textAt(object, "spec", "updateStrategy", "type") !== "OnDelete";
}

/** A pod that is deleted counts as one that has failed, and a Job bears only so many. */
function bearsDeletion(job: KubernetesObject): boolean {
  const [limit, failed] = [valueAt(job, "spec", "backoffLimit") ?? 6, valueAt(job, "status", "failed") ?? 0];
  return Number(limit) > Number(failed) && valueAt(job, "spec", "podFailurePolicy") === undefined;
}

function riskOf({ object, pods }: Workload): string {
  if (object.kind === "Pod") return "The other containers of the pod go on";
  if (object.kind === "CronJob") return "The next run uses it";
  if (valueAt(object, "spec", "paused") === true)
    return `${idText(idOf(object))} is paused: it makes new pods only after kubectl rollout resume`;
  return `${idText(idOf(object))} makes new pods; ${pods.length === 1 ? "one fails" : `${pods.length} fail`} now`;
}

function restart(pod: Pod, reason: string): Change {
  const { uid = "" } = pod.metadata;
  const risk = "It has never run; its controller makes another, which pulls at once";
  const diff: readonly DiffLine[] = [{ sign: "-", text: "deleted, for its controller to make anew" }];
  return { kind: "delete", object: idOf(pod), uid, reason, risk, diff };
}

interface Place {
  readonly path: string;
  readonly name: string;
  readonly policy: string | undefined;
}

function containersWith(object: KubernetesObject, specPath: readonly string[], image: string): readonly Place[] {
  return LISTS.flatMap((list) =>
    listAt(object, ...specPath, list).flatMap((container, index) => {
      if (textAt(container, "image") !== image) return [];
      const name = textAt(container, "name") ?? "";
      return { path: pointer(...specPath, list, index), name, policy: textAt(container, "imagePullPolicy") };
    }),
  );
}

function changedLines(field: string, from: string, to: string): readonly DiffLine[] {
  return [
    { sign: "-", text: `${field}: ${from}` },
    { sign: "+", text: `${field}: ${to}` },
  ];
}

/** Nothing in it would be lost. */
function neverRan({ status }: Pod): boolean {
  const { containerStatuses = [], initContainerStatuses = [] } = status ?? {};
  return [...containerStatuses, ...initContainerStatuses].every(
    ({ state, lastState }) =>
      state.running === undefined && state.terminated === undefined && lastState?.terminated === undefined,
  );
}
