import { type Clock, failed, jsonEqual, ok, type Outcome, Secret, valueAt } from "../base/index.ts";
import {
  type ClusterFault,
  createObject,
  deleteObject,
  patchObject,
  readObject,
  typeOf,
  type Writer,
} from "../cluster/index.ts";
import { API_RESOURCES } from "../kinds/index.ts";
import type { Change, ObjectId, Plan, RemakeChange } from "./plan.ts";

export interface Applied {
  readonly done: readonly Change[];
  /** Where it stopped, and why; what follows it was not begun. */
  readonly stopped?: { readonly change: Change; readonly fault: ClusterFault; readonly stands: string };
}

const GONE_TRIES = 120;
const GONE_PAUSE = 500;

/** Makes the changes one after the other and stops at the first that the API server refuses; nothing that has changed meanwhile is overwritten. */
export async function applyPlan(
  plan: Pick<Plan, "changes">,
  writer: Writer,
  clock: Pick<Clock, "sleep">,
): Promise<Applied> {
  const done: Change[] = [];
  for (const change of plan.changes) {
    const made = await make(change, writer, clock);
    if (!made.ok) return { done, stopped: { change, ...made.fault } };
    done.push(change);
  }
  return { done };
}

interface Stop {
  readonly fault: ClusterFault;
  readonly stands: string;
}

/** What was refused has not happened; of what was not answered nobody knows. */
const REFUSALS: ReadonlySet<string> = new Set([
  "CLUSTER_CONFLICT",
  "CLUSTER_FORBIDDEN",
  "CLUSTER_NOT_FOUND",
  "CLUSTER_REFUSED",
  "CLUSTER_UNAUTHORIZED",
]);

function standsAfter({ code }: ClusterFault): string {
  return REFUSALS.has(code) ? "it is as it was" : "whether it was changed is not known";
}

async function make(change: Change, writer: Writer, clock: Pick<Clock, "sleep">): Promise<Outcome<undefined, Stop>> {
  const at = { place: placeOf(change.object), name: change.object.name };
  switch (change.kind) {
    case "patch": {
      const version = { op: "replace", path: "/metadata/resourceVersion", value: change.resourceVersion };
      return ended(await patchObject(writer, at, revealed([...change.patch, version])));
    }
    case "create":
      if (change.waits === true && !writer.dryRun) await gone(change.object, writer, clock);
      return ended(await (change.replaces === true ? write : made)(writer, at.place, revealed(change.body)));
    case "delete": {
      const { uid, resourceVersion } = change;
      const gone = await deleteObject(writer, at, { uid, ...(resourceVersion !== undefined && { resourceVersion }) });
      return !gone.ok && gone.fault.code === "CLUSTER_NOT_FOUND" ? ok(undefined) : ended(gone);
    }
    case "remake":
      return remake(change, writer, clock);
  }
}

function ended(outcome: Outcome<unknown, ClusterFault>): Outcome<undefined, Stop> {
  return outcome.ok ? ok(undefined) : failed({ fault: outcome.fault, stands: standsAfter(outcome.fault) });
}

/** A copy is kept in a secret until the new one is there, so that nothing is lost where this is interrupted. */
async function remake(
  change: RemakeChange,
  writer: Writer,
  clock: Pick<Clock, "sleep">,
): Promise<Outcome<undefined, Stop>> {
  const { object, uid, resourceVersion } = change;
  const at = { place: placeOf(object), name: object.name };
  const body = revealed(change.body);
  const copy = keeperOf(object);
  const keeper = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: copy.name, namespace: object.namespace },
    stringData: { object: JSON.stringify(body) },
  };
  const kept = await write(writer, placeOf(copy), keeper);
  if (!kept.ok) return failed({ fault: kept.fault, stands: "it is as it was" });
  const deleted = await deleteObject(writer, at, { uid, resourceVersion });
  if (!deleted.ok) {
    if (!REFUSALS.has(deleted.fault.code)) return failed({ fault: deleted.fault, stands: keptText(copy) });
    await deleteObject(writer, { place: placeOf(copy), name: copy.name }, {});
    return failed({ fault: deleted.fault, stands: "it is as it was" });
  }
  if (!writer.dryRun) {
    await gone(object, writer, clock);
    const made = await createObject(writer, at.place, body);
    if (!made.ok) return failed({ fault: made.fault, stands: `it is deleted; ${keptText(copy)}` });
    await deleteObject(writer, { place: placeOf(copy), name: copy.name }, {});
  }
  return ok(undefined);
}

/** The same is there already where an earlier run was interrupted. */
async function made(...of: Parameters<typeof createObject>): ReturnType<typeof createObject> {
  const [writer, place, body] = of;
  const answer = await createObject(...of);
  if (answer.ok || answer.fault.code !== "CLUSTER_CONFLICT") return answer;
  const there = await readObject(writer, place, body.metadata.name ?? "");
  const wanted = valueAt(body, "data");
  const isSame = wanted !== undefined && there.ok && jsonEqual(valueAt(there.value, "data"), wanted);
  return isSame ? ok(undefined) : answer;
}

/** Over what is there: a rest of an earlier run that was interrupted. */
async function write(...of: Parameters<typeof createObject>): ReturnType<typeof createObject> {
  const [writer, place, body] = of;
  const made = await createObject(...of);
  if (made.ok || made.fault.code !== "CLUSTER_CONFLICT") return made;
  if (writer.dryRun) return ok(undefined);
  const { name = "" } = body.metadata;
  const cleared = await deleteObject(writer, { place, name }, {});
  return cleared.ok || cleared.fault.code === "CLUSTER_NOT_FOUND" ? createObject(...of) : cleared;
}

async function gone({ kind, namespace, name }: ObjectId, writer: Writer, clock: Pick<Clock, "sleep">): Promise<void> {
  const place = { type: typeOf(resourceOf(kind)), namespace };
  for (let tries = 0; tries < GONE_TRIES; tries += 1) {
    const read = await readObject(writer, place, name);
    if (!read.ok) return;
    await clock.sleep(GONE_PAUSE);
  }
}

export function keeperOf({ namespace, name, kind }: Pick<ObjectId, "namespace" | "name" | "kind">): ObjectId {
  return {
    apiVersion: "v1",
    kind: "Secret",
    namespace,
    name: `pullwhy-remakes-${kind.toLowerCase()}-${name}`.slice(0, 253),
  };
}

function placeOf({ kind, namespace }: ObjectId): Parameters<typeof createObject>[1] {
  return { type: typeOf(resourceOf(kind)), namespace };
}

function resourceOf(kind: string): string {
  return API_RESOURCES.find((type) => type.kind === kind)?.resource ?? kind;
}

/** Secrets become what they hide: only here, on the way to the API server. */
function revealed<T>(value: T): T {
  if (value instanceof Secret) return value.reveal() as T;
  if (Array.isArray(value)) return value.map((item: unknown) => revealed(item)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, revealed<unknown>(member)])) as T;
}

function keptText({ name }: ObjectId): string {
  return `what it is to be is kept in secret ${name}`;
}
