import { type Instant, textAt } from "../../base/index.ts";
import type { Pod } from "../../kinds/index.ts";
import type { Change } from "../store/index.ts";
import type { ControllersOptions } from "./controllers.ts";

/** Milliseconds between two looks, and how long pods of a node that is gone are left alone. */
const PERIOD = 20_000;
const QUARANTINE = 40_000;

/** Removes pods whose node is gone, as nobody is there to end them. */
export function startPodGarbage(options: ControllersOptions): void {
  const { store, clock } = options;
  const gone = new Map<string, Instant>();
  let isPlanned = false;
  const sweepLater = (): void => {
    if (isPlanned) return;
    isPlanned = true;
    clock.start(async () => {
      await clock.sleep(PERIOD);
      isPlanned = false;
      if (sweep(options, gone)) sweepLater();
    });
  };
  const miss = (node: string): void => {
    if (!gone.has(node)) gone.set(node, clock.now());
    sweepLater();
  };
  store.watch(({ type, object }) => type === "DELETED" && miss(object.metadata.name ?? ""), "nodes");
  store.watch((change) => {
    const node = nodeOf(change);
    if (node !== undefined && store.get("nodes", "", node) === undefined) miss(node);
  }, "pods");
}

/** The node that a pod has just come to. */
function nodeOf({ type, object, previous }: Change): string | undefined {
  const node = textAt(object, "spec", "nodeName");
  return type === "DELETED" || node === textAt(previous, "spec", "nodeName") ? undefined : node;
}

/** Answers whether there is something left to wait for. */
function sweep({ store, api, clock }: ControllersOptions, gone: Map<string, Instant>): boolean {
  const now = clock.now();
  for (const node of gone.keys()) if (store.get("nodes", "", node) !== undefined) gone.delete(node);
  const due = new Set([...gone].filter(([, since]) => since + QUARANTINE <= now).map(([node]) => node));
  if (due.size === 0) return gone.size > 0;
  for (const pod of store.list("pods") as readonly Pod[]) {
    if (!due.has(pod.spec.nodeName ?? "")) continue;
    const { namespace = "", name = "" } = pod.metadata;
    const query = { gracePeriodSeconds: "0" };
    api.handle({ verb: "delete", resource: "pods", namespace, name, query });
  }
  for (const node of due) gone.delete(node);
  return gone.size > 0;
}
