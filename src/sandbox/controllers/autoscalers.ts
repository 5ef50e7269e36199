import { isJsonObject, type JsonObject, listAt, objectAt, textAt, timestamp } from "../../base/index.ts";
import { findResource, type KubernetesObject } from "../../kinds/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { controllerEvents, type EmitEvent } from "./events.ts";
import { type AgainAt, afterChanges } from "./soon.ts";

/** `--horizontal-pod-autoscaler-sync-period` */
const PERIOD = 15_000;
const DELAY = 10;
const NO_METRICS =
  "unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)";

interface Means extends ControllersOptions {
  readonly emit: EmitEvent;
  readonly againAt: AgainAt;
}

/** Keeps targets within their bounds. How busy they are nobody measures here, and autoscalers say so as they do without a metrics server. */
export function startAutoscalers(options: ControllersOptions): void {
  const emit = controllerEvents(options, () => "horizontal-pod-autoscaler");
  const looked = new Map<string, Looked>();
  afterChanges(options, { resources: ["horizontalpodautoscalers"], delay: DELAY }, (againAt) => {
    const now = options.clock.now();
    const scalers = options.store.list("horizontalpodautoscalers");
    if (scalers.length === 0) looked.clear();
    for (const scaler of scalers) {
      const { uid = "" } = scaler.metadata;
      const spec = JSON.stringify(objectAt(scaler, "spec"));
      const before = looked.get(uid);
      const isDue = before === undefined || before.spec !== spec || before.at + PERIOD <= now;
      if (isDue) looked.set(uid, { at: now, spec });
      againAt((looked.get(uid)?.at ?? now) + PERIOD);
      if (isDue) reconcile({ ...options, emit, againAt }, scaler);
    }
  });
}

/** The last look at an autoscaler. */
interface Looked {
  readonly at: number;
  readonly spec: string;
}

interface Condition {
  readonly type: string;
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
}

function reconcile(means: Means, scaler: KubernetesObject): void {
  const spec = objectAt(scaler, "spec");
  const { name, resource } = targetOf(scaler);
  const target = means.store.get(resource, scaler.metadata.namespace ?? "", name);
  if (target === undefined) {
    const message = `${resource}.${groupOf(scaler)} "${name}" not found`;
    means.emit(scaler, { type: "Warning", reason: "FailedGetScale", message });
    const failed = `the HPA controller was unable to get the target's current scale: ${message}`;
    return report(means, scaler, { conditions: [condition("AbleToScale", "False", "FailedGetScale", failed)] });
  }
  const current = Number(objectAt(target, "spec")["replicas"] ?? 1);
  const [least, most] = [Number(spec["minReplicas"] ?? 1), Number(spec["maxReplicas"] ?? 1)];
  const found = condition("AbleToScale", "True", "SucceededGetScale", SCALE_FOUND);
  if (current === 0) {
    const message = "scaling is disabled since the replica count of the target is zero";
    return report(means, scaler, {
      current,
      conditions: [found, condition("ScalingActive", "False", "ScalingDisabled", message)],
    });
  }
  const wanted = Math.min(Math.max(current, least), most);
  if (wanted !== current) return rescale(means, scaler, { target, resource, current, wanted });
  report(means, scaler, { current, conditions: [found, ...unmeasured(means, scaler)] });
}

const SCALE_FOUND = "the HPA controller was able to get the target's current scale";

function condition(...[type, status, reason, message]: readonly [string, "True" | "False", string, string]): Condition {
  return { type, status, reason, message };
}

function targetOf(scaler: KubernetesObject): { readonly name: string; readonly resource: string } {
  const reference = objectAt(scaler, "spec", "scaleTargetRef");
  const resource = findResource(textAt(reference, "kind") ?? "")?.resource ?? "";
  return { name: textAt(reference, "name") ?? "", resource };
}

function groupOf(scaler: KubernetesObject): string {
  return (textAt(scaler, "spec", "scaleTargetRef", "apiVersion") ?? "").split("/")[0] ?? "";
}

interface Rescale {
  readonly target: KubernetesObject;
  readonly resource: string;
  readonly current: number;
  readonly wanted: number;
}

function rescale(means: Means, scaler: KubernetesObject, { target, resource, current, wanted }: Rescale): void {
  const { namespace = "", name = "" } = target.metadata;
  const scaled = { spec: { ...objectAt(target, "spec"), replicas: wanted } };
  means.api.handle({ verb: "update", resource, namespace, name, body: { ...target, ...scaled } });
  const bound = wanted > current ? "below Spec.MinReplicas" : "above Spec.MaxReplicas";
  const message = `New size: ${wanted}; reason: Current number of replicas ${bound}`;
  means.emit(scaler, { type: "Normal", reason: "SuccessfulRescale", message });
  const said = `the HPA controller was able to update the target scale to ${wanted}`;
  const conditions = [condition("AbleToScale", "True", "SucceededRescale", said)];
  report(means, scaler, { current, wanted, conditions, lastScaleTime: timestamp(means.clock.now()) });
}

/** Why there is no number to go by, once in an event and once in a condition. */
function unmeasured({ emit }: Means, scaler: KubernetesObject): readonly Condition[] {
  const metrics = listAt(scaler, "spec", "metrics").filter(isJsonObject);
  const [first] = metrics.filter((metric) => metric["type"] === "Resource");
  if (first === undefined) return [];
  const name = textAt(first, "resource", "name") ?? "";
  const why = `failed to get ${name} utilization: unable to get metrics for resource ${name}: ${NO_METRICS}`;
  const count = `invalid metrics (${metrics.length} invalid out of ${metrics.length})`;
  const message = `${count}, first error is: failed to get ${name} resource metric value: ${why}`;
  emit(scaler, { type: "Warning", reason: "FailedGetResourceMetric", message: why });
  emit(scaler, { type: "Warning", reason: "FailedComputeMetricsReplicas", message });
  const said = `the HPA was unable to compute the replica count: ${why}`;
  return [condition("ScalingActive", "False", "FailedGetResourceMetric", said)];
}

interface Report {
  readonly current?: number;
  readonly wanted?: number;
  readonly lastScaleTime?: string;
  readonly conditions: readonly Condition[];
}

function report(
  { api, clock }: Means,
  scaler: KubernetesObject,
  { current = 0, wanted, conditions, lastScaleTime }: Report,
): void {
  const { namespace = "", name = "" } = scaler.metadata;
  const { resourceVersion: _any, ...metadata } = scaler.metadata;
  const now = objectAt(scaler, "status");
  const status = {
    ...now,
    currentReplicas: current,
    desiredReplicas: wanted ?? Number(now["desiredReplicas"] ?? 0),
    ...(lastScaleTime === undefined ? {} : { lastScaleTime }),
    conditions: conditions.map((own) => timed(own, scaler, timestamp(clock.now()))),
  };
  const body = { ...scaler, metadata, status };
  api.handle({ verb: "update", resource: "horizontalpodautoscalers", subresource: "status", namespace, name, body });
}

function timed(own: Condition, scaler: KubernetesObject, now: string): JsonObject {
  const before = listAt(scaler, "status", "conditions").find((item) => textAt(item, "type") === own.type);
  const isSame = textAt(before, "status") === own.status;
  return { ...own, lastTransitionTime: isSame ? (textAt(before, "lastTransitionTime") ?? now) : now };
}
