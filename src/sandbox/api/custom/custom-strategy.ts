import { isJsonObject } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { ServedType } from "../resources/served.ts";
import type { Cause } from "../status/status-error.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { validateMetadata, validateMetadataUpdate } from "../validate/metadata.ts";
import { schemaProblems } from "./validate-schema.ts";

/** Objects of a custom resource hold what its schema says. */
export function customStrategy({ schema, subresources }: ServedType): Strategy {
  const hasStatus = subresources.some(({ name }) => name === "status");
  const problems = (object: KubernetesObject): readonly Cause[] =>
    isJsonObject(schema) ? schemaProblems(object, schema) : [];
  return {
    hasStatus,
    countsGeneration: () => true,
    beforeCreate: (object) => (hasStatus ? withoutStatus(object) : object),
    validate: (object) => [...validateMetadata(object), ...problems(object)],
    validateUpdate: (next, old) => [...validateMetadataUpdate(next, old), ...problems(next)],
    validateStatus: problems,
  };
}

function withoutStatus(object: KubernetesObject): KubernetesObject {
  const { status: _status, ...rest } = object as KubernetesObject & { readonly status?: unknown };
  return rest;
}
