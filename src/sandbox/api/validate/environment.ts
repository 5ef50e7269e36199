import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidEach, invalidField, required } from "./cause.ts";
import { olderVariableProblems, subdomainProblems, variableProblems } from "./names.ts";
import type { SpecPlace } from "./pod-spec.ts";

const SOURCES = "`fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`";
const OLDER_SOURCES = "`fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`";
/** What a variable may take from its pod. */
const POD_FIELDS = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
];
const SUBSCRIPT = /^metadata\.(?:labels|annotations)\['.*'\]$/;

/** `env` and `envFrom` of a container. */
export function validateEnvironment(container: JsonObject, { field, rules }: SpecPlace): Cause[] {
  return [
    ...listAt(container, "env").flatMap((item, index) =>
      variable(objectAt({ item }, "item"), { field: `${field}.env[${index}]`, rules }),
    ),
    ...listAt(container, "envFrom").flatMap((item) => source(objectAt({ item }, "item"), `${field}.envFrom`)),
  ];
}

function variable(entry: JsonObject, { field, rules }: SpecPlace): Cause[] {
  const name = textAt(entry, "name") ?? "";
  const rule = rules.admission.variableNames === "printable" ? variableProblems : olderVariableProblems;
  const problems = name === "" ? [required(`${field}.name`)] : invalidEach(`${field}.name`, name, rule(name));
  const from = entry["valueFrom"];
  return from === undefined ? problems : [...problems, ...valueFrom(entry, { field: `${field}.valueFrom`, rules })];
}

function valueFrom(entry: JsonObject, { field, rules }: SpecPlace): Cause[] {
  const from = objectAt(entry, "valueFrom");
  const causes = [
    ...fieldReference(objectAt(from, "fieldRef"), `${field}.fieldRef`),
    ...["secretKeyRef", "configMapKeyRef"].flatMap((key) =>
      from[key] === undefined ? [] : keyReference(objectAt(from, key), `${field}.${key}`),
    ),
  ];
  const sources = rules.admission.unknownFields.includes("EnvVarSource.fileKeyRef") ? OLDER_SOURCES : SOURCES;
  if (Object.keys(from).length === 0) return [invalidField(field, "", `must specify one of: ${sources}`)];
  if ((textAt(entry, "value") ?? "") !== "") {
    return [...causes, invalidField(field, "", "may not be specified when `value` is not empty")];
  }
  return causes;
}

function fieldReference(reference: JsonObject, field: string): Cause[] {
  const path = textAt(reference, "fieldPath");
  if (path === undefined || POD_FIELDS.includes(path) || SUBSCRIPT.test(path)) return [];
  const problem = `error converting fieldPath: field label not supported: ${path}`;
  return [invalidField(`${field}.fieldPath`, path, problem)];
}

function keyReference(reference: JsonObject, field: string): Cause[] {
  const name = textAt(reference, "name") ?? "";
  return [
    ...invalidEach(`${field}.name`, name, subdomainProblems(name)),
    ...((textAt(reference, "key") ?? "") === "" ? [required(`${field}.key`)] : []),
  ];
}

function source(entry: JsonObject, field: string): Cause[] {
  const isGiven = entry["configMapRef"] !== undefined || entry["secretRef"] !== undefined;
  return isGiven ? [] : [invalidField(field, "", "must specify one of: `configMapRef` or `secretRef`")];
}
