import type { Container, Pod } from "../../../kinds/index.ts";
import { isSidecar } from "../restart-policy.ts";
import { latest, type RuntimeView, type SeenContainer } from "../runtime-view.ts";
import { isDue } from "./due.ts";

/** How far the init containers are, and which of them are to be started, in the order of the spec. */
export interface InitPlan {
  readonly initialized: boolean;
  readonly starts: readonly Container[];
}

/**
 * Finds the init container that is next. Init containers may have been removed from the runtime, so the furthest one that
 * is known decides; before it only sidecars are kept running (kuberuntime_container.go).
 */
export function initPlan(pod: Pod, view: RuntimeView): InitPlan {
  const inits = pod.spec.initContainers ?? [];
  if (inits.length === 0) return { initialized: true, starts: [] };
  if (hasRegularContainer(pod, view)) {
    return { initialized: true, starts: inits.filter((init) => isSidecar(init) && isDue(init, pod, view)) };
  }
  const furthest = inits.findLastIndex((init) => latest(view, init.name) !== undefined);
  const current = inits[furthest];
  const run = current && latest(view, current.name);
  if (current === undefined || run === undefined) return { initialized: false, starts: inits.slice(0, 1) };
  const before = inits.slice(0, furthest).filter((init) => isSidecar(init) && isDue(init, pod, view));
  switch (progressOf(current, run)) {
    case "done":
      return {
        initialized: furthest === inits.length - 1,
        starts: [...before, ...inits.slice(furthest + 1, furthest + 2)],
      };
    case "to-start":
      return isDue(current, pod, view) ? { initialized: false, starts: [...before, current] } : GIVEN_UP;
    case "running":
      return { initialized: false, starts: before };
  }
}

/** The init container has failed and may not run again, so the pod fails. */
const GIVEN_UP: InitPlan = { initialized: false, starts: [] };

function progressOf(init: Container, { state, exitCode, probed }: SeenContainer): "done" | "to-start" | "running" {
  if (isSidecar(init) && state === "running") return probed?.isStarted === false ? "running" : "done";
  if (isSidecar(init)) return "to-start";
  if (state === "exited") return exitCode === 0 ? "done" : "to-start";
  return state === "running" ? "running" : "to-start";
}

/** A regular container that was made proves that the pod is initialized, unless it ended: that may have been another sandbox. */
function hasRegularContainer(pod: Pod, view: RuntimeView): boolean {
  return pod.spec.containers.some(({ name }) => {
    const state = latest(view, name)?.state;
    return state === "created" || state === "running";
  });
}
