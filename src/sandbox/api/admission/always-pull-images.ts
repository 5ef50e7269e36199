import { type JsonObject, listAt, objectAt, ok, textAt } from "../../../base/index.ts";
import type { AdmissionData, KubernetesObject, Rules } from "../../../kinds/index.ts";
import type { Draft } from "../step.ts";
import type { Plugin } from "./plugin.ts";
import { CONTAINER_LISTS, mapList, specOf, withSpec } from "./pod-fields.ts";

const NAME = "AlwaysPullImages";

/** Every image of a pod is asked for anew; an update that brings no new image is left as it is. */
export const ALWAYS_PULL_IMAGES: Plugin = {
  name: NAME,
  isDefault: false,
  admit: ({ server, request, type }, draft, old) => {
    if (type.key !== "pods" || request.subresource !== undefined) return ok(draft);
    if (old !== undefined && imagesOf(draft.object).every((image) => imagesOf(old).includes(image))) return ok(draft);
    return ok(withPolicies(draft, server.rules));
  },
};

function imagesOf(pod: KubernetesObject): string[] {
  return CONTAINER_LISTS.flatMap((list) => listAt(specOf(pod), list)).flatMap((item) => textAt(item, "image") ?? []);
}

function withPolicies({ object, notes }: Draft, rules: Rules): Draft {
  const own: AdmissionData[] = [];
  const set = (item: JsonObject, field: string, path: string): JsonObject => {
    if (item[field] !== "Always") own.push({ plugin: NAME, path: `${path}.${field}`, value: "Always" });
    return { ...item, [field]: "Always" };
  };
  const containers = CONTAINER_LISTS.reduce(
    (spec, list) => mapList(spec, list, (item, path) => set(item, "imagePullPolicy", path)),
    specOf(object),
  );
  const spec = rules.admission.alwaysPullImagesCoversVolumes
    ? mapList(containers, "volumes", (volume, path) => {
        if (volume["image"] === undefined) return volume;
        return { ...volume, image: set(objectAt(volume, "image"), "pullPolicy", `${path}.image`) };
      })
    : containers;
  return { object: withSpec(object, spec), notes: [...notes, ...own] };
}
