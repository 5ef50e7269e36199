import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { duplicate, forbiddenField, invalidEach, invalidField, notSupported, required } from "./cause.ts";
import { PULL_POLICIES, validateContainers, validateInitContainers } from "./containers.ts";
import { validateLabels } from "./metadata.ts";
import { labelProblems, qualifiedProblems, subdomainProblems } from "./names.ts";
import { validateTolerations } from "./tolerations.ts";

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const DNS_POLICIES = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const INT32_MAX = 2_147_483_647;

/** A pod spec, of a pod or of a template (pkg/apis/core/validation `ValidatePodSpec`, the checks that worlds meet). */
export function validatePodSpec(spec: JsonObject, field = "spec"): Cause[] {
  const volumes = validateVolumes(listAt(spec, "volumes"), `${field}.volumes`);
  const containers = listAt(spec, "containers");
  const around = { volumes: volumes.names };
  return [
    ...volumes.causes,
    ...validateContainers(containers, { ...around, field: `${field}.containers` }),
    ...validateInitContainers(
      listAt(spec, "initContainers"),
      { ...around, field: `${field}.initContainers` },
      containers,
    ),
    ...choice(`${field}.restartPolicy`, spec["restartPolicy"], RESTART_POLICIES),
    ...choice(`${field}.dnsPolicy`, spec["dnsPolicy"], DNS_POLICIES),
    ...validateLabels(spec["nodeSelector"], `${field}.nodeSelector`),
    ...userProblems(objectAt(spec, "securityContext"), `${field}.securityContext`),
    ...dnsProblems(spec, field),
    ...gateProblems(spec, field),
    ...namedProblems(spec, field),
    ...deadlineProblems(spec, field),
    ...hostProblems(spec, field),
    ...validateTolerations(listAt(spec, "tolerations"), `${field}.tolerations`),
  ];
}

function choice(field: string, value: unknown, supported: readonly string[]): Cause[] {
  return supported.includes(String(value)) ? [] : [notSupported(field, value, supported)];
}

interface Volumes {
  readonly names: readonly string[];
  readonly causes: readonly Cause[];
}

/** Only volumes without a fault may be mounted. */
function validateVolumes(volumes: readonly unknown[], field: string): Volumes {
  const names: string[] = [];
  const causes = volumes.flatMap((item, index) => {
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

function userProblems(context: JsonObject, field: string): Cause[] {
  return ["fsGroup", "runAsUser", "runAsGroup"].flatMap((key) => {
    const id = context[key];
    const isGood = id === undefined || (Number(id) >= 0 && Number(id) <= INT32_MAX);
    return isGood ? [] : [invalidField(`${field}.${key}`, id, `must be between 0 and ${INT32_MAX}, inclusive`)];
  });
}

function dnsProblems(spec: JsonObject, field: string): Cause[] {
  if (spec["dnsPolicy"] !== "None" || spec["dnsConfig"] !== undefined) return [];
  return [required(`${field}.dnsConfig`, "must provide `dnsConfig` when `dnsPolicy` is None")];
}

function gateProblems(spec: JsonObject, field: string): Cause[] {
  return listAt(spec, "schedulingGates").flatMap((gate, index) => {
    const name = textAt(gate, "name") ?? "";
    return invalidEach(`${field}.schedulingGates[${index}]`, name, qualifiedProblems(name));
  });
}

function namedProblems(spec: JsonObject, field: string): Cause[] {
  return ["serviceAccountName", "nodeName"].flatMap((key) => {
    const name = textAt(spec, key) ?? "";
    return name === "" ? [] : invalidEach(`${field}.${key}`, name, subdomainProblems(name));
  });
}

function deadlineProblems(spec: JsonObject, field: string): Cause[] {
  const value = spec["activeDeadlineSeconds"];
  const isGood = value === undefined || (Number(value) >= 1 && Number(value) <= INT32_MAX);
  if (isGood) return [];
  return [invalidField(`${field}.activeDeadlineSeconds`, value, `must be between 1 and ${INT32_MAX}, inclusive`)];
}

function hostProblems(spec: JsonObject, field: string): Cause[] {
  return [
    ...["hostname", "subdomain"].flatMap((key) => {
      const name = textAt(spec, key) ?? "";
      return name === "" ? [] : invalidEach(`${field}.${key}`, name, labelProblems(name));
    }),
    ...["priorityClassName", "runtimeClassName"].flatMap((key) => {
      const name = textAt(spec, key) ?? "";
      return name === "" ? [] : invalidEach(`${field}.${key}`, name, subdomainProblems(name));
    }),
  ];
}
