import { objectAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import { withFields } from "../fields.ts";
import { validateMetadata, validateMetadataUpdate } from "../validate/metadata.ts";
import { validatePodSpec } from "../validate/pod-spec.ts";
import { withKnownTemplate } from "./known-fields.ts";
import { withTemplateTime } from "./template-time.ts";
import type { Strategy } from "./strategy.ts";

/** A job finds its pods by its own uid, which the server writes into selector and template. */
export const JOBS: Strategy = {
  hasStatus: true,
  countsGeneration: () => true,
  prepare: (job, rules) => withTemplateTime(withKnownTemplate(job, rules), rules),
  beforeCreate: withSelector,
  validate: (job, rules) => [
    ...validateMetadata(job),
    ...validatePodSpec(objectAt(job, "spec", "template", "spec"), { field: "spec.template.spec", rules }),
  ],
  validateUpdate: validateMetadataUpdate,
};

function withSelector(job: KubernetesObject): KubernetesObject {
  const { name = "", uid = "" } = job.metadata;
  const spec = objectAt(job, "spec");
  const template = objectAt(spec, "template");
  const metadata = objectAt(template, "metadata");
  const own = {
    "batch.kubernetes.io/controller-uid": uid,
    "batch.kubernetes.io/job-name": name,
    "controller-uid": uid,
    "job-name": name,
  };
  const labels = { ...objectAt(metadata, "labels"), ...own };
  const selector = { matchLabels: { "batch.kubernetes.io/controller-uid": uid } };
  const fields = { ...spec, selector, template: { ...template, metadata: { ...metadata, labels } } };
  const given = job.metadata.labels ?? {};
  const named = Object.keys(given).length > 0 ? job : { ...job, metadata: { ...job.metadata, labels } };
  if (spec["manualSelector"] === true) return withFields(job, { spec, status: {} });
  return withFields(named, { spec: fields, status: {} });
}
