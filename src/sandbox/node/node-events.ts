import { type Clock, timestamp } from "../../base/index.ts";
import type { EventType } from "../../kinds/index.ts";
import type { ApiServer } from "../api/index.ts";
import type { Store } from "../store/index.ts";

export interface NodeEventsOptions {
  readonly node: string;
  readonly api: ApiServer;
  readonly store: Store;
  readonly clock: Clock;
}

interface NodeEvent {
  readonly type: EventType;
  readonly reason: string;
  readonly message: string;
}

/** What a kubelet says of its node; said again, an event is counted. They stand in the namespace `default`. */
export class NodeEvents {
  readonly #options: NodeEventsOptions;
  readonly #names = new Map<string, string>();

  constructor(options: NodeEventsOptions) {
    this.#options = options;
  }

  emit({ type, reason, message }: NodeEvent): void {
    const { api, clock, node, store } = this.#options;
    const key = JSON.stringify([type, reason, message]);
    const now = timestamp(clock.now());
    const known = store.get("events", NAMESPACE, this.#names.get(key) ?? "");
    if (known !== undefined) {
      const { count = 1 } = known as { readonly count?: number };
      const body = { ...known, count: count + 1, lastTimestamp: now };
      const { name = "" } = known.metadata;
      return void api.handle({ verb: "update", resource: "events", namespace: NAMESPACE, name, body });
    }
    const name = `${node}.${BigInt(Math.round(clock.now())) * 1_000_000n}.${reason.toLowerCase()}`;
    this.#names.set(key, name);
    const body = {
      apiVersion: "v1",
      kind: "Event",
      metadata: { name, namespace: NAMESPACE },
      involvedObject: { kind: "Node", name: node, uid: node },
      reason,
      message,
      source: { component: "kubelet", host: node },
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type,
    };
    api.handle({ verb: "create", resource: "events", namespace: NAMESPACE, name, body });
  }
}

const NAMESPACE = "default";
