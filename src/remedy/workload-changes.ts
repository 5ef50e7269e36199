import { listAt, objectAt, textAt, valueAt } from "../base/index.ts";
import type { KubernetesObject, Pod } from "../kinds/index.ts";
import { type JsonPatch, patched, type PatchOperation, pointer, reversed } from "./json-patch.ts";
import { type Change, type DiffLine, idOf, idText, type RemakeChange, type TemplateEdit } from "./plan.ts";
import type { Workload } from "./surroundings.ts";
import { keeping } from "./undo.ts";

/** Their pods are made anew by themselves when the template changes. */
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

/** Pods that nobody would make anew are made anew here; others are deleted, so that nothing waits out a back-off. */
export function restartChanges(workload: Workload, reason: string): readonly Change[] {
  if (workload.object.kind !== "Pod") return workload.pods.filter(neverRan).map((pod) => restart(pod, reason));
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

export function changesOf(
  workload: Workload,
  { edit, reason, template, inPlace = false, isUndo = false }: Editing,
): readonly Change[] {
  const { object, specPath, pods, managed } = workload;
  const { patch: wanted, diff } = edit(object, specPath);
  if (diff.length === 0) return [];
  const back = isUndo ? [] : reversed(object, wanted);
  const patch = back.length === 0 ? wanted : [...wanted, keeping(object, { patch: back })];
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
  const stuck = kind === "Pod" || kind === "CronJob" || ROLLS_OUT.has(kind) ? [] : pods.filter(neverRan);
  return [change, ...stuck.map((pod) => restart(pod, "Its controller does not replace a pod that never ran"))];
}

function riskOf({ object, pods }: Workload): string {
  if (object.kind === "Pod") return "The other containers of the pod go on";
  if (object.kind === "CronJob") return "The next run uses it";
  return `${idText(idOf(object))} makes new pods; ${pods.length === 1 ? "one fails" : `${pods.length} fail`} now`;
}

function restart(pod: Pod, reason: string): Change {
  const { uid = "" } = pod.metadata;
  const risk = "It has never run; its controller makes another, which pulls at once";
  const diff: readonly DiffLine[] = [{ sign: "-", text: "deleted, for its controller to make anew" }];
  return { kind: "delete", object: idOf(pod), uid, reason, risk, diff };
}

/** What the API server or a controller has written goes, for it is written again. */
function remade(
  object: KubernetesObject,
  patch: JsonPatch,
  about: Pick<RemakeChange, "reason" | "diff" | "managed" | "template">,
): RemakeChange {
  const { uid = "", resourceVersion = "" } = object.metadata;
  const { status: _, ...rest } = patched(object, patch) as KubernetesObject & { readonly status?: unknown };
  const { name, namespace, labels, annotations, ownerReferences, finalizers } = rest.metadata;
  const known = { name, namespace, labels, annotations, ownerReferences, finalizers };
  const metadata = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  const made = objectAt(rest, "spec");
  const spec = object.kind === "Pod" ? podSpec(made) : jobSpec(made);
  const risk = `${idText(idOf(object))} is deleted and created again, since this cannot be changed in place`;
  return {
    kind: "remake",
    object: idOf(object),
    uid,
    resourceVersion,
    body: { ...rest, metadata, spec } as KubernetesObject,
    risk,
    ...about,
  };
}

const TOKEN_VOLUME = /^kube-api-access-/;

function podSpec(made: Readonly<Record<string, unknown>>): object {
  const { nodeName: _, ...spec } = made;
  const isToken = (each: unknown): boolean => TOKEN_VOLUME.test(textAt(each, "name") ?? "");
  const lists = LISTS.filter((list) => list in spec).map((list) => {
    const containers = listAt(spec, list).map((container) => {
      const mounts = listAt(container, "volumeMounts").filter((mount) => !isToken(mount));
      return { ...(container as object), volumeMounts: mounts };
    });
    return [list, containers] as const;
  });
  const volumes = listAt(spec, "volumes").filter((volume) => !isToken(volume));
  return { ...spec, volumes, ...Object.fromEntries(lists) };
}

const OF_THE_JOB = /^(?:batch\.kubernetes\.io\/)?(?:controller-uid|job-name)$/;

function jobSpec(made: Readonly<Record<string, unknown>>): object {
  const { selector: _, template, ...spec } = made;
  const { metadata = {}, ...rest } = template as { readonly metadata?: { readonly labels?: object } };
  const labels = Object.entries(metadata.labels ?? {}).filter(([key]) => !OF_THE_JOB.test(key));
  return { ...spec, template: { ...rest, metadata: { ...metadata, labels: Object.fromEntries(labels) } } };
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
