import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidEach, invalidField, required } from "./cause.ts";
import { subdomainProblems, variableProblems } from "./names.ts";

const SOURCES = "`fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`";

/** `env` and `envFrom` of a container. */
export function validateEnvironment(container: JsonObject, field: string): Cause[] {
  return [
    ...listAt(container, "env").flatMap((item, index) =>
      variable(objectAt({ item }, "item"), `${field}.env[${index}]`),
    ),
    ...listAt(container, "envFrom").flatMap((item) => source(objectAt({ item }, "item"), `${field}.envFrom`)),
  ];
}

function variable(entry: JsonObject, field: string): Cause[] {
  const name = textAt(entry, "name") ?? "";
  const problems =
    name === "" ? [required(`${field}.name`)] : invalidEach(`${field}.name`, name, variableProblems(name));
  const from = entry["valueFrom"];
  return from === undefined ? problems : [...problems, ...valueFrom(entry, `${field}.valueFrom`)];
}

function valueFrom(entry: JsonObject, field: string): Cause[] {
  const from = objectAt(entry, "valueFrom");
  const causes = ["secretKeyRef", "configMapKeyRef"].flatMap((key) =>
    from[key] === undefined ? [] : keyReference(objectAt(from, key), `${field}.${key}`),
  );
  if (Object.keys(from).length === 0) return [invalidField(field, "", `must specify one of: ${SOURCES}`)];
  if ((textAt(entry, "value") ?? "") !== "") {
    return [...causes, invalidField(field, "", "may not be specified when `value` is not empty")];
  }
  return causes;
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
