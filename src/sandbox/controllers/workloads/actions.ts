import type { JsonObject } from "../../../base/index.ts";
import { findResource, type KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer } from "../../api/index.ts";
import type { CauseOf } from "../causes.ts";
import type { ControllersOptions } from "../controllers.ts";
import type { EmitEvent } from "../events.ts";
import type { AgainAt } from "../soon.ts";

/** What a workload controller works with in one look at the state. */
export interface Look extends ControllersOptions {
  readonly causeOf: CauseOf;
  readonly emit: EmitEvent;
  readonly againAt: AgainAt;
}

interface Address {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

function addressOf(object: KubernetesObject): Address {
  const { namespace = "", name = "" } = object.metadata;
  return { resource: findResource(object.kind)?.resource ?? "", namespace, name };
}

/** Creates what `owner` needs, as a consequence of what was done to it. */
export function createFor(look: Look, owner: KubernetesObject, body: JsonObject): ApiAnswer {
  const resource = findResource(String(body["kind"]))?.resource ?? "";
  const { namespace = "" } = owner.metadata;
  return look.api.handle({ verb: "create", resource, namespace, name: "", body, ...causedBy(look, owner) });
}

/** Replaces an object by a changed one, as a consequence of what was done to its owner; answers what is stored then. */
export function putFor(look: Look, owner: KubernetesObject, object: KubernetesObject): KubernetesObject {
  const address = addressOf(object);
  look.api.handle({ verb: "update", ...address, body: object, ...causedBy(look, owner) });
  return look.store.get(address.resource, address.namespace, address.name) ?? object;
}

/** Writes an object's new status, with the metadata that it brings along; the server leaves alone what is the same. */
export function putStatus(look: Look, object: KubernetesObject, status: object): void {
  const { resourceVersion: _version, ...metadata } = object.metadata;
  const body = { ...object, metadata, status };
  look.api.handle({ verb: "update", ...addressOf(object), subresource: "status", body, ...causedBy(look, object) });
}

export function removeFor(look: Look, owner: KubernetesObject, object: KubernetesObject): void {
  look.api.handle({ verb: "delete", ...addressOf(object), ...causedBy(look, owner) });
}

function causedBy(look: Look, owner: KubernetesObject): { readonly cause?: number } {
  const cause = look.causeOf(owner);
  return cause === undefined ? {} : { cause };
}
