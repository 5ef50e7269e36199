import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidEach, invalidField, notSupported } from "./cause.ts";
import { validateContainers, validateInitContainers } from "./containers.ts";
import { validateLabels } from "./metadata.ts";
import { labelProblems, qualifiedProblems, subdomainProblems } from "./names.ts";
import { validateDns, validateHostAliases } from "./pod-network.ts";
import { validateTolerations } from "./tolerations.ts";
import { validateVolumes } from "./volumes.ts";

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const DNS_POLICIES = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const SYSTEMS = ["linux", "windows"];
const INT32_MAX = 2_147_483_647;

/** Where a pod spec is, and what a server of this minor takes. */
export interface SpecPlace {
  readonly field: string;
  readonly rules: Rules;
}

/** A pod spec, of a pod or of a template (pkg/apis/core/validation `ValidatePodSpec`, the checks that worlds meet). */
export function validatePodSpec(spec: JsonObject, { field, rules }: SpecPlace): Cause[] {
  const volumes = validateVolumes(spec, `${field}.volumes`);
  const containers = listAt(spec, "containers");
  const around = { volumes: volumes.names, rules };
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
    ...validateDns(spec, field),
    ...conditionProblems(spec, field),
    ...gateProblems(spec, field),
    ...namedProblems(spec, field),
    ...deadlineProblems(spec, field),
    ...hostProblems(spec, field),
    ...validateTolerations(listAt(spec, "tolerations"), `${field}.tolerations`, rules),
    ...validateHostAliases(spec, field),
    ...systemProblems(spec, field),
  ];
}

function choice(field: string, value: unknown, supported: readonly string[]): Cause[] {
  return supported.includes(String(value)) ? [] : [notSupported(field, value, supported)];
}

function userProblems(context: JsonObject, field: string): Cause[] {
  return ["fsGroup", "runAsUser", "runAsGroup"].flatMap((key) => {
    const id = context[key];
    const isGood = id === undefined || (Number(id) >= 0 && Number(id) <= INT32_MAX);
    return isGood ? [] : [invalidField(`${field}.${key}`, id, `must be between 0 and ${INT32_MAX}, inclusive`)];
  });
}

function conditionProblems(spec: JsonObject, field: string): Cause[] {
  return listAt(spec, "readinessGates").flatMap((gate, index) => {
    const type = textAt(gate, "conditionType") ?? "";
    return invalidEach(`${field}.readinessGates[${index}].conditionType`, type, qualifiedProblems(type));
  });
}

function systemProblems(spec: JsonObject, field: string): Cause[] {
  const name = textAt(spec, "os", "name");
  return name === undefined || SYSTEMS.includes(name) ? [] : [notSupported(`${field}.os`, name, SYSTEMS)];
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
