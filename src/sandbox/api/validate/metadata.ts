import { isJsonObject, jsonEqual, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidEach, invalidField, required } from "./cause.ts";
import { labelProblems, labelValueProblems, type NameRule, qualifiedProblems, subdomainProblems } from "./names.ts";

/** Finalizers that need no prefix. */
const STANDARD_FINALIZERS = ["orphan", "foregroundDeletion", "kubernetes"];

export function validateMetadata(object: KubernetesObject, nameRule: NameRule = subdomainProblems): Cause[] {
  const metadata = objectAt(object, "metadata");
  const { name, generateName } = object.metadata;
  return [
    ...invalidEach(
      "metadata.generateName",
      generateName,
      generateName ? nameRule(generateName.replace(/-$/, "a")) : [],
    ),
    ...(name
      ? invalidEach("metadata.name", name, nameRule(name))
      : [required("metadata.name", "name or generateName is required")]),
    ...commonProblems(metadata),
  ];
}

export function validateMetadataUpdate(next: KubernetesObject, old: KubernetesObject): Cause[] {
  const metadata = objectAt(next, "metadata");
  const fixed = ["name", "namespace", "uid", "creationTimestamp"] as const;
  const changed = fixed.filter((key) => !jsonEqual(next.metadata[key], old.metadata[key]));
  return [
    ...changed.map((key) => invalidField(`metadata.${key}`, next.metadata[key], "field is immutable")),
    ...validateLabels(metadata["labels"], "metadata.labels"),
    ...validateAnnotations(metadata),
    ...ownerProblems(metadata),
  ];
}

function commonProblems(metadata: JsonObject): Cause[] {
  const namespace = textAt(metadata, "namespace");
  return [
    ...(namespace === undefined ? [] : invalidEach("metadata.namespace", namespace, labelProblems(namespace))),
    ...validateLabels(metadata["labels"], "metadata.labels"),
    ...validateAnnotations(metadata),
    ...ownerProblems(metadata),
    ...finalizerProblems(metadata),
  ];
}

/** Keys in order, so that the answer does not depend on how the object was written. */
export function validateLabels(labels: unknown, field: string): Cause[] {
  if (!isJsonObject(labels)) return [];
  return Object.keys(labels)
    .sort()
    .flatMap((key) => {
      const value = String(labels[key]);
      return [
        ...invalidEach(field, key, qualifiedProblems(key)),
        ...invalidEach(field, value, labelValueProblems(value)),
      ];
    });
}

function validateAnnotations(metadata: JsonObject): Cause[] {
  return Object.keys(objectAt(metadata, "annotations"))
    .sort()
    .flatMap((key) => invalidEach("metadata.annotations", key, qualifiedProblems(key.toLowerCase())));
}

function ownerProblems(metadata: JsonObject): Cause[] {
  return listAt(metadata, "ownerReferences").flatMap((owner, index) => {
    const field = `metadata.ownerReferences[${index}]`;
    const empty = (key: string): boolean => (textAt(owner, key) ?? "") === "";
    return ["apiVersion", "kind", "name", "uid"]
      .filter(empty)
      .map((key) => required(`${field}.${key}`, "must not be empty"));
  });
}

function finalizerProblems(metadata: JsonObject): Cause[] {
  return listAt(metadata, "finalizers").flatMap((finalizer, index) => {
    const text = String(finalizer);
    const field = `metadata.finalizers[${index}]`;
    const problems = invalidEach(field, text, qualifiedProblems(text));
    if (problems.length > 0 || text.includes("/") || STANDARD_FINALIZERS.includes(text)) return problems;
    return [invalidField(field, text, "name is neither a standard finalizer name nor is it fully qualified")];
  });
}
