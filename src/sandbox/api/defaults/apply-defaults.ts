import { isJsonObject, type JsonObject } from "../../../base/index.ts";
import { type AdmissionData, type Field, fieldsOf, type Rules } from "../../../kinds/index.ts";
import { COMPUTED } from "./computed.ts";
import { DEFAULTS } from "./defaults.data.ts";

export interface Defaulted {
  readonly object: JsonObject;
  /** Pull policies that were filled in. */
  readonly notes: readonly AdmissionData[];
}

interface Filling {
  readonly rules: Rules;
  readonly path: string;
  readonly notes: AdmissionData[];
}

/** Name under which the trace tells of defaults, beside the admission plugins. */
const PLUGIN = "Defaulting";
const NOTED = ["imagePullPolicy", "pullPolicy"];

/** Fills an object of an API type, from the outside in, so that an object that was filled in is filled itself. */
export function applyDefaults(type: string, object: JsonObject, rules: Rules): Defaulted {
  const notes: AdmissionData[] = [];
  return { object: fill(type, object, { rules, path: "", notes }), notes };
}

function fill(type: string, object: JsonObject, filling: Filling): JsonObject {
  const fields = fieldsOf(type);
  if (fields === undefined) return object;
  const own = withMissing(object, DEFAULTS[type] ?? {});
  const computed = COMPUTED[type]?.(own, filling.rules) ?? {};
  note(computed, filling);
  const entries = Object.entries({ ...own, ...computed }).map(([name, value]) => {
    const field = fields.get(name);
    const path = filling.path === "" ? name : `${filling.path}.${name}`;
    return [name, field === undefined ? value : fillField(field, value, { ...filling, path })] as const;
  });
  return Object.fromEntries(entries);
}

function fillField(field: Field, value: unknown, filling: Filling): unknown {
  if (field.shape === "one") return isJsonObject(value) ? fill(field.type, value, filling) : value;
  if (field.shape !== "list" || !Array.isArray(value)) return value;
  return value.map((item: unknown, index) => {
    const path = `${filling.path}[${index}]`;
    return isJsonObject(item) ? fill(field.type, item, { ...filling, path }) : item;
  });
}

/** An absent member, null and (for texts that are always written) the empty text count as missing. */
function withMissing(object: JsonObject, defaults: JsonObject): JsonObject {
  const missing = Object.entries(defaults).filter(([name]) => {
    const value = object[name];
    return value === undefined || value === null || value === "";
  });
  return missing.length === 0 ? object : { ...object, ...Object.fromEntries(missing) };
}

function note(computed: JsonObject, { path, notes }: Filling): void {
  for (const name of NOTED) {
    const value = computed[name];
    if (typeof value === "string") notes.push({ plugin: PLUGIN, path: `${path}.${name}`, value });
  }
}
