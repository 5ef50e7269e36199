import { objectAt, textAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { duplicate, invalidEach, invalidField, notSupported, required } from "./cause.ts";
import { portNameProblems } from "./names.ts";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];

export function validatePorts(ports: readonly unknown[], field: string): Cause[] {
  const names: string[] = [];
  return ports.flatMap((item, index) => {
    const port = objectAt({ item }, "item");
    const at = `${field}[${index}]`;
    const name = textAt(port, "name") ?? "";
    const nameCauses = name === "" ? [] : nameProblems(name, `${at}.name`, names);
    if (name !== "" && nameCauses.length === 0) names.push(name);
    const { containerPort, hostPort, protocol } = port;
    return [
      ...nameCauses,
      ...(containerPort ? numberProblems(containerPort, `${at}.containerPort`) : [required(`${at}.containerPort`)]),
      ...(hostPort ? numberProblems(hostPort, `${at}.hostPort`) : []),
      ...(PROTOCOLS.includes(String(protocol)) ? [] : [notSupported(`${at}.protocol`, protocol, PROTOCOLS)]),
    ];
  });
}

function nameProblems(name: string, field: string, taken: readonly string[]): Cause[] {
  const problems = invalidEach(field, name, portNameProblems(name));
  return problems.length === 0 && taken.includes(name) ? [duplicate(field, name)] : problems;
}

function numberProblems(port: unknown, field: string): Cause[] {
  const isGood = Number(port) >= 1 && Number(port) <= 65_535;
  return isGood ? [] : [invalidField(field, port, "must be between 1 and 65535, inclusive")];
}
