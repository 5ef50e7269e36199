import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Store } from "../../store/index.ts";
import { withFields } from "../fields.ts";
import type { Cause } from "../status/status-error.ts";
import type { Strategy } from "../strategy/strategy.ts";
import { invalidField, required } from "../validate/cause.ts";
import { validateMetadata, validateMetadataUpdate } from "../validate/metadata.ts";

/** CustomResourceDefinitions: accepted at once, as no other server has a say. */
export const DEFINITIONS: Strategy = {
  hasStatus: true,
  countsGeneration: () => true,
  prepare: withNames,
  beforeCreate: withAcceptance,
  validate: (definition) => [...validateMetadata(definition), ...nameProblems(definition)],
  validateUpdate: validateMetadataUpdate,
};

function withNames(definition: KubernetesObject): KubernetesObject {
  const spec = objectAt(definition, "spec");
  const names = objectAt(spec, "names");
  const kind = textAt(names, "kind") ?? "";
  const filled = {
    ...names,
    singular: names["singular"] ?? kind.toLowerCase(),
    listKind: names["listKind"] ?? `${kind}List`,
  };
  return withFields(definition, {
    spec: { ...spec, names: filled, conversion: spec["conversion"] ?? { strategy: "None" } },
  });
}

function withAcceptance(definition: KubernetesObject): KubernetesObject {
  const spec = objectAt(definition, "spec");
  const { creationTimestamp: time } = definition.metadata;
  const condition = (type: string, reason: string, message: string): JsonObject => ({
    type,
    status: "True",
    lastTransitionTime: time,
    reason,
    message,
  });
  const storage = listAt(spec, "versions").filter((version) => objectAt(version)["storage"] === true);
  const status = {
    conditions: [
      condition("NamesAccepted", "NoConflicts", "no conflicts found"),
      condition("Established", "InitialNamesAccepted", "the initial names have been accepted"),
    ],
    acceptedNames: spec["names"],
    storedVersions: storage.map((version) => textAt(version, "name")),
  };
  return withFields(definition, { status });
}

function nameProblems(definition: KubernetesObject): readonly Cause[] {
  const spec = objectAt(definition, "spec");
  const [plural, group] = [textAt(spec, "names", "plural") ?? "", textAt(spec, "group") ?? ""];
  const missing = [
    ...(group === "" ? [required("spec.group")] : []),
    ...(plural === "" ? [required("spec.names.plural")] : []),
    ...(listAt(spec, "versions").length === 0 ? [required("spec.versions")] : []),
  ];
  const { name = "" } = definition.metadata;
  if (missing.length > 0 || name === `${plural}.${group}`) return missing;
  return [invalidField("metadata.name", name, `must be spec.names.plural+"."+spec.group`)];
}

/** A definition takes everything with it that it defined. */
export function removeDefined(store: Store, definition: KubernetesObject): void {
  const { name: key = "" } = definition.metadata;
  for (const { metadata } of store.list(key)) store.remove(key, metadata.namespace ?? "", metadata.name ?? "");
}
