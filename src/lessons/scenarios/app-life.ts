import type { Entry, World } from "../../kinds/index.ts";

/** One pod at one moment of a trace. */
export interface PodState {
  readonly ready: boolean;
  /** What kubectl shows of it; empty before its kubelet has said anything. */
  readonly status: string;
  /** The entry that says so. */
  readonly entry: Entry;
}

/** Every pod that is there, by `namespace/name`, while a trace is read. A pod that is being deleted is not there any more. */
export class Pods {
  readonly #pods = new Map<string, PodState>();

  /** Whether the entry has changed something. */
  read(entry: Entry): boolean {
    const { pod } = entry;
    if (pod === undefined) return false;
    if (beginsPod(entry)) this.#pods.set(pod, { ready: false, status: "", entry });
    else if (endsPod(entry)) this.#pods.delete(pod);
    else if (entry.kind === "status" && this.#pods.has(pod)) {
      const [ready, all] = entry.data.ready.split("/");
      this.#pods.set(pod, { ready: ready === all, status: entry.data.status, entry });
    } else return false;
    return true;
  }

  of(app: string): readonly PodState[] {
    return [...this.#pods].flatMap(([pod, state]) => (isOfApp(pod, app) ? state : []));
  }
}

/** Only what people do is told as a request; a controller's pod is first heard of when it gets a node. */
export function beginsPod(entry: Entry): boolean {
  return entry.kind === "schedule" || isDone(entry, "create");
}

function endsPod(entry: Entry): boolean {
  return (entry.kind === "sync" && entry.data.trigger === "deleted") || isDone(entry, "delete");
}

function isDone({ kind, data }: Entry, verb: string): boolean {
  return kind === "api" && data.resource === "pods" && data.verb === verb && data.code < 300;
}

/** Pods of an app are called as it is, or so with a dash and what controllers add. */
export function isOfApp(pod: string | undefined, app: string): boolean {
  return pod === `default/${app}` || pod?.startsWith(`default/${app}-`) === true;
}

/** How many pods an app is meant to have: what its Deployment says, else one. */
export function wantedPods({ cluster }: World, app: string): number {
  const deployment = cluster.objects.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === app);
  return (deployment as { readonly spec?: { readonly replicas?: number } } | undefined)?.spec?.replicas ?? 1;
}
