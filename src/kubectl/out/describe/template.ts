import { objectAt } from "../../../base/index.ts";
import type { PrinterRules } from "../../../kinds/index.ts";
import { objectsAt, stringAt } from "../fields.ts";
import { containerLines } from "./containers.ts";
import { annotationLines, below, labelLines, unlessEmpty } from "./lines.ts";
import { spreadLines, workloadLines } from "./placement.ts";
import { tolerationLines } from "./tolerations.ts";
import type { Lines } from "./view.ts";
import { volumeLines } from "./volumes.ts";

/** The pod template of a workload. */
export function templateLines(template: unknown, rules: PrinterRules): Lines {
  const metadata = objectAt(template, "metadata");
  const spec = objectAt(template, "spec");
  const annotations = objectAt(metadata, "annotations");
  const inits = objectsAt(spec, "initContainers");
  return [
    "Pod Template:",
    ...labelLines("  Labels", metadata["labels"]),
    ...(Object.keys(annotations).length === 0 ? [] : annotationLines("  Annotations", annotations)),
    ...unlessEmpty("  Service Account", stringAt(spec, "serviceAccountName")),
    ...(inits.length === 0 ? [] : containerLines("Init Containers", inits, { rules, inset: true })),
    ...containerLines("Containers", objectsAt(spec, "containers"), { rules, inset: true }),
    ...volumeLines(spec, rules, true),
    ...spreadLines(spec, "  "),
    ...unlessEmpty("  Priority Class Name", stringAt(spec, "priorityClassName")),
    ...(rules.describePlacement ? labelLines("  Node-Selectors", spec["nodeSelector"]) : []),
    ...(rules.describePlacement ? tolerationLines("  Tolerations", spec) : []),
    ...workloadLines(spec, rules, "  "),
  ];
}

/** Conditions of a workload. */
export function workloadConditions(workload: unknown): Lines {
  const rows = objectsAt(workload, "status", "conditions").map(
    (one) => `${stringAt(one, "type")} \t${stringAt(one, "status")}\t${stringAt(one, "reason")}`,
  );
  return rows.length === 0 ? [] : below("Conditions", ["Type\tStatus\tReason", "----\t------\t------", ...rows]);
}
