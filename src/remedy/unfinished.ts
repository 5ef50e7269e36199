import { isJsonObject, Secret } from "../base/index.ts";
import { readObject, type Reader, typeOf } from "../cluster/index.ts";
import { API_RESOURCES, type KubernetesObject, type Pod, type SecretObject } from "../kinds/index.ts";
import { keeperOf } from "./apply-plan.ts";
import { type Change, idOf, idText, type ObjectId, type Plan } from "./plan.ts";
import { textIn } from "./secret-keeper.ts";
import { undoOf } from "./undo.ts";

/** Kinds that are made anew. */
const REMADE: ReadonlySet<string> = new Set(["Job", "Pod", "Secret"]);

/**
 * What an interrupted run has left of making things anew: a copy of what is to be, with or without the thing itself. `named` are the
 * targets, `pods` theirs. Undefined where nothing is left.
 */
export async function planUnfinished(
  reader: Reader,
  named: readonly ObjectId[],
  pods: readonly Pod[],
): Promise<Plan | undefined> {
  const found: Change[] = [];
  for (const object of await candidates(reader, named, pods)) {
    const keeper = await read(reader, keeperOf(object));
    if (keeper === undefined) continue;
    const there = await read(reader, object);
    // One that is being deleted is as good as gone, and the copy all that there is of it.
    const isThere = there !== undefined && there.metadata.deletionTimestamp === undefined;
    const body = isThere ? undefined : bodyIn(keeper);
    if (!isThere && body === undefined) continue;
    found.push(...(body === undefined ? [] : [finishing(object, body)]), cleared(keeper));
  }
  if (found.length === 0) return undefined;
  const names = pods.map(({ metadata: { namespace = "default", name = "" } }) => `${namespace}/${name}`);
  const next = "It is there as it was to be; what is wrong then is looked at anew";
  return { cause: "interrupted", summary: "Finish what was interrupted", pods: names, changes: found, needs: [], next };
}

async function candidates(
  reader: Reader,
  named: readonly ObjectId[],
  pods: readonly Pod[],
): Promise<readonly ObjectId[]> {
  const all: ObjectId[] = named.filter(({ kind }) => REMADE.has(kind));
  for (const object of named.filter(({ kind }) => kind === "CronJob")) {
    const { runs = [] } = undoOf((await read(reader, object)) ?? { ...object, metadata: {} }) ?? {};
    all.push(...runs.map((name) => ({ ...object, kind: "Job", name })));
  }
  for (const { metadata, spec } of pods) {
    const secrets = (spec.imagePullSecrets ?? []).flatMap(({ name = "" }) => (name === "" ? [] : name));
    all.push(...secrets.map((name) => idOf({ apiVersion: "v1", kind: "Secret", metadata: { ...metadata, name } })));
  }
  return [...new Map(all.map((object) => [`${object.namespace}/${idText(object)}`, object])).values()];
}

async function read(reader: Reader, { kind, namespace, name }: ObjectId): Promise<KubernetesObject | undefined> {
  const resource = API_RESOURCES.find((type) => type.kind === kind)?.resource ?? "";
  const found = await readObject(reader, { type: typeOf(resource), namespace }, name);
  return found.ok ? found.value : undefined;
}

function bodyIn(keeper: SecretObject): KubernetesObject | undefined {
  try {
    const kept: unknown = JSON.parse(textIn(keeper, "object") ?? "");
    return isJsonObject(kept) && isJsonObject(kept["metadata"]) ? (kept as unknown as KubernetesObject) : undefined;
  } catch {
    return undefined;
  }
}

function finishing(object: ObjectId, body: KubernetesObject): Change {
  const { data } = body as SecretObject;
  const hidden =
    data && Object.fromEntries(Object.entries(data).map(([key, value]) => [key, new Secret(value)] as const));
  return {
    kind: "create",
    waits: true,
    object,
    body: { ...body, ...(hidden && { data: hidden }) },
    diff: [{ sign: "+", text: `as kept in secret ${keeperOf(object).name}` }],
    reason: "It was being made anew, and that was interrupted",
    risk: "None: it is not there now",
  };
}

function cleared(keeper: KubernetesObject): Change {
  const { uid = "" } = keeper.metadata;
  const diff = [{ sign: "-", text: "deleted: the thing itself is there" }] as const;
  return { kind: "delete", object: idOf(keeper), uid, diff, reason: "The copy is not needed any more", risk: "None" };
}
