import { type JsonObject, objectAt } from "../../../base/index.ts";
import { parseQuantity } from "../../../kinds/index.ts";
import type { Cause } from "../status/status-error.ts";
import { invalidEach, invalidField, required } from "./cause.ts";
import { qualifiedProblems } from "./names.ts";
import type { SpecPlace } from "./pod-spec.ts";
import { GoSyntax } from "./shown-value.ts";

const STANDARD = ["cpu", "memory", "ephemeral-storage"];
const HUGE_PAGES = "hugepages-";

/** Requests and limits: of resources that exist, not negative, requests not above limits. */
export function validateResources(resources: JsonObject, { field, rules }: SpecPlace): Cause[] {
  const limits = objectAt(resources, "limits");
  const requests = objectAt(resources, "requests");
  return [
    ...quantityProblems(limits, { field: `${field}.limits`, rules }),
    ...Object.keys(requests).flatMap((name) => [
      ...quantityProblems({ [name]: requests[name] }, { field: `${field}.requests`, rules }),
      ...limitProblems(name, { limits, requests }, field),
    ]),
  ];
}

function quantityProblems(list: JsonObject, place: SpecPlace): Cause[] {
  const names = Object.keys(list).flatMap((name) => nameProblems(name, place));
  return [...names, ...negatives(list, place.field)];
}

function nameProblems(name: string, { field, rules }: SpecPlace): Cause[] {
  if (STANDARD.includes(name) || name.startsWith(HUGE_PAGES)) return [];
  const at = `${field}[${name}]`;
  const problems = qualifiedProblems(name);
  if (problems.length > 0) return invalidEach(at, name, problems);
  const shown = rules.admission.wrongValues === "go" ? new GoSyntax(name) : name;
  if (name.includes("/")) return [];
  return invalidEach(at, shown, [
    "must be a standard resource type or fully qualified",
    "must be a standard resource for containers",
  ]);
}

interface Both {
  readonly limits: JsonObject;
  readonly requests: JsonObject;
}

/** Only what a node may promise twice can be asked for below its limit, or without one. */
function limitProblems(name: string, { limits, requests }: Both, field: string): Cause[] {
  const isFixed = name.includes("/") && !name.startsWith("kubernetes.io/");
  if (!(name in limits)) {
    const detail = "Limit must be set for non overcommitable resources";
    return isFixed || name.startsWith(HUGE_PAGES) ? [required(`${field}.limits`, detail)] : [];
  }
  const [asked, limit] = [nanoOf(requests[name]), nanoOf(limits[name])];
  const wrong = (detail: string): Cause[] => [
    invalidField(`${field}.requests`, requests[name], `${detail} ${name} limit of ${textOf(limits[name])}`),
  ];
  if (isFixed && asked !== limit) return wrong("must be equal to");
  return asked > limit ? wrong("must be less than or equal to") : [];
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
