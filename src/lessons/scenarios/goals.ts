import { type Entry, type Minor, rulesOf } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import { isOfApp, Pods, wantedPods } from "./app-life.ts";
import { type Found, foundAt, type Judged } from "./judged.ts";

/** So long has everything to have run at the end. */
const STAYS = 120_000;

/** The moment from which all apps run to the end, or what does not. */
export function runningSince({ trace, world }: Judged, apps: readonly string[]): number | Found {
  const pods = new Pods();
  const isAll = (): boolean =>
    apps.every((app) => {
      const own = pods.of(app);
      return own.length >= wantedPods(world, app) && own.every(({ ready }) => ready);
    });
  let since: number | undefined;
  let last: Entry | undefined;
  for (const entry of trace.entries) {
    if (!pods.read(entry)) continue;
    last = entry;
    since = isAll() ? (since ?? entry.t) : undefined;
  }
  if (since !== undefined && since <= world.for - STAYS) return since;
  return shortcoming(apps, pods, last);
}

function shortcoming(apps: readonly string[], pods: Pods, last: Entry | undefined): Found {
  const waiting = apps.flatMap((app) => pods.of(app)).find(({ ready }) => !ready);
  if (waiting !== undefined) {
    const { entry, status } = waiting;
    return foundAt(entry, `Pod ${entry.pod ?? ""} shows ${status === "" ? "nothing yet" : status}`);
  }
  const gone = apps.find((app) => pods.of(app).length === 0);
  const text = gone === undefined ? "Not every pod has been ready for long enough" : `There is no pod ${gone}`;
  return last === undefined ? { seq: 0, t: 0, text } : foundAt(last, text);
}

type Decision = Extract<Entry, { readonly kind: "decision" }>;

/** The first container of the apps whose last image is none of those that were ordered. */
export function strangeImage(
  { trace, world }: Judged,
  apps: readonly string[],
  images: readonly string[],
): Found | undefined {
  const last = new Map<string, Decision>();
  for (const entry of trace.entries) {
    if (entry.kind === "decision" && apps.some((app) => isOfApp(entry.pod, app)))
      last.set(`${entry.pod ?? ""} ${entry.container ?? ""}`, entry);
  }
  const strange = [...last.values()].find(({ data }) => !isOrdered(data.image, images, world.kubelet));
  if (strange === undefined) return undefined;
  const { pod = "", container = "", data } = strange;
  return foundAt(strange, `Container ${container} of pod ${pod} has image ${data.image}`);
}

function isOrdered(image: string, ordered: readonly string[], minor: Minor): boolean {
  const parsed = parseImage(image, rulesOf(minor).reference);
  if (!parsed.ok) return false;
  const { repository, tag } = parsed.value;
  return ordered.includes(repository) || ordered.includes(`${repository}:${tag}`);
}
