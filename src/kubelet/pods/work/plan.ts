import type { Container, ObjectReference, Pod, StatusRules, Volume } from "../../../kinds/index.ts";
import { type ContainerList, containerReference, identityOf } from "../references.ts";
import { type ReasonKey, reasonKey } from "../reason-cache.ts";
import { isSidecar } from "../restart-policy.ts";
import { latest, NOTHING_SEEN, type RuntimeView, type SeenContainer } from "../runtime-view.ts";
import { isDue } from "./due.ts";
import type { ImageWish } from "./image-request.ts";
import { initPlan } from "./init-plan.ts";

/** A container that is to be started, and what events about it are about. */
export interface Start {
  readonly container: Container;
  readonly object: ObjectReference;
  /** What of its wish for an image stays the same. */
  readonly wish: ImageWish;
  /** Where the kubelet notes why it could not be started. */
  readonly reasonKey: ReasonKey;
  /** Without it nothing that follows is tried: an init container, unless it is a sidecar. */
  readonly endsSync: boolean;
}

/** What a sync has to do for a pod, in this order. */
export interface Plan {
  readonly createsSandbox: boolean;
  /** Running containers whose image was changed in the spec: stopped first, then started anew. */
  readonly replaces: readonly SeenContainer[];
  readonly imageVolumes: readonly Volume[];
  /** Ephemeral, init and normal containers, one after the other. */
  readonly starts: readonly Start[];
}

/** Compares what the pod should be with what runs; a new sandbox begins from nothing (kuberuntime_manager.go). */
export function planFor(pod: Pod, view: RuntimeView, { imageVolumes }: StatusRules): Plan {
  const createsSandbox = !view.sandbox?.ready;
  const seen = createsSandbox ? NOTHING_SEEN : view;
  const { initialized, starts: inits } = initPlan(pod, seen);
  const containers = initialized ? pod.spec.containers : [];
  const ephemeral = (pod.spec.ephemeralContainers ?? []).filter(({ name }) => latest(seen, name) === undefined);
  const changed = containers.filter((container) => isChanged(container, seen));
  return {
    createsSandbox,
    replaces: changed.flatMap(({ name }) => latest(seen, name) ?? []),
    imageVolumes: imageVolumes ? (pod.spec.volumes ?? []).filter(({ image }) => image !== undefined) : [],
    starts: [
      ...startsOf(pod, "ephemeralContainers", ephemeral),
      ...startsOf(pod, "initContainers", inits),
      ...startsOf(
        pod,
        "containers",
        containers.filter((container) => changed.includes(container) || isDue(container, pod, seen)),
      ),
    ],
  };
}

function isChanged({ name, image }: Container, view: RuntimeView): boolean {
  const run = latest(view, name);
  return run?.state === "running" && run.specImage !== image;
}

function startsOf(pod: Pod, list: ContainerList, containers: readonly Container[]): Start[] {
  const identity = identityOf(pod);
  return containers.map((container) => {
    const object = containerReference(pod, list, container);
    const { name, image = "", imagePullPolicy: policy = "IfNotPresent" } = container;
    const wish = { pod: identity, object, container: name, image, policy };
    const key = reasonKey(identity.uid, name);
    return { container, object, wish, reasonKey: key, endsSync: list === "initContainers" && !isSidecar(container) };
  });
}
