import { customStrategy } from "../custom/custom-strategy.ts";
import { DEFINITIONS } from "../custom/definitions.ts";
import type { ServedType } from "../resources/served.ts";
import { withFields } from "../fields.ts";
import { validateConfigMap, validateConfigMapUpdate } from "../validate/config-maps.ts";
import { validatePriorityClass, validatePriorityClassUpdate } from "../validate/priority-classes.ts";
import { validateEvent } from "../validate/events.ts";
import { validateMetadata, validateMetadataUpdate } from "../validate/metadata.ts";
import { labelProblems, segmentProblems } from "../validate/names.ts";
import { validateNode, validateNodeUpdate } from "../validate/nodes.ts";
import { templateWarnings } from "../validate/pod-warnings.ts";
import { validateSelected, validateSelectedUpdate } from "../validate/workloads.ts";
import { withKnownTemplate } from "./known-fields.ts";
import { JOBS } from "./jobs.ts";
import { withTemplateTime } from "./template-time.ts";
import { PODS } from "./pods.ts";
import { withBareSecrets } from "./service-accounts.ts";
import { SECRETS } from "./secrets.ts";
import type { Strategy } from "./strategy.ts";

const PLAIN: Strategy = {
  hasStatus: false,
  validate: (object) => validateMetadata(object),
  validateUpdate: validateMetadataUpdate,
};
const WITH_STATUS: Strategy = { ...PLAIN, hasStatus: true };
/** Names of roles may hold colons. */
const ROLE: Strategy = { ...PLAIN, validate: (object) => validateMetadata(object, segmentProblems) };
/** Everything that makes pods. */
const WORKLOAD: Strategy = {
  ...WITH_STATUS,
  countsGeneration: () => true,
  beforeCreate: (object) => withFields(object, { status: {} }),
  prepare: (object, rules) => withTemplateTime(withKnownTemplate(object, rules), rules),
  warn: templateWarnings,
};
/** Resources that are kept with a status that nobody here writes. */
const STORED_WITH_STATUS = [
  "certificatesigningrequests",
  "flowschemas",
  "prioritylevelconfigurations",
  "resourceclaims",
  "servicecidrs",
  "validatingadmissionpolicies",
  "volumeattachments",
];
const NAMESPACES: Strategy = {
  ...WITH_STATUS,
  beforeCreate: (namespace) =>
    withFields(namespace, { spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } }),
  validate: (namespace) => validateMetadata(namespace, labelProblems),
};

/** By plural resource name. */
const STRATEGIES: Readonly<Record<string, Strategy>> = {
  namespaces: NAMESPACES,
  nodes: { ...WITH_STATUS, validate: validateNode, validateUpdate: validateNodeUpdate },
  pods: PODS,
  secrets: SECRETS,
  customresourcedefinitions: DEFINITIONS,
  clusterroles: ROLE,
  clusterrolebindings: ROLE,
  roles: ROLE,
  rolebindings: ROLE,
  persistentvolumeclaims: {
    ...WITH_STATUS,
    beforeCreate: (claim) => withFields(claim, { status: { phase: "Pending" } }),
  },
  persistentvolumes: {
    ...WITH_STATUS,
    beforeCreate: (volume) => withFields(volume, { status: { phase: "Pending" } }),
  },
  ingresses: WITH_STATUS,
  priorityclasses: { ...PLAIN, validate: validatePriorityClass, validateUpdate: validatePriorityClassUpdate },
  poddisruptionbudgets: { ...WITH_STATUS, countsGeneration: () => true },
  horizontalpodautoscalers: WITH_STATUS,
  resourcequotas: WITH_STATUS,
  ...Object.fromEntries(STORED_WITH_STATUS.map((resource) => [resource, WITH_STATUS])),
  apiservices: { ...ROLE, hasStatus: true },
  events: { ...PLAIN, validate: validateEvent },
  configmaps: { ...PLAIN, validate: validateConfigMap, validateUpdate: validateConfigMapUpdate },
  services: WITH_STATUS,
  serviceaccounts: { ...PLAIN, prepare: withBareSecrets },
  daemonsets: selected("daemonset"),
  deployments: { ...selected("deployment"), countsAnnotations: true, statusBrings: ["annotations"] },
  replicasets: selected("replica set"),
  replicationcontrollers: WORKLOAD,
  statefulsets: selected("statefulset"),
  cronjobs: WORKLOAD,
  jobs: JOBS,
};

function selected(kind: string): Strategy {
  return {
    ...WORKLOAD,
    validate: (object, rules) => validateSelected(object, { kind, rules }),
    validateUpdate: (next, old, rules) => validateSelectedUpdate(next, old, { kind, rules }),
  };
}

export function strategyOf(type: ServedType): Strategy {
  return type.schema === undefined ? (STRATEGIES[type.key] ?? PLAIN) : customStrategy(type);
}
