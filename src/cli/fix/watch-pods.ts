import { type ClusterAccess, gatherPods, isPod, typeOf } from "../../cluster/index.ts";
import { API_RESOURCES, type KubernetesObject, type Pod } from "../../kinds/index.ts";
import { progressOf, type Surroundings } from "../../remedy/index.ts";
import type { Io } from "../io.ts";

interface Watching {
  readonly access: ClusterAccess;
  readonly io: Io;
  readonly before: ReadonlySet<string>;
  /** Seconds until the next try at the latest. */
  readonly waits: number;
}

const PAUSE = 1_000;
/** For pods to be made, scheduled and pulled, beside the wait for the next try. */
const ROOM = 90_000;
const LONGEST_LOOK = 10_000;

/** Looks at the pods of workloads until their images are pulled, a pull fails again, or it takes too long. */
export async function watchPods(
  workloads: Surroundings["workloads"],
  { access, io, before, waits }: Watching,
): Promise<ReturnType<typeof progressOf>> {
  const end = io.now() + waits * 1000 + ROOM;
  let said = "";
  for (;;) {
    const pods = await podsNow(workloads, access, io);
    const progress = progressOf(pods, before);
    if (progress.kind !== "waiting" || io.now() > end || io.signal.aborted) return progress;
    if (progress.text !== said && io.talk !== "quiet") await io.err.write(`waiting: ${progress.text}\n`);
    said = progress.text;
    await io.sleep(PAUSE, io.signal);
  }
}

async function podsNow(
  workloads: Surroundings["workloads"],
  access: ClusterAccess,
  io: Pick<Io, "signal">,
): Promise<readonly Pod[]> {
  const pods: Pod[] = [];
  for (const { object } of workloads) {
    const signal = AbortSignal.any([io.signal, AbortSignal.timeout(LONGEST_LOOK)]);
    const found = await gatherPods({ access, signal }, targetOf(object));
    if (found.ok) pods.push(...found.value.objects.filter(isPod));
  }
  return pods;
}

function targetOf({ kind, metadata }: KubernetesObject): Parameters<typeof gatherPods>[1] {
  const { namespace = "default", name = "" } = metadata;
  const { resource } = API_RESOURCES.find((type) => type.kind === kind) ?? typeOf("pods");
  return { namespace, objects: [{ resource, name }] };
}
