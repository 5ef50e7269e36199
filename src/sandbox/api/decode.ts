import { isJsonObject, ok, textAt } from "../../base/index.ts";
import { apiVersionOf, type KubernetesObject, type ObjectMeta } from "../../kinds/index.ts";
import { badRequest } from "./status/status-error.ts";
import { type Call, refuse, type Step } from "./step.ts";

/** Reads the body as an object of the resource's kind, in the namespace and with the name that the path says. */
export function decodeBody({ request, type }: Call): Step<KubernetesObject> {
  const { body } = request;
  if (!isJsonObject(body)) return refuse(badRequest("the body is no JSON object"));
  const [apiVersion, kind] = [textAt(body, "apiVersion") ?? apiVersionOf(type), textAt(body, "kind") ?? type.kind];
  if (kind !== type.kind || apiVersion !== apiVersionOf(type)) return refuse(badRequest(wrongKind(body, type.kind)));
  const metadata: ObjectMeta = isJsonObject(body["metadata"]) ? body["metadata"] : {};
  const fault = misplaced(metadata, request);
  if (fault !== undefined) return refuse(badRequest(fault));
  return ok({ ...body, apiVersion, kind, metadata: placed(metadata, request) });
}

function wrongKind(body: object, wanted: string): string {
  const { apiVersion, kind } = body as { apiVersion?: unknown; kind?: unknown };
  return `the object provided is unrecognized (must be of type ${wanted}): it is ${String(apiVersion)}, ${String(kind)}`;
}

function misplaced(metadata: ObjectMeta, { namespace, name }: Call["request"]): string | undefined {
  if (namespace !== "" && metadata.namespace !== undefined && metadata.namespace !== namespace) {
    return "the namespace of the provided object does not match the namespace sent on the request";
  }
  if (name !== "" && metadata.name !== undefined && metadata.name !== name) {
    return `the name of the object (${metadata.name}) does not match the name on the URL (${name})`;
  }
  return undefined;
}

function placed(metadata: ObjectMeta, { namespace, name }: Call["request"]): ObjectMeta {
  return {
    ...metadata,
    ...(metadata.name === undefined && name !== "" ? { name } : {}),
    ...(namespace === "" ? {} : { namespace }),
  };
}
