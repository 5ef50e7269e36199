import { listAt, objectAt, textAt, valueAt } from "../base/index.ts";
import type { KubernetesObject } from "../kinds/index.ts";
import { type JsonPatch, patched } from "./json-patch.ts";
import { idOf, idText, type RemakeChange } from "./plan.ts";

const LISTS = ["initContainers", "containers"] as const;

/** What the API server or a controller has written goes, for it is written again. */
export function remade(
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
  const risk = `${idText(idOf(object))} is deleted and created again, since this cannot be changed in place${lossOf(object)}`;
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

/** What a Job that begins anew has done already. */
function lossOf(object: KubernetesObject): string {
  if (object.kind !== "Job") return "";
  const [succeeded, ready] = [numberAt(object, "succeeded"), numberAt(object, "ready")];
  const again = succeeded === 0 ? "" : `; ${succeeded} of its pods that have ended well are run again`;
  return ready === 0 ? again : `${again}; ${ready} of its pods that run are ended`;
}

function numberAt(object: KubernetesObject, member: string): number {
  const found = valueAt(object, "status", member);
  return typeof found === "number" ? found : 0;
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
  const { selector, template, ...spec } = made;
  // Whoever has chosen the pods by hand keeps the choice; else the labels are made anew.
  if (made["manualSelector"] === true) return { ...spec, selector, template };
  const { metadata = {}, ...rest } = template as { readonly metadata?: { readonly labels?: object } };
  const labels = Object.entries(metadata.labels ?? {}).filter(([key]) => !OF_THE_JOB.test(key));
  return { ...spec, template: { ...rest, metadata: { ...metadata, labels: Object.fromEntries(labels) } } };
}
