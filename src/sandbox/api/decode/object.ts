import { isJsonObject, type JsonObject, ok, textAt } from "../../../base/index.ts";
import { API_RESOURCES, apiVersionOf, type KubernetesObject, type ObjectMeta } from "../../../kinds/index.ts";
import type { StatusError } from "../contract.ts";
import { badRequest, invalidPatch } from "../status/status-error.ts";
import { type Call, refuse, type Step } from "../step.ts";
import { strangeFields } from "./duplicates.ts";
import { readCustom } from "./custom.ts";
import { goText } from "../patch/go-text.ts";
import { type Misfit, unreadable } from "./misfit.ts";
import { shownObject } from "./shown-object.ts";
import { readStructure } from "./structure.ts";

export interface DecodedObject {
  readonly object: KubernetesObject;
  /** What `fieldValidation=Warn` tells of fields that nobody knows. */
  readonly warnings: readonly string[];
}

export type Decoding =
  | { readonly ok: true; readonly value: DecodedObject }
  | { readonly ok: false; readonly fault: StatusError; readonly warnings?: readonly string[] };

/** Reads the body of a POST or PUT as an object of the resource's kind, in the namespace and with the name that the path says. */
export function decodeBody(call: Call): Decoding {
  const { type, request } = call;
  const body = request.body === null ? {} : request.body;
  if (!isJsonObject(body)) {
    return refuse(badRequest(`the object provided is unrecognized (must be of type ${type.kind})`));
  }
  const { version, kind } = namedBy(call, body);
  const unread = `${kind} in version "${version.split("/").at(-1) ?? ""}" cannot be handled as a ${type.kind}`;
  return read(call, body, ({ decoder }) => badRequest(`${unread}: ${decoder}`));
}

/** Reads what a patch made of the stored object. Faults show the object, those of strategic patches the patch. */
export function decodePatched(call: Call, patched: unknown): Decoding {
  const { type, request } = call;
  const { body, patchType } = request;
  const object = isJsonObject(patched) ? patched : {};
  if (patchType === "json" || patchType === "merge") {
    const shown = JSON.stringify(shownObject(type.kind, patched));
    return read(call, object, ({ decoder }) => invalidPatch(shown, decoder));
  }
  return read(call, object, ({ converter }) => invalidPatch(goText(shownObject(type.kind, body)), converter));
}

function read(call: Call, body: JsonObject, refused: (why: Misfit) => StatusError): Decoding {
  const { request, type } = call;
  const named = namedBy(call, body);
  const { value, unknown, fault } =
    type.schema === undefined
      ? readStructure(named.kind, body, call.server.rules.admission.unknownFields)
      : readCustom(type, body);
  const problem = fault ?? strangerFault(call, named);
  if (problem !== undefined) return refuse(refused(problem));
  const warnings = strangeFields(request.text, [...unknown, ...unnamed(call, body)]);
  if (warnings.length > 0 && request.query?.["fieldValidation"] === "Strict") {
    return refuse(refused(unreadable(`strict decoding error: ${warnings.join(", ")}`)));
  }
  const metadata = placed(value["metadata"] as ObjectMeta, call);
  if (!metadata.ok) return { ...metadata, warnings };
  const object = { ...value, apiVersion: apiVersionOf(type), kind: type.kind, metadata: metadata.value };
  return ok({ object, warnings: request.query?.["fieldValidation"] === "Ignore" ? [] : warnings });
}

/** What a patch leaves of an object that does not say what it is: everything but its metadata is unknown. */
function unnamed({ request }: Call, body: JsonObject): readonly string[] {
  const isPatched = request.patchType === "json" || request.patchType === "merge";
  if (!isPatched || body["kind"] !== undefined || body["apiVersion"] !== undefined) return [];
  return Object.keys(body).filter((key) => key !== "metadata");
}

interface Named {
  readonly version: string;
  readonly kind: string;
}

/** What the object says that it is; the resource's own kind where it says nothing. */
function namedBy({ type }: Call, body: JsonObject): Named {
  return { version: textAt(body, "apiVersion") ?? apiVersionOf(type), kind: textAt(body, "kind") ?? type.kind };
}

/** Why an object of this version and kind is not what the resource holds. */
function strangerFault({ server, type }: Call, { version, kind }: Named): Misfit | undefined {
  if (type.schema !== undefined) {
    if (kind === type.kind && version === apiVersionOf(type)) return undefined;
    const wanted = `expected API version (${apiVersionOf(type)}, Kind=${type.kind})`;
    return unreadable(`the API version in the data (${version}, Kind=${kind}) does not match the ${wanted}`);
  }
  const isKnown = API_RESOURCES.some((own) => own.kind === kind && apiVersionOf(own) === version);
  const isList = kind === "List" && version === "v1";
  if (!isKnown && !isList) {
    const where = `in scheme "pkg/runtime/scheme.go:${server.rules.admission.schemeLine}"`;
    return unreadable(`no kind "${kind}" is registered for version "${version}" ${where}`);
  }
  if (kind === type.kind) return undefined;
  const wanted = `${type.group === "" ? "core" : type.group}.${type.kind}`;
  return unreadable(`converting (${version.split("/").at(-1) ?? ""}.${kind}) to (${wanted}): unknown conversion`);
}

function placed(written: ObjectMeta, { request, type }: Call): Step<ObjectMeta> {
  const { namespace, name, verb } = request;
  const { namespace: _namespace, ...clusterWide } = written;
  const metadata: ObjectMeta = type.namespaced ? written : clusterWide;
  if (namespace !== "" && metadata.namespace !== undefined && metadata.namespace !== namespace) {
    return refuse(badRequest("the namespace of the provided object does not match the namespace sent on the request"));
  }
  if (name !== "" && metadata.name !== undefined && metadata.name !== name) {
    return refuse(badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`));
  }
  if (name !== "" && metadata.name === undefined && verb !== "create") {
    const problem = `the name of the object (${name} based on URL) was undeterminable: name must be provided`;
    return refuse(badRequest(problem));
  }
  return ok(namespace === "" ? metadata : { ...metadata, namespace });
}
