import { isJsonObject, type JsonObject, listAt, objectAt, textAt, valueAt } from "../../../base/index.ts";
import type { View } from "./view.ts";

/** Where the older form keeps what it has no fields for. */
const KEPT = {
  metrics: "autoscaling.alpha.kubernetes.io/metrics",
  behavior: "autoscaling.alpha.kubernetes.io/behavior",
  conditions: "autoscaling.alpha.kubernetes.io/conditions",
} as const;

/** The older form of autoscalers, which knows one target: the use of the CPU. */
export const AUTOSCALER_VIEW: View = {
  apiVersion: "autoscaling/v1",
  type: "V1HorizontalPodAutoscaler",
  stored: (body) => {
    const { targetCPUUtilizationPercentage: percent, ...spec } = objectAt(body, "spec");
    const { currentCPUUtilizationPercentage: current, ...status } = objectAt(body, "status");
    const metrics = [...(typeof percent === "number" ? [cpuTarget(percent)] : []), ...kept(body, KEPT.metrics)];
    const currentMetrics = typeof current === "number" ? { currentMetrics: [cpuUse(current)] } : {};
    return {
      ...body,
      apiVersion: "autoscaling/v2",
      metadata: withoutKept(objectAt(body, "metadata")),
      spec: { ...spec, ...(metrics.length === 0 ? {} : { metrics }), ...behaviorOf(body) },
      ...(body["status"] === undefined ? {} : { status: { ...status, ...currentMetrics } }),
    };
  },
  viewed: (object) => {
    const { metrics: _metrics, behavior, ...spec } = objectAt(object, "spec");
    const { currentMetrics: _current, conditions, ...status } = objectAt(object, "status");
    const all = listAt(object, "spec", "metrics");
    const cpu = all.find(isCpuTarget);
    const others = all.filter((metric) => metric !== cpu);
    const use = valueAt(listAt(object, "status", "currentMetrics").find(isCpu), "resource", "current");
    const percent = valueAt(use, "averageUtilization");
    const annotations = {
      ...object.metadata.annotations,
      ...(others.length === 0 ? {} : { [KEPT.metrics]: JSON.stringify(others) }),
      ...(behavior === undefined ? {} : { [KEPT.behavior]: JSON.stringify(behavior) }),
      ...(conditions === undefined ? {} : { [KEPT.conditions]: JSON.stringify(conditions) }),
    };
    const isBare = Object.keys(annotations).length === 0;
    const target = valueAt(cpu, "resource", "target", "averageUtilization");
    return {
      ...object,
      metadata: isBare ? object.metadata : { ...object.metadata, annotations },
      spec: { ...spec, ...(target === undefined ? {} : { targetCPUUtilizationPercentage: target }) },
      status: { ...status, ...(percent === undefined ? {} : { currentCPUUtilizationPercentage: percent }) },
    };
  },
};

function cpuTarget(averageUtilization: number): JsonObject {
  return { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization } } };
}

function cpuUse(averageUtilization: number): JsonObject {
  return { type: "Resource", resource: { name: "cpu", current: { averageUtilization } } };
}

function isCpu(metric: unknown): boolean {
  return textAt(metric, "type") === "Resource" && textAt(metric, "resource", "name") === "cpu";
}

function isCpuTarget(metric: unknown): boolean {
  return isCpu(metric) && valueAt(metric, "resource", "target", "averageUtilization") !== undefined;
}

/** A list that was put into an annotation; nothing where it cannot be read. */
function kept(body: JsonObject, annotation: string): readonly unknown[] {
  const value = parsed(textAt(body, "metadata", "annotations", annotation));
  return Array.isArray(value) ? value : [];
}

function behaviorOf(body: JsonObject): JsonObject {
  const behavior = parsed(textAt(body, "metadata", "annotations", KEPT.behavior));
  return isJsonObject(behavior) ? { behavior } : {};
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

function withoutKept(metadata: JsonObject): JsonObject {
  const own: readonly string[] = Object.values(KEPT);
  const left = Object.entries(objectAt(metadata, "annotations")).filter(([key]) => !own.includes(key));
  const { annotations: _annotations, ...rest } = metadata;
  return left.length === 0 ? rest : { ...rest, annotations: Object.fromEntries(left) };
}
