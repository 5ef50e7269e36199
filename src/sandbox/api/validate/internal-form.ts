import { isJsonObject, type JsonObject, objectAt } from "../../../base/index.ts";
import { INTERNAL_TYPES } from "./internal-types.data.ts";

const ZERO: Readonly<Record<string, unknown>> = {
  string: "",
  bool: false,
  number: 0,
  quantity: "0",
  value: 0,
  plain: {},
};
const SPEC = /^(\w+)(\?|\[\]|\{\})?$/;
/** Fields that the public type has in the spec and the internal one in the security context. */
const MOVED = ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace", "hostUsers"];

/** A pod spec with every field of the internal type under its Go name, absent ones as Go prints them. */
export function internalPodSpec(spec: JsonObject, lacks: readonly string[]): JsonObject {
  const moved = Object.fromEntries(MOVED.map((key) => [key, spec[key]]));
  const whole = internalObject("PodSpec", {
    ...spec,
    securityContext: { ...objectAt(spec, "securityContext"), ...moved },
  });
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !lacks.includes(name)));
}

/** An object with every field of its internal type, likewise. */
export function internalForm(type: string, object: JsonObject): JsonObject {
  return internalObject(type, object);
}

function internalObject(type: string, object: JsonObject): JsonObject {
  const byName = new Map(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value]));
  const fields = Object.entries(INTERNAL_TYPES[type] ?? {});
  return Object.fromEntries(fields.map(([name, spec]) => [name, internalValue(spec, byName.get(name.toLowerCase()))]));
}

function internalValue(spec: string, value: unknown): unknown {
  const [, type = "", shape] = SPEC.exec(spec) ?? [];
  if (shape === "[]") return Array.isArray(value) ? value.map((item) => one(type, item)) : null;
  if (shape === "{}") return isJsonObject(value) ? mapped(type, value) : null;
  return shape === "?" && (value === undefined || value === null) ? null : one(type, value);
}

function mapped(type: string, value: JsonObject): JsonObject {
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, one(type, value[key])]));
}

function one(type: string, value: unknown): unknown {
  if (type in INTERNAL_TYPES) return internalObject(type, isJsonObject(value) ? value : {});
  return value ?? ZERO[type];
}
