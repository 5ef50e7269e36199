import type { Change } from "../store/index.ts";
import type { ControllersOptions } from "./controllers.ts";

/** How long the API server keeps an event after its last write (`--event-ttl`, one hour by default). */
const TTL = 3_600_000;

/** Forgets events that are over, whoever wrote them, when another is written. */
export function startEventTtl({ store, clock }: ControllersOptions): void {
  /** When each was last written, the longest unwritten first. */
  const written = new Map<string, Written>();
  store.watch((change) => {
    const { namespace = "", name = "" } = change.object.metadata;
    written.delete(`${namespace}/${name}`);
    if (change.type === "DELETED") return;
    written.set(`${namespace}/${name}`, { namespace, name, at: clock.now() });
    for (const event of overdue(written, clock.now() - TTL)) store.remove(RESOURCE, event.namespace, event.name);
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
