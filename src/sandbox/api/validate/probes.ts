import { type JsonObject, objectAt } from "../../../base/index.ts";
import type { Cause } from "../status/status-error.ts";
import { forbiddenField, invalidField, required } from "./cause.ts";

const HANDLERS = ["exec", "httpGet", "tcpSocket", "grpc"] as const;
const NUMBERS = [
  "initialDelaySeconds",
  "timeoutSeconds",
  "periodSeconds",
  "successThreshold",
  "failureThreshold",
] as const;

export function validateProbe(container: JsonObject, name: string, field: string): Cause[] {
  if (container[name] === undefined) return [];
  const probe = objectAt(container, name);
  const at = `${field}.${name}`;
  const [first, ...others] = HANDLERS.filter((handler) => probe[handler] !== undefined);
  const negative = NUMBERS.filter((key) => Number(probe[key] ?? 0) < 0);
  const threshold = probe["successThreshold"];
  const mustBeOne = name !== "readinessProbe" && threshold !== 1;
  return [
    ...(first === undefined ? [required(at, "must specify a handler type")] : []),
    ...others.map((handler) => forbiddenField(`${at}.${handler}`, "may not specify more than 1 handler type")),
    ...negative.map((key) => invalidField(`${at}.${key}`, probe[key], "must be greater than or equal to 0")),
    ...(mustBeOne ? [invalidField(`${at}.successThreshold`, threshold, "must be 1")] : []),
  ];
}
