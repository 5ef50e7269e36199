import { isJsonObject, type JsonObject, listAt, objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { tableOf } from "../../../kubectl/index.ts";
import type { ApiAnswer, ApiServerOptions } from "../contract.ts";

/** An object or a list of them as `meta.k8s.io/v1 Table`; rows carry the metadata of their object. */
export function asTable(answer: ApiAnswer, kind: string, { rules, clock }: ApiServerOptions): ApiAnswer {
  if (!answer.ok || "text" in answer || answer.object.kind === "Status") return answer;
  const body: JsonObject = { ...answer.object };
  const isList = Array.isArray(body["items"]);
  const objects = (isList ? listAt(body, "items").filter(isJsonObject) : [body]) as unknown as KubernetesObject[];
  const { columnDefinitions, rows } = tableOf(kind, objects, { now: clock.now(), rules: rules.printer });
  const { resourceVersion } = objectAt(body, "metadata");
  const table = {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata: { resourceVersion },
    columnDefinitions: columnDefinitions.map((column) => ({ ...column, description: "" })),
    rows: rows.map(({ cells, conditions = [], object }) => ({ cells, conditions, object: partial(object) })),
  };
  return { ...answer, object: table as unknown as KubernetesObject };
}

function partial(object: unknown): JsonObject {
  return { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: objectAt(object, "metadata") };
}
