import { type JsonObject, valueAt } from "../../../base/index.ts";
import type { PrinterRules } from "../../../kinds/index.ts";
import { isSetAt, numberAt, objectsAt, stringAt } from "../fields.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, NAME, type TableKind } from "./table.ts";

const UNKNOWN = "<unknown>";
/** Targets that are shown. */
const SHOWN = 2;

export const AUTOSCALER_TABLE: TableKind = {
  columns: () => [
    NAME,
    column("Reference"),
    column("Targets"),
    column("MinPods"),
    column("MaxPods"),
    column("Replicas"),
    AGE,
  ],
  cells: (scaler, options) => [
    nameOf(scaler),
    `${stringAt(scaler, "spec", "scaleTargetRef", "kind")}/${stringAt(scaler, "spec", "scaleTargetRef", "name")}`,
    targetsText(scaler, options.rules),
    isSetAt(scaler, "spec", "minReplicas") ? `${numberAt(scaler, "spec", "minReplicas")}` : "<unset>",
    numberAt(scaler, "spec", "maxReplicas"),
    numberAt(scaler, "status", "currentReplicas"),
    ageOf(scaler, options),
  ],
};

function targetsText(scaler: JsonObject, rules: PrinterRules): string {
  const now = objectsAt(scaler, "status", "currentMetrics");
  const texts = objectsAt(scaler, "spec", "metrics").map((metric, index) => targetText(metric, now[index], rules));
  const shown = texts.slice(0, SHOWN).join(", ");
  if (texts.length > SHOWN) return `${shown} + ${texts.length - SHOWN} more...`;
  return shown === "" ? "<none>" : shown;
}

/** Where the current value of a metric stands: `Resource` in `resource`, `ContainerResource` in `containerResource`. */
function targetText(metric: JsonObject, now: JsonObject | undefined, rules: PrinterRules): string {
  const type = stringAt(metric, "type");
  const member = `${type.slice(0, 1).toLowerCase()}${type.slice(1)}`;
  const [target, current] = [valueAt(metric, member, "target"), valueAt(now, member, "current")];
  const average = stringAt(target, "averageValue");
  const of = (key: string): string => stringAt(current, key) || UNKNOWN;
  if (!type.endsWith("Resource")) {
    if (average === "") return `${of("value")}/${stringAt(target, "value")}`;
    return `${of("averageValue")}/${average}${type === "Pods" ? "" : " (avg)"}`;
  }
  const name = rules.targetsNameResources ? `${stringAt(metric, member, "name")}: ` : "";
  if (average !== "") return `${name}${of("averageValue")}/${average}`;
  return `${name}${percent(valueAt(current, "averageUtilization"), UNKNOWN)}/${percent(valueAt(target, "averageUtilization"), "<auto>")}`;
}

function percent(value: unknown, absent: string): string {
  return typeof value === "number" ? `${value}%` : absent;
}
