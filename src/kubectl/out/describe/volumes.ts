import { type JsonObject, objectAt } from "../../../base/index.ts";
import { compareQuantities, type PrinterRules, quantityText, ZERO_QUANTITY } from "../../../kinds/index.ts";
import { isSetAt, isTrueAt, numberAt, objectsAt, sortedEntries, stringAt } from "../fields.ts";
import { claimTemplateLines } from "./claim-template.ts";
import { indented, shortened } from "./lines.ts";
import { quantityOf } from "./resources.ts";
import type { Lines } from "./view.ts";
import { VOLUME_TYPES, type VolumeType } from "./volume-types.data.ts";

/** Volumes of a pod, or of a template, where all titles are inset. */
export function volumeLines(podSpec: unknown, rules: PrinterRules, isTemplate = false): Lines {
  const inset = isTemplate ? "  " : "";
  const volumes = objectsAt(podSpec, "volumes");
  if (volumes.length === 0) return [`${inset}Volumes:\t<none>`];
  return [
    `${inset}Volumes:`,
    ...volumes.flatMap((volume) => [
      `${isTemplate ? "   " : "  "}${stringAt(volume, "name")}:`,
      ...sourceLines(volume, rules),
    ]),
  ];
}

type SourceWriter = (source: JsonObject, rules: PrinterRules) => Lines;

/** Volumes that are more than a list of fields. */
const WRITERS: Readonly<Record<string, SourceWriter>> = {
  emptyDir: emptyDirLines,
  ephemeral: ephemeralLines,
  downwardAPI: downwardLines,
  projected: projectedLines,
};

function sourceLines(volume: JsonObject, rules: PrinterRules): Lines {
  const source = Object.keys(WRITERS).find((name) => isSetAt(volume, name));
  const write = WRITERS[source ?? ""];
  if (source !== undefined && write !== undefined) return indented(2, write(objectAt(volume, source), rules));
  const type = VOLUME_TYPES.find((one) => isSetAt(volume, one.source));
  if (type === undefined || (type.source === "image" && !rules.describeImageVolumes)) return ["  <unknown>"];
  return indented(2, plainLines(type, objectAt(volume, type.source)));
}

function plainLines({ source, type, fields }: VolumeType, given: JsonObject): Lines {
  const lines = fields.map(([title, form, member]) => `${title}\t${FORMS[form](given, member)}`);
  const attributes = source === "csi" ? attributeLines(given) : [];
  return [`Type:\t${type}`, ...lines, ...attributes];
}

/** Longest attribute of a CSI volume that is not cut, in bytes. */
const LONGEST_ATTRIBUTE = 140;

/** kubectl indents key and value again, which shifts them. */
function attributeLines(csi: JsonObject): Lines {
  const entries = sortedEntries(csi, "volumeAttributes");
  const [first, ...rest] = entries.map(([key, value]) => shortened(`${key}=${String(value)}`, LONGEST_ATTRIBUTE));
  if (first === undefined) return ["VolumeAttributes:\t<none>"];
  return [`VolumeAttributes:\t    ${first}`, ...rest.map((entry) => `    \t    ${entry}`)];
}

const FORMS: Readonly<Record<VolumeType["fields"][number][1], (given: JsonObject, member: string) => string>> = {
  text: (given, member) => stringAt(given, member),
  number: (given, member) => `${numberAt(given, member)}`,
  bool: (given, member) => `${isTrueAt(given, member)}`,
  list: (given, member) => `[${textsAt(given, member).join(" ")}]`,
  joined: (given, member) => textsAt(given, member).join(", "),
  map: (given, member) =>
    `map[${sortedEntries(given, member)
      .map(([key, value]) => `${key}:${String(value)}`)
      .join(" ")}]`,
  reference: (given, member) =>
    isSetAt(given, member) ? `&LocalObjectReference{Name:${stringAt(given, member, "name")},}` : "nil",
  "or-none": (given, member) => (isSetAt(given, member) ? String(given[member]) : "<none>"),
};

function textsAt(given: JsonObject, member: string): readonly string[] {
  const value = given[member];
  return Array.isArray(value) ? value.map(String) : [];
}

function emptyDirLines(emptyDir: JsonObject): Lines {
  const limit = quantityOf(emptyDir["sizeLimit"]);
  return [
    "Type:\tEmptyDir (a temporary directory that shares a pod's lifetime)",
    `Medium:\t${stringAt(emptyDir, "medium")}`,
    `SizeLimit:\t${compareQuantities(limit, ZERO_QUANTITY) > 0 ? quantityText(limit) : "<unset>"}`,
  ];
}

function ephemeralLines(ephemeral: JsonObject): Lines {
  const title =
    "Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)";
  const hasClaim = isSetAt(ephemeral, "volumeClaimTemplate");
  return [title, ...(hasClaim ? claimTemplateLines(objectAt(ephemeral, "volumeClaimTemplate")) : [])];
}

function downwardLines(downward: JsonObject): Lines {
  const items = objectsAt(downward, "items").flatMap((item) => [
    ...(isSetAt(item, "fieldRef") ? [`${stringAt(item, "fieldRef", "fieldPath")} -> ${stringAt(item, "path")}`] : []),
    ...(isSetAt(item, "resourceFieldRef")
      ? [`${stringAt(item, "resourceFieldRef", "resource")} -> ${stringAt(item, "path")}`]
      : []),
  ]);
  return ["Type:\tDownwardAPI (a volume populated by information about the pod)", "Items:", ...indented(1, items)];
}

function projectedLines(projected: JsonObject, rules: PrinterRules): Lines {
  return [
    "Type:\tProjected (a volume that contains injected data from multiple sources)",
    ...objectsAt(projected, "sources").flatMap((source) => projectedSource(source, rules)),
  ];
}

function projectedSource(source: JsonObject, rules: PrinterRules): Lines {
  const { secret, downwardAPI, configMap, serviceAccountToken } = source;
  if (isSetAt(secret)) return projectedObject("Secret", objectAt(secret), rules);
  if (isSetAt(downwardAPI)) return ["DownwardAPI:\ttrue"];
  if (isSetAt(configMap)) return projectedObject("ConfigMap", objectAt(configMap), rules);
  if (!isSetAt(serviceAccountToken)) return [];
  return [`TokenExpirationSeconds:\t${numberAt(serviceAccountToken, "expirationSeconds")}`];
}

/** Where `optional` was written as a pointer, what was printed for one that is set cannot be known. */
function projectedObject(kind: "Secret" | "ConfigMap", given: JsonObject, rules: PrinterRules): Lines {
  const name = `${kind}Name:\t${stringAt(given, "name")}`;
  if (rules.describeProjectedOptional === "value") return [name, `Optional:\t${isTrueAt(given, "optional")}`];
  const title = kind === "Secret" ? "SecretOptionalName" : "ConfigMapOptional";
  return [name, `${title}:\t${isSetAt(given, "optional") ? isTrueAt(given, "optional") : "<nil>"}`];
}
