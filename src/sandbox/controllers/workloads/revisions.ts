import { jsonEqual, objectAt, valueAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { createFor, type Look, putFor, removeFor } from "./actions.ts";
import { ownedBy, ownerReference } from "./owned.ts";
import { templateHash } from "./template-hash.ts";

export const REVISION_LABEL = "controller-revision-hash";
const CAUSE = "kubernetes.io/change-cause";

/** Hash and name of the revision that a set's template is. */
export interface Revision {
  readonly hash: string;
  readonly name: string;
}

/**
 * Keeps the templates of a StatefulSet or DaemonSet as ControllerRevisions, which `kubectl rollout history` and `undo` read;
 * answers that of now. A template that was there before gets the highest number again.
 */
export function ensureRevision(look: Look, set: KubernetesObject): Revision {
  const { name = "", namespace = "" } = set.metadata;
  const template = objectAt(set, "spec", "template");
  const hash = templateHash(template);
  const revision = { hash, name: `${name}-${hash}` };
  const all = ownedBy<KubernetesObject>(look.store.list("controllerrevisions", namespace), set);
  const now = all.find(({ metadata }) => metadata.name === revision.name);
  const last = Math.max(0, ...all.map(numberOf));
  if (now === undefined) create(look, set, { ...revision, number: last + 1 });
  else if (numberOf(now) < last) putFor(look, set, numbered(now, last + 1));
  else tellCause(look, set, now);
  forget(look, set, all);
  return revision;
}

function numberOf(revision: KubernetesObject): number {
  return Number(valueAt(revision, "revision") ?? 0);
}

function numbered(object: KubernetesObject, revision: number): KubernetesObject {
  const number = { revision };
  return { ...object, ...number };
}

function create(
  look: Look,
  set: KubernetesObject,
  { hash, name, number }: Revision & { readonly number: number },
): void {
  const { spec, metadata } = objectAt(set, "spec")["template"] as {
    readonly spec?: unknown;
    readonly metadata?: unknown;
  };
  const template = { $patch: "replace", metadata, spec };
  const labels = { ...objectAt(metadata, "labels"), [REVISION_LABEL]: hash };
  const annotations = causeOf(set);
  createFor(look, set, {
    apiVersion: "apps/v1",
    kind: "ControllerRevision",
    metadata: { name, labels, annotations, ownerReferences: [ownerReference(set)] },
    data: { spec: { template } },
    revision: number,
  });
}

function causeOf({ metadata }: KubernetesObject): Readonly<Record<string, string>> {
  const cause = metadata.annotations?.[CAUSE];
  return cause === undefined ? {} : { [CAUSE]: cause };
}

/** Who annotates a set tells why its newest revision is there. */
function tellCause(look: Look, set: KubernetesObject, revision: KubernetesObject): void {
  const annotations = { ...revision.metadata.annotations, ...causeOf(set) };
  if (jsonEqual(annotations, revision.metadata.annotations ?? {})) return;
  putFor(look, set, { ...revision, metadata: { ...revision.metadata, annotations } });
}

/** Drops the oldest that no pod is of, beyond the limit of the history. */
function forget(look: Look, set: KubernetesObject, all: readonly KubernetesObject[]): void {
  const limit = Number(objectAt(set, "spec")["revisionHistoryLimit"] ?? 10);
  if (all.length <= limit + 1) return;
  const live = look.store
    .list("pods", set.metadata.namespace ?? "")
    .map(({ metadata }) => metadata.labels?.[REVISION_LABEL]);
  const idle = all.filter(
    ({ metadata }) => ![metadata.name, metadata.labels?.[REVISION_LABEL]].some((one) => live.includes(one)),
  );
  const oldest = [...idle].sort((a, b) => numberOf(a) - numberOf(b)).slice(0, all.length - limit - 1);
  for (const revision of oldest) removeFor(look, set, revision);
}
