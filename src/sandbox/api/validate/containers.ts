import { type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { duplicate, forbiddenField, invalidEach, invalidField, missing, notSupported, required } from "./cause.ts";
import { validateEnvironment } from "./environment.ts";
import { labelProblems } from "./names.ts";
import { validatePorts } from "./ports.ts";
import { validateProbe } from "./probes.ts";
import { validateSecurityContext } from "./security-context.ts";
import { validateResources } from "./resources.ts";

export const PULL_POLICIES = ["Always", "IfNotPresent", "Never"] as const;
const MESSAGE_POLICIES = ["File", "FallbackToLogsOnError"];
const RESTART_POLICIES = ["Always", "Never", "OnFailure"];
const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

/** Where the containers are, and which volumes they may mount. */
export interface Surroundings {
  readonly field: string;
  readonly volumes: readonly string[];
  readonly rules: Rules;
}

/** `spec.containers`: at least one, with names of their own. */
export function validateContainers(containers: readonly unknown[], around: Surroundings): Cause[] {
  if (containers.length === 0) return [required(around.field)];
  const seen: string[] = [];
  const causes = containers.flatMap((item, index) => {
    const container = objectAt({ item }, "item");
    const field = `${around.field}[${index}]`;
    const name = textAt(container, "name") ?? "";
    const isDouble = seen.includes(name);
    seen.push(name);
    return [
      ...validateCommon(container, { ...around, field }),
      ...(isDouble ? [duplicate(`${field}.name`, name)] : []),
      ...PROBES.flatMap((probe) => validateProbe(container, probe, field)),
      ...restartPolicyProblems(container, { ...around, field, isInit: false }),
    ];
  });
  return [...causes, ...hostPortConflicts(containers, around.field)];
}

/** `spec.initContainers`; only those that restart always may be probed. */
export function validateInitContainers(
  containers: readonly unknown[],
  around: Surroundings,
  taken: readonly unknown[],
): Cause[] {
  const seen = taken.map((item) => textAt(item, "name") ?? "");
  return containers.flatMap((item, index) => {
    const container = objectAt({ item }, "item");
    const field = `${around.field}[${index}]`;
    const name = textAt(container, "name") ?? "";
    const isDouble = seen.includes(name) && name !== "";
    if (name !== "") seen.push(name);
    const isSidecar = container["restartPolicy"] === "Always";
    const probes = isSidecar
      ? []
      : [...(["lifecycle", ...PROBES] as const)].filter((key) => container[key] !== undefined);
    return [
      ...validateCommon(container, { ...around, field }),
      ...restartPolicyProblems(container, { ...around, field, isInit: true }),
      ...(isDouble ? [duplicate(`${field}.name`, name)] : []),
      ...(isSidecar ? PROBES.flatMap((probe) => validateProbe(container, probe, field)) : []),
      ...probes.map((key) =>
        forbiddenField(`${field}.${key}`, "may not be set for init containers without restartPolicy=Always"),
      ),
    ];
  });
}

function validateCommon(container: JsonObject, { field, volumes, rules }: Surroundings): Cause[] {
  const name = textAt(container, "name") ?? "";
  const policy = container["imagePullPolicy"];
  const message = container["terminationMessagePolicy"];
  return [
    ...(name === "" ? [required(`${field}.name`)] : invalidEach(`${field}.name`, name, labelProblems(name))),
    ...((textAt(container, "image") ?? "") === "" ? [required(`${field}.image`)] : []),
    ...(MESSAGE_POLICIES.includes(String(message))
      ? []
      : [notSupported(`${field}.terminationMessagePolicy`, message, MESSAGE_POLICIES)]),
    ...validatePorts(listAt(container, "ports"), `${field}.ports`),
    ...validateEnvironment(container, { field, rules }),
    ...mountProblems(listAt(container, "volumeMounts"), `${field}.volumeMounts`, volumes),
    ...(PULL_POLICIES.some((own) => own === policy)
      ? []
      : [notSupported(`${field}.imagePullPolicy`, policy, PULL_POLICIES)]),
    ...validateResources(objectAt(container, "resources"), { field: `${field}.resources`, rules }),
    ...validateSecurityContext(container["securityContext"], `${field}.securityContext`, rules),
  ];
}

/** Once only init containers could have a policy, and only one: that makes them sidecars. */
function restartPolicyProblems(
  container: JsonObject,
  { field, rules, isInit }: Surroundings & { readonly isInit: boolean },
): Cause[] {
  const policy = container["restartPolicy"];
  const at = `${field}.restartPolicy`;
  const isOld = rules.admission.containerRestart === "refused";
  if (policy === undefined) return [];
  if (isOld && !isInit) return [forbiddenField(at, "may not be set for non-init containers")];
  const supported = isOld ? ["Always"] : RESTART_POLICIES;
  return supported.some((own) => own === policy) ? [] : [notSupported(at, policy, supported)];
}

function mountProblems(mounts: readonly unknown[], field: string, volumes: readonly string[]): Cause[] {
  const paths: string[] = [];
  return mounts.flatMap((mount, index) => {
    const [name, path] = [textAt(mount, "name") ?? "", textAt(mount, "mountPath") ?? ""];
    const isDouble = paths.includes(path);
    paths.push(path);
    const at = `${field}[${index}]`;
    return [
      ...(name === "" ? [required(`${at}.name`)] : []),
      ...(volumes.includes(name) ? [] : [missing(`${at}.name`, name)]),
      ...(path === "" ? [required(`${at}.mountPath`)] : []),
      ...(isDouble ? [invalidField(`${at}.mountPath`, path, "must be unique")] : []),
    ];
  });
}

function hostPortConflicts(containers: readonly unknown[], field: string): Cause[] {
  const seen: string[] = [];
  return containers.flatMap((container, index) =>
    listAt(container, "ports").flatMap((item, position) => {
      const port = objectAt({ item }, "item");
      if (!port["hostPort"]) return [];
      const key = [port["protocol"], port["hostIP"] ?? "", port["hostPort"]].join("/");
      const isDouble = seen.includes(key);
      seen.push(key);
      return isDouble ? [duplicate(`${field}[${index}].ports[${position}].hostPort`, key)] : [];
    }),
  );
}
