import { type JsonObject, objectAt } from "../../../base/index.ts";
import { parseQuantity } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidField } from "./cause.ts";

/** Requests and limits: not negative, and requests not above limits. */
export function validateResources(resources: JsonObject, field: string): Cause[] {
  const limits = objectAt(resources, "limits");
  const requests = objectAt(resources, "requests");
  const above = Object.keys(requests).filter((name) => name in limits && nanoOf(requests[name]) > nanoOf(limits[name]));
  return [
    ...negatives(limits, `${field}.limits`),
    ...negatives(requests, `${field}.requests`),
    ...above.map((name) => {
      const limit = `must be less than or equal to ${name} limit of ${textOf(limits[name])}`;
      return invalidField(`${field}.requests`, requests[name], limit);
    }),
  ];
}

function negatives(list: JsonObject, field: string): Cause[] {
  return Object.keys(list)
    .filter((name) => nanoOf(list[name]) < 0n)
    .map((name) => invalidField(`${field}[${name}]`, list[name], "must be greater than or equal to 0"));
}

function nanoOf(quantity: unknown): bigint {
  const parsed = parseQuantity(textOf(quantity));
  return parsed.ok ? parsed.value.nano : 0n;
}

function textOf(quantity: unknown): string {
  return typeof quantity === "string" ? quantity : "";
}
