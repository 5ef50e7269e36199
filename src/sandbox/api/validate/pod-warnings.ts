import { goQuote, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import { type KubernetesObject, parseQuantity } from "../../../kinds/index.ts";
import { labelProblems } from "./names.ts";

/** What the API server lets pass with a warning (pkg/api/pod `warnings.go`, those that images and pull secrets meet). */
export function podWarnings(pod: KubernetesObject): string[] {
  const { name = "" } = pod.metadata;
  return [...nameWarnings(name, "this is used in the Pod's hostname"), ...specWarnings(objectAt(pod, "spec"), "spec")];
}

/** Warnings of an object with a pod template. */
export function templateWarnings(object: KubernetesObject): string[] {
  const { name = "" } = object.metadata;
  const spec = objectAt(object, "spec", "template", "spec");
  return [
    ...nameWarnings(name, "this is used in Pod names and hostnames"),
    ...specWarnings(spec, "spec.template.spec"),
  ];
}

function nameWarnings(name: string, use: string): string[] {
  const problems = labelProblems(name);
  if (problems.length === 0) return [];
  const advice = "which can result in surprising behavior; a DNS label is recommended";
  return [`metadata.name: ${use}, ${advice}: [${problems.join(" ")}]`];
}

function specWarnings(spec: JsonObject, field: string): string[] {
  const containers = [...lists(spec, field, "initContainers"), ...lists(spec, field, "containers")];
  return [
    ...spreadWarnings(listAt(spec, "topologySpreadConstraints"), `${field}.topologySpreadConstraints`),
    ...secretWarnings(listAt(spec, "imagePullSecrets"), `${field}.imagePullSecrets`),
    ...containers.flatMap(([container, at]) => [
      ...memoryWarnings(container, at),
      ...variableWarnings(listAt(container, "env"), `${at}.env`),
      ...portWarnings(listAt(container, "ports"), `${at}.ports`),
    ]),
  ];
}

function spreadWarnings(constraints: readonly unknown[], field: string): string[] {
  return constraints.flatMap((constraint, index) => {
    const isSet = objectAt(constraint)["labelSelector"] !== undefined;
    return isSet ? [] : [`${field}[${index}].labelSelector: a null labelSelector results in matching no pod`];
  });
}

function lists(spec: JsonObject, field: string, list: string): (readonly [unknown, string])[] {
  return listAt(spec, list).map((container, index) => [container, `${field}.${list}[${index}]`]);
}

function secretWarnings(secrets: readonly unknown[], field: string): string[] {
  const names = secrets.map((secret) => textAt(secret, "name") ?? "");
  return names.flatMap((name, index) => {
    if (name === "") return [`${field}[${index}].name: invalid empty name ""`];
    return names.indexOf(name) < index ? [`${field}[${index}].name: duplicate name ${goQuote(name)}`] : [];
  });
}

function memoryWarnings(container: unknown, field: string): string[] {
  return ["limits", "requests"].flatMap((list) => {
    const { memory } = objectAt(container, "resources", list);
    const parsed = parseQuantity(typeof memory === "string" ? memory : "0");
    if (!parsed.ok || parsed.value.nano % 1_000_000_000n === 0n) return [];
    return [
      `${field}.resources.${list}[memory]: fractional byte value ${goQuote(String(memory))} is invalid, must be an integer`,
    ];
  });
}

function variableWarnings(variables: readonly unknown[], field: string): string[] {
  const names = variables.map((variable) => textAt(variable, "name") ?? "");
  return names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [`${field}[${index}]: hides previous definition of ${goQuote(name)}, which may be dropped when using apply`]
      : [],
  );
}

function portWarnings(ports: readonly unknown[], field: string): string[] {
  const keys = ports.map((port) => {
    const { protocol, hostIP, hostPort, containerPort } = objectAt({ port }, "port");
    return JSON.stringify([protocol, hostIP, hostPort, containerPort]);
  });
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key);
    return first < index ? [`${field}[${index}]: duplicate port definition with ${field}[${first}]`] : [];
  });
}
