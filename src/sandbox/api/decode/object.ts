import { isJsonObject, ok, textAt } from "../../../base/index.ts";
import { API_RESOURCES, apiVersionOf, type KubernetesObject, type ObjectMeta } from "../../../kinds/index.ts";
import type { ApiRequest } from "../contract.ts";
import { badRequest } from "../status/status-error.ts";
import { type Call, refuse, type Step } from "../step.ts";
import { readStructure } from "./structure.ts";

export interface DecodedObject {
  readonly object: KubernetesObject;
  /** What `fieldValidation=Warn` tells of fields that nobody knows. */
  readonly warnings: readonly string[];
}

/** Reads the body as an object of the resource's kind, in the namespace and with the name that the path says. */
export function decodeBody({ request, type }: Call): Step<DecodedObject> {
  const { body } = request;
  if (!isJsonObject(body))
    return refuse(badRequest(`the object provided is unrecognized (must be of type ${type.kind})`));
  const [version, kind] = [textAt(body, "apiVersion") ?? apiVersionOf(type), textAt(body, "kind") ?? type.kind];
  const unread = `${kind} in version "${version.split("/").at(-1) ?? ""}" cannot be handled as a ${type.kind}: `;
  const stranger = strangerFault(type.kind, { version, kind });
  if (stranger !== undefined) return refuse(badRequest(unread + stranger));
  const { value, unknown, fault } = readStructure(type.kind, body);
  if (fault !== undefined) return refuse(badRequest(unread + fault));
  const warnings = unknown.map((path) => `unknown field "${path}"`);
  if (warnings.length > 0 && request.query?.["fieldValidation"] === "Strict") {
    return refuse(badRequest(`${unread}strict decoding error: ${warnings.join(", ")}`));
  }
  const metadata = placed(value["metadata"] as ObjectMeta, request);
  if (!metadata.ok) return metadata;
  const object = { ...value, apiVersion: version, kind, metadata: metadata.value };
  return ok({ object, warnings: request.query?.["fieldValidation"] === "Ignore" ? [] : warnings });
}

interface Named {
  readonly version: string;
  readonly kind: string;
}

/** Why an object of this version and kind is not what the resource holds. */
function strangerFault(wanted: string, { version, kind }: Named): string | undefined {
  const known = API_RESOURCES.find((type) => type.kind === kind && apiVersionOf(type) === version);
  if (known === undefined)
    return `no kind "${kind}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:111"`;
  if (kind === wanted) return undefined;
  return `converting (${known.version}.${kind}) to (core.${wanted}): unknown conversion`;
}

function placed(metadata: ObjectMeta, { namespace, name, verb }: ApiRequest): Step<ObjectMeta> {
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
