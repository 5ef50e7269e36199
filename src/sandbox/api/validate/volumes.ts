import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { duplicate, forbiddenField, invalidEach, invalidField, notSupported, required } from "./cause.ts";
import { PULL_POLICIES } from "./containers.ts";
import { labelProblems } from "./names.ts";

export interface Volumes {
  readonly names: readonly string[];
  readonly causes: readonly Cause[];
}

/** Only volumes without a fault may be mounted. */
export function validateVolumes(spec: JsonObject, field: string): Volumes {
  const names: string[] = [];
  const causes = listAt(spec, "volumes").flatMap((item, index) => {
    const volume = objectAt({ item }, "item");
    const at = `${field}[${index}]`;
    const name = textAt(volume, "name") ?? "";
    const own = [
      ...sourceProblems(volume, at),
      ...(name === "" ? [required(`${at}.name`)] : invalidEach(`${at}.name`, name, labelProblems(name))),
      ...(names.includes(name) ? [duplicate(`${at}.name`, name)] : []),
    ];
    if (own.length === 0) names.push(name);
    return own;
  });
  return { names, causes };
}

function sourceProblems(volume: JsonObject, field: string): Cause[] {
  const [first, ...others] = Object.keys(volume).filter((key) => key !== "name");
  const more = others.map((key) => forbiddenField(`${field}.${key}`, "may not specify more than 1 volume type"));
  if (first === undefined) return [required(field, "must specify a volume type")];
  return [
    ...more,
    ...Object.keys(SOURCES).flatMap((key) =>
      key in volume ? (SOURCES[key]?.(objectAt(volume, key), `${field}.${key}`) ?? []) : [],
    ),
  ];
}

/** A token is an account's. */
export function validateTokens(spec: JsonObject, field: string): Cause[] {
  if ((textAt(spec, "serviceAccountName") ?? "") !== "") return [];
  const detail = "must not be specified when serviceAccountName is not set";
  return listAt(spec, "volumes").flatMap((volume, index) =>
    listAt(volume, "projected", "sources").flatMap((source, position) =>
      objectAt({ source }, "source")["serviceAccountToken"] === undefined
        ? []
        : [forbiddenField(`${field}[${index}].projected.sources[${position}].serviceAccountToken`, detail)],
    ),
  );
}

/** What a kind of volume asks for. */
const SOURCES: Readonly<Record<string, (source: JsonObject, field: string) => Cause[]>> = {
  image: imageVolumeProblems,
  secret: (source, field) => [...nameless(source, "secretName", field), ...modeProblems(source, field)],
  configMap: (source, field) => [...nameless(source, "name", field), ...modeProblems(source, field)],
};

function nameless(source: JsonObject, key: string, field: string): Cause[] {
  return (textAt(source, key) ?? "") === "" ? [required(`${field}.${key}`)] : [];
}

function modeProblems({ defaultMode }: JsonObject, field: string): Cause[] {
  if (Number(defaultMode) >= 0 && Number(defaultMode) <= 0o777) return [];
  return [
    invalidField(`${field}.defaultMode`, defaultMode, "must be a number between 0 and 0777 (octal), both inclusive"),
  ];
}

function imageVolumeProblems(image: JsonObject, field: string): Cause[] {
  const reference = textAt(image, "reference") ?? "";
  const policy = image["pullPolicy"];
  return [
    ...(reference === "" ? [required(`${field}.reference`)] : []),
    ...(PULL_POLICIES.some((own) => own === policy)
      ? []
      : [notSupported(`${field}.pullPolicy`, policy, PULL_POLICIES)]),
  ];
}
