import { timestamp } from "../../../base/index.ts";
import { apiVersionOf, type KubernetesObject } from "../../../kinds/index.ts";
import type { Call } from "../step.ts";
import { changedFields, ownedFields } from "./owned-fields.ts";
import { type FieldTree, isEmpty, intersection, readTree, treesEqual, union, without } from "./field-tree.ts";
import { isSame, type Manager, managersOf, withManagers } from "./managers.ts";
import { shapeOf } from "./shape.ts";

/** What a write to the object itself does not change, and what one to its status changes only. */
const STATUS = readTree({ "f:status": {} });

/** The object with the writer as owner of what it has changed; `old` is absent at a creation. Only where owners are kept. */
export function tracked(call: Call, object: KubernetesObject, old: KubernetesObject | undefined): KubernetesObject {
  const { server, request, type } = call;
  if (server.tracksFields !== true || request.manager === undefined || request.patchType === "apply") return object;
  const shape = shapeOf(type, server.rules.admission.unknownFields);
  const changed = ofSubresource(call, changedFields(old, object, shape));
  const present = ownedFields(object, shape);
  const writer = newManager(call, changed);
  const known = managersOf(object).length > 0 ? managersOf(object) : old === undefined ? [] : managersOf(old);
  const others = known.map((manager) => lessened(manager, isSame(manager, writer) ? undefined : changed, present));
  const own = others.find((manager) => isSame(manager, writer));
  const rest = others.filter((manager) => !isSame(manager, writer));
  if (own === undefined) return withManagers(object, [...rest, writer]);
  const fields = union(own.fields, changed);
  const isUnchanged = treesEqual(fields, own.fields) && isEmpty(changed);
  return withManagers(object, [...rest, { ...own, fields, time: isUnchanged ? own.time : writer.time }]);
}

/** Nobody owns what somebody else has changed, or what is no longer there. */
function lessened(manager: Manager, changed: FieldTree | undefined, present: FieldTree): Manager {
  const kept = withSelves(intersection(manager.fields, present), manager.fields, present);
  return { ...manager, fields: changed === undefined ? kept : without(kept, changed) };
}

/** Maps that are owned as such stay owned while something is in them. */
function withSelves(kept: FieldTree, before: FieldTree, present: FieldTree): FieldTree {
  const below = [...before.below].flatMap(([step, tree]) => {
    const there = present.below.get(step);
    if (there === undefined) return [];
    const inner = withSelves(kept.below.get(step) ?? { own: false, below: new Map() }, tree, there);
    return [[step, { own: inner.own || tree.own, below: inner.below }] as const];
  });
  return { own: kept.own, below: new Map(below.filter(([, tree]) => !isEmpty(tree))) };
}

export function newManager({ server, request, type }: Call, fields: FieldTree): Manager {
  return {
    name: request.manager ?? "unknown",
    operation: request.patchType === "apply" ? "Apply" : "Update",
    apiVersion: apiVersionOf(type),
    subresource: request.subresource ?? "",
    time: timestamp(server.clock.now()),
    fields,
  };
}

function ofSubresource({ request }: Call, fields: FieldTree): FieldTree {
  const status = fields.below.get("f:status");
  if (request.subresource !== "status") return without(fields, fieldsBelow(STATUS, status));
  return status === undefined
    ? { own: false, below: new Map() }
    : { own: false, below: new Map([["f:status", status]]) };
}

function fieldsBelow(root: FieldTree, status: FieldTree | undefined): FieldTree {
  return status === undefined ? root : { own: false, below: new Map([["f:status", status]]) };
}
