import type { RuntimeContainer } from "../ports.ts";

/** A container as the runtime tells it, with what the kubelet wrote on it when it made it. */
export interface SeenContainer extends RuntimeContainer {
  /** 0 for the first run. */
  readonly attempt: number;
  /** The image string of the spec that it was made from. */
  readonly specImage: string;
  /** What probes have found; absent where there are none. */
  readonly probed?: Probed;
}

/** What the probes of a running container have found so far. */
export interface Probed {
  readonly isStarted: boolean;
  readonly isReady: boolean;
  /** Which probe has given it up. */
  readonly failed?: "liveness" | "startup";
}

/** What one relist saw of a pod. A new one is made only when something has changed, so views are compared by identity. */
export interface RuntimeView {
  /** Absent before the first sandbox. The address outlives the sandbox. */
  readonly sandbox?: { readonly ip: string; readonly ready: boolean };
  /** The newest container of each name first. */
  readonly containers: readonly SeenContainer[];
}

export const NOTHING_SEEN: RuntimeView = { containers: [] };

export function latest(view: RuntimeView, name: string): SeenContainer | undefined {
  return view.containers.find((container) => container.name === name);
}

/**
 * Whether a relist that sees this after that tells the syncs of it: a sandbox or container that runs or has ended. One
 * that is made and not started yet is no news (pleg/generic.go).
 */
export function isNews(before: RuntimeView, after: RuntimeView): boolean {
  if (before.sandbox?.ready !== after.sandbox?.ready) return true;
  const told = new Map(before.containers.map((container) => [container.id, container]));
  const changed = after.containers.some(({ id, state }) => state !== "created" && told.get(id)?.state !== state);
  const left = new Set(after.containers.map(({ id }) => id));
  return changed || before.containers.some(({ id, state }) => state === "running" && !left.has(id));
}
