import { type JsonObject, objectAt } from "../../../base/index.ts";
import { compareQuantities, type Quantity, quantityValue, ZERO_QUANTITY } from "../../../kinds/index.ts";
import { isSetAt, isTrueAt, objectsAt, stringAt } from "../fields.ts";
import { nameOf, namespaceOf } from "../metadata.ts";
import { indented } from "./lines.ts";
import { quantityOf } from "./resources.ts";
import type { Lines } from "./view.ts";

/** Sources that a whole environment is taken from; nothing where there are none. */
export function envFromLines(container: JsonObject): Lines {
  const sources = objectsAt(container, "envFrom");
  return sources.length === 0 ? [] : ["Environment Variables from:", ...indented(1, sources.map(sourceText))];
}

function sourceText(source: JsonObject): string {
  const isConfigMap = isSetAt(source, "configMapRef");
  const kind = isConfigMap ? "ConfigMap" : isSetAt(source, "secretRef") ? "Secret" : "";
  const reference = objectAt(source, isConfigMap ? "configMapRef" : "secretRef");
  const prefix = stringAt(source, "prefix");
  return `${stringAt(reference, "name")}\t${kind}${prefix && ` with prefix '${prefix}'`}\t${optionalText(reference)}`;
}

function optionalText(reference: JsonObject): string {
  return `Optional: ${isTrueAt(reference, "optional")}`;
}

/** Variables of a container; references to fields are resolved against the pod, where there is one. */
export function envLines(container: JsonObject, pod?: JsonObject): Lines {
  const variables = objectsAt(container, "env");
  if (variables.length === 0) return ["Environment:\t<none>"];
  return [
    "Environment:",
    ...indented(
      1,
      variables.flatMap((variable) => variableLines(variable, container, pod)),
    ),
  ];
}

function variableLines(variable: JsonObject, container: JsonObject, pod?: JsonObject): Lines {
  const name = stringAt(variable, "name");
  if (isSetAt(variable, "valueFrom")) {
    const text = referenceText(objectAt(variable, "valueFrom"), container, pod);
    return text === undefined ? [] : [`${name}:\t${text}`];
  }
  const [first = "", ...rest] = stringAt(variable, "value").split("\n");
  return [`${name}:\t${first}`, ...rest.map((line) => `\t${line}`)];
}

/** Undefined for kinds of references that kubectl passes over. */
function referenceText(from: JsonObject, container: JsonObject, pod?: JsonObject): string | undefined {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = from;
  if (isSetAt(fieldRef)) return fieldText(objectAt(fieldRef), pod);
  if (isSetAt(resourceFieldRef)) return resourceText(objectAt(resourceFieldRef), container);
  if (isSetAt(secretKeyRef)) return keyText("in secret", objectAt(secretKeyRef));
  return isSetAt(configMapKeyRef) ? keyText("of config map", objectAt(configMapKeyRef)) : undefined;
}

function keyText(where: string, reference: JsonObject): string {
  const [key, name] = [stringAt(reference, "key"), stringAt(reference, "name")];
  return `<set to the key '${key}' ${where} '${name}'>\t${optionalText(reference)}`;
}

/** Of all fields kubectl itself resolves only name and namespace, and those only where the version can be one. */
function fieldText(reference: JsonObject, pod?: JsonObject): string {
  const [version, path] = [stringAt(reference, "apiVersion"), stringAt(reference, "fieldPath")];
  const values: Readonly<Record<string, string>> = {
    "metadata.name": nameOf(pod),
    "metadata.namespace": namespaceOf(pod),
  };
  const isVersion = version.split("/").length <= 2;
  return `${(isVersion && values[path]) || ""} (${version}:${path})`;
}

function resourceText(reference: JsonObject, container: JsonObject): string {
  const resource = stringAt(reference, "resource");
  const value = resourceValue(reference, container);
  const isUnlimited = value === "0" && (resource === "limits.cpu" || resource === "limits.memory");
  return `${isUnlimited ? "node allocatable" : value} (${resource})`;
}

const COUNTED = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/s;

/** A request or limit of the container in units of the divisor, rounded up. */
function resourceValue(reference: JsonObject, container: JsonObject): string {
  const [, list = "", name] = COUNTED.exec(stringAt(reference, "resource")) ?? [];
  if (name === undefined) return "";
  const given = quantityOf(reference["divisor"]);
  const divisor = compareQuantities(given, ZERO_QUANTITY) === 0 ? quantityOf("1") : given;
  const amount = quantityOf(objectAt(container, "resources", list)[name]);
  const perUnit = name === "cpu" ? 1000n : 1n;
  return `${Math.ceil(countOf(amount, perUnit) / countOf(divisor, perUnit))}`;
}

function countOf(amount: Quantity, perUnit: bigint): number {
  return Number(quantityValue(amount, perUnit));
}
