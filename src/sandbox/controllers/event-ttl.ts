import type { KubernetesObject } from "../../kinds/index.ts";
import type { ControllersOptions } from "./controllers.ts";

/** How long the API server keeps an event after its last write (`--event-ttl`, one hour by default). */
const TTL = 3_600_000;
const RESOURCE = "events";

/** Forgets events that are over, whoever wrote them, when another is written. */
export function startEventTtl({ store, clock }: ControllersOptions): void {
  /** When each was last written, the longest unwritten first. */
  const written = new Map<KubernetesObject, number>();
  /** No event that is known is older: as long as that is not over, none is looked for. */
  let oldest = Infinity;
  store.watch(({ type, object, previous }) => {
    const now = clock.now();
    if (previous !== undefined) written.delete(previous);
    if (type === "DELETED") return;
    written.set(object, now);
    oldest = Math.min(oldest, now);
    if (oldest >= now - TTL) return;
    for (const { metadata } of overdue(written, now - TTL)) {
      store.remove(RESOURCE, metadata.namespace ?? "", metadata.name ?? "");
    }
    const [first] = written.values();
    oldest = first ?? now;
  }, RESOURCE);
}

function overdue(written: ReadonlyMap<KubernetesObject, number>, limit: number): KubernetesObject[] {
  const found: KubernetesObject[] = [];
  for (const [event, at] of written) {
    if (at >= limit) break;
    found.push(event);
  }
  return found;
}
