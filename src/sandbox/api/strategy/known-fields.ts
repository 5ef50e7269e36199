import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { KubernetesObject, Rules } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";

/** The pod without what a server of this minor knows but does not let in: fields of features that are off. */
export function withKnownSpec(pod: KubernetesObject, rules: Rules): KubernetesObject {
  return withFields(pod, { spec: knownSpec(objectAt(pod, "spec"), rules) });
}

/** Likewise an object with a pod template. */
export function withKnownTemplate(object: KubernetesObject, rules: Rules): KubernetesObject {
  return withFields(object, { spec: inTemplates(objectAt(object, "spec"), rules) });
}

/** A cron job has its pods' template within its jobs'. */
function inTemplates(spec: JsonObject, rules: Rules): JsonObject {
  const { template, jobTemplate } = spec;
  if (isJsonObject(template)) {
    return { ...spec, template: { ...template, spec: knownSpec(objectAt(template, "spec"), rules) } };
  }
  if (!isJsonObject(jobTemplate)) return spec;
  return { ...spec, jobTemplate: { ...jobTemplate, spec: inTemplates(objectAt(jobTemplate, "spec"), rules) } };
}

const LISTS = ["containers", "initContainers"] as const;

function knownSpec(spec: JsonObject, rules: Rules): JsonObject {
  const { hostUsers: _hostUsers, ...rest } = spec;
  const own = rules.admission.hostUsers ? spec : rest;
  return withRestartPolicies(withVolumes(own, rules), rules);
}

/** Image volumes go, and the mounts of them. */
function withVolumes(spec: JsonObject, { status }: Rules): JsonObject {
  const volumes = listAt(spec, "volumes");
  const gone = volumes.filter((volume) => isJsonObject(volume) && volume["image"] !== undefined);
  if (status.imageVolumes || gone.length === 0) return spec;
  const names = gone.map((volume) => textAt(volume, "name"));
  const { volumes: _volumes, ...rest } = spec;
  const kept = volumes.filter((volume) => !gone.includes(volume));
  const own = eachContainer(rest, (container) => withoutMounts(container, names));
  return kept.length === 0 ? own : { ...own, volumes: kept };
}

function withoutMounts(container: JsonObject, names: readonly unknown[]): JsonObject {
  const { volumeMounts: _mounts, ...rest } = container;
  const mounts = listAt(container, "volumeMounts").filter((mount) => !names.includes(textAt(mount, "name")));
  return mounts.length === 0 ? rest : { ...container, volumeMounts: mounts };
}

/** What is left of containers' own policies is `Always` of init containers, where there are sidecars. */
function withRestartPolicies(spec: JsonObject, { admission, status }: Rules): JsonObject {
  if (admission.containerRestart === "kept") return spec;
  return eachContainer(spec, (container, list) => {
    const { restartPolicy, ...rest } = container;
    const isSidecar = list === "initContainers" && restartPolicy === "Always" && status.sidecars;
    const isRefused = admission.containerRestart === "refused" && status.sidecars;
    return restartPolicy === undefined || isSidecar || isRefused ? container : rest;
  });
}

function eachContainer(
  spec: JsonObject,
  change: (container: JsonObject, list: (typeof LISTS)[number]) => JsonObject,
): JsonObject {
  const lists = LISTS.filter((list) => Array.isArray(spec[list])).map((list) => {
    const containers = listAt(spec, list).map((item) => (isJsonObject(item) ? change(item, list) : item));
    return [list, containers] as const;
  });
  return { ...spec, ...Object.fromEntries(lists) };
}
