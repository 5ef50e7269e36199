import type { Change } from "../store/index.ts";
import type { ControllersOptions } from "./controllers.ts";

/** How long the API server keeps an event after its last write (`--event-ttl`, one hour by default). */
const TTL = 3_600_000;

/** Forgets events that are over, whoever wrote them, when another is written. */
export function startEventTtl({ store, clock }: ControllersOptions): void {
  /** When each was last written, the longest unwritten first. */
  const written = new Map<string, Written>();
  /** No event that is known is older: as long as that is not over, none is looked for. */
  let oldest = Infinity;
  store.watch((change) => {
    const { namespace = "", name = "" } = change.object.metadata;
    const key = `${namespace}/${name}`;
    const now = clock.now();
    written.delete(key);
    if (change.type === "DELETED") return;
    written.set(key, { namespace, name, at: now });
    oldest = Math.min(oldest, now);
    if (oldest >= now - TTL) return;
    for (const event of overdue(written, now - TTL)) store.remove(RESOURCE, event.namespace, event.name);
    const [first] = written.values();
    oldest = first?.at ?? now;
  }, RESOURCE);
}

const RESOURCE: Change["resource"] = "events";

interface Written {
  readonly namespace: string;
  readonly name: string;
  readonly at: number;
}

function overdue(written: ReadonlyMap<string, Written>, limit: number): Written[] {
  const found: Written[] = [];
  for (const one of written.values()) {
    if (one.at >= limit) break;
    found.push(one);
  }
  return found;
}
