import { type JsonObject, listAt, objectAt } from "../../../base/index.ts";
import type { PrinterRules } from "../../../kinds/index.ts";
import { isSetAt, isTrueAt, numberAt, objectsAt, stringAt } from "../fields.ts";
import { rfc1123 } from "../instant.ts";
import { envFromLines, envLines } from "./env.ts";
import { below, indented, orNone, unlessEmpty } from "./lines.ts";
import { mountLines } from "./mounts.ts";
import { probeText } from "./probe.ts";
import { resourceLines } from "./resources.ts";
import type { Lines } from "./view.ts";

export interface ContainersOptions {
  readonly rules: PrinterRules;
  /** Of the pod; a template has none. */
  readonly statuses?: readonly JsonObject[];
  /** The pod that field references are resolved against. */
  readonly pod?: JsonObject;
  /** Further in, as in a template. */
  readonly inset?: boolean;
}

/** All containers of one sort, under their title. */
export function containerLines(title: string, containers: readonly JsonObject[], options: ContainersOptions): Lines {
  const inset = options.inset === true ? "  " : "";
  const none = containers.length === 0 ? " <none>" : "";
  return [`${inset}${title}:${none}`, ...containers.flatMap((container) => oneContainer(container, options))];
}

function oneContainer(container: JsonObject, { rules, statuses = [], pod, inset }: ContainersOptions): Lines {
  const status = statuses.findLast((one) => stringAt(one, "name") === stringAt(container, "name"));
  return [
    `${inset === true ? "   " : "  "}${stringAt(container, "name")}:`,
    ...indented(2, [
      ...identityLines(container, status, rules),
      ...below("Command", wordLines(container, "command")),
      ...below("Args", wordLines(container, "args")),
      ...(status === undefined ? [] : statusLines(status)),
      ...resourceLines(container["resources"]),
      ...probeLines(container, rules),
      ...envFromLines(container),
      ...envLines(container, pod),
      ...mountLines(container),
    ]),
  ];
}

function identityLines(container: JsonObject, status: JsonObject | undefined, rules: PrinterRules): Lines {
  return [
    ...(status === undefined ? [] : [`Container ID:\t${stringAt(status, "containerID")}`]),
    `Image:\t${stringAt(container, "image")}`,
    ...(status === undefined ? [] : [`Image ID:\t${stringAt(status, "imageID")}`]),
    portLine("Port", container, { field: "containerPort", named: rules.describeNamesPorts }),
    portLine("Host Port", container, { field: "hostPort", named: rules.describeNamesPorts }),
    ...seccompLines(container, "  "),
  ];
}

function portLine(
  title: string,
  container: JsonObject,
  { field, named }: { readonly field: string; readonly named: boolean },
): string {
  const ports = objectsAt(container, "ports").map((port) => {
    const name = named ? stringAt(port, "name") : "";
    return `${numberAt(port, field)}/${stringAt(port, "protocol")}${name && ` (${name})`}`;
  });
  return ports.length > 1 ? `${title}s:\t${ports.join(", ")}` : `${title}:\t${orNone(ports.join(""))}`;
}

/** The seccomp profile of a container or of a whole pod; the second line stands `indent` further in. */
export function seccompLines(holder: unknown, indent = ""): Lines {
  const profile = objectAt(holder, "securityContext", "seccompProfile");
  const type = stringAt(profile, "type");
  return [
    ...unlessEmpty("SeccompProfile", type),
    ...(type === "Localhost" ? [`${indent}LocalhostProfile:\t${stringAt(profile, "localhostProfile")}`] : []),
  ];
}

function wordLines(container: JsonObject, field: string): Lines {
  return listAt(container, field).flatMap((word) => String(word).split("\n"));
}

function probeLines(container: JsonObject, rules: PrinterRules): Lines {
  return (["Liveness", "Readiness", "Startup"] as const).flatMap((title) => {
    const probe = container[`${title.toLowerCase()}Probe`];
    return (probe ?? null) === null ? [] : [`${title}:\t${probeText(probe, rules)}`];
  });
}

function statusLines(status: JsonObject): Lines {
  return [
    ...stateLines("State", objectAt(status, "state")),
    ...(isSetAt(status, "lastState", "terminated") ? stateLines("Last State", objectAt(status, "lastState")) : []),
    `Ready:\t${isTrueAt(status, "ready") ? "True" : "False"}`,
    `Restart Count:\t${numberAt(status, "restartCount")}`,
  ];
}

/** A state; the message of a waiting container is never told. */
function stateLines(title: string, state: JsonObject): Lines {
  if (isSetAt(state, "running")) {
    return [`${title}:\tRunning`, `  Started:\t${rfc1123(objectAt(state, "running")["startedAt"])}`];
  }
  if (isSetAt(state, "terminated") && !isSetAt(state, "waiting")) return terminatedLines(title, state);
  return [`${title}:\tWaiting`, ...indented(1, unlessEmpty("Reason", stringAt(state, "waiting", "reason")))];
}

function terminatedLines(title: string, state: JsonObject): Lines {
  const terminated = objectAt(state, "terminated");
  const signal = numberAt(terminated, "signal");
  return [
    `${title}:\tTerminated`,
    ...indented(1, [
      ...unlessEmpty("Reason", stringAt(terminated, "reason")),
      ...unlessEmpty("Message", stringAt(terminated, "message")),
      `Exit Code:\t${numberAt(terminated, "exitCode")}`,
      ...(signal > 0 ? [`Signal:\t${signal}`] : []),
      `Started:\t${rfc1123(terminated["startedAt"])}`,
      `Finished:\t${rfc1123(terminated["finishedAt"])}`,
    ]),
  ];
}
