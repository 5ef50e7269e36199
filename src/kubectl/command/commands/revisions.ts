import { isJsonObject, type JsonObject, listAt, objectAt, ok, type Outcome, textAt } from "../../../base/index.ts";
import { findResource } from "../../../kinds/index.ts";
import { selectorText } from "../../out/index.ts";
import type { Failure } from "../failure.ts";
import type { Session } from "../session.ts";
import type { Found } from "../targets.ts";

/** A state that a workload had or has. */
export interface Revision {
  readonly number: number;
  readonly template: JsonObject;
  /** What keeps it: a ReplicaSet or a ControllerRevision. */
  readonly keeper: JsonObject;
}

const REVISION = "deployment.kubernetes.io/revision";

/** Where the revisions of a kind are kept. */
const KEEPERS: Readonly<Record<string, string>> = {
  Deployment: "replicasets",
  DaemonSet: "controllerrevisions",
  StatefulSet: "controllerrevisions",
};

export function hasRevisions(kind: string): boolean {
  return kind in KEEPERS;
}

/** Revisions of a workload in their order; what keeps them is found by selector and owner. */
export async function revisionsOf(session: Session, { place, object }: Found): Promise<Outcome<Revision[], Failure>> {
  const type = findResource(KEEPERS[place.type.kind] ?? "");
  if (type === undefined) return ok([]);
  const labelSelector = selectorText(objectAt(object, "spec", "selector"));
  const keepers = await session.server.list({ type, namespace: place.namespace }, { labelSelector });
  if (!keepers.ok) return keepers;
  const own = keepers.value.filter((keeper) => isOwnedBy(keeper, object)).flatMap(revisionOf);
  return ok(own.toSorted((a, b) => a.number - b.number));
}

function isOwnedBy(keeper: JsonObject, owner: JsonObject): boolean {
  const uid = textAt(owner, "metadata", "uid");
  return listAt(keeper, "metadata", "ownerReferences").some(
    (reference) => isJsonObject(reference) && reference["controller"] === true && reference["uid"] === uid,
  );
}

/** A ReplicaSet has its number in an annotation; one without is none. */
function revisionOf(keeper: JsonObject): readonly Revision[] {
  if (typeof keeper["revision"] === "number") {
    const { $patch: _, ...template } = objectAt(keeper, "data", "spec", "template");
    return [{ number: keeper["revision"], template, keeper }];
  }
  const number = Number(textAt(keeper, "metadata", "annotations", REVISION) ?? "");
  if (!Number.isSafeInteger(number) || number === 0) return [];
  return [{ number, template: objectAt(keeper, "spec", "template"), keeper }];
}
