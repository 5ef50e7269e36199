import { isJsonObject, type JsonObject, listAt, objectAt, textAt } from "../../../base/index.ts";
import type { PullPolicy, Rules } from "../../../kinds/index.ts";
import { defaultPullPolicy } from "../../../reference/index.ts";

/** Defaults of one type that depend on its other fields. Answers only the fields to set; they win. */
type Computed = (object: JsonObject, rules: Rules) => JsonObject;

export const COMPUTED: Readonly<Record<string, Computed>> = {
  Container: (container, rules) => pullPolicy(container, "imagePullPolicy", rules),
  EphemeralContainer: (container, rules) => pullPolicy(container, "imagePullPolicy", rules),
  ImageVolumeSource: (source, rules) => pullPolicy(source, "pullPolicy", rules),
  Volume: (volume) => (Object.keys(volume).every((key) => key === "name") ? { emptyDir: {} } : {}),
  PodSpec: mirroredAccount,
  Pod: podOnly,
  LimitRangeItem: boundDefaults,
  ReplicationController: labelsOfTemplate,
  Namespace: nameLabel,
  NodeStatus: ({ capacity, allocatable }) =>
    capacity === undefined || allocatable !== undefined ? {} : { allocatable: capacity },
  NodeSpec: ({ podCIDR, podCIDRs }) =>
    podCIDR === undefined && Array.isArray(podCIDRs) ? { podCIDR: podCIDRs[0] as unknown } : {},
  DeploymentStrategy: rollingUpdate,
  DaemonSetUpdateStrategy: rollingUpdate,
  StatefulSetUpdateStrategy: (strategy) => (strategy["type"] ? {} : { type: "RollingUpdate", rollingUpdate: {} }),
  JobSpec: jobNumbers,
  NetworkPolicySpec: ({ policyTypes, egress }) =>
    policyTypes === undefined ? { policyTypes: ["Ingress", ...(egress === undefined ? [] : ["Egress"])] } : {},
};

/** The policy that an image gets when its author gave none. */
export function policyFor(image: string, rules: Rules): PullPolicy {
  return rules.admission.latestMeansAlways ? defaultPullPolicy(image, rules.reference) : "IfNotPresent";
}

function pullPolicy(object: JsonObject, field: "imagePullPolicy" | "pullPolicy", rules: Rules): JsonObject {
  if (object[field] !== undefined) return {};
  const image = textAt(object, field === "pullPolicy" ? "reference" : "image") ?? "";
  return { [field]: policyFor(image, rules) };
}

/** Of containers: the limit is the maximum, the request that limit, or else the minimum. */
function boundDefaults(item: JsonObject): JsonObject {
  if (item["type"] !== "Container") return {};
  const limits = { ...objectAt(item, "max"), ...objectAt(item, "default") };
  const requests = { ...objectAt(item, "min"), ...limits, ...objectAt(item, "defaultRequest") };
  return {
    ...(Object.keys(limits).length === 0 ? {} : { default: limits }),
    ...(Object.keys(requests).length === 0 ? {} : { defaultRequest: requests }),
  };
}

/** `serviceAccount` is the old name of `serviceAccountName`; both are written. */
function mirroredAccount(spec: JsonObject): JsonObject {
  const name = spec["serviceAccountName"] ?? spec["serviceAccount"];
  return name === undefined ? {} : { serviceAccountName: name, serviceAccount: name };
}

/** What pods get and pod templates do not. */
function podOnly(pod: JsonObject): JsonObject {
  const spec = objectAt(pod, "spec");
  const hostNetwork = spec["hostNetwork"] === true;
  const lists = (["containers", "initContainers"] as const).filter((key) => Array.isArray(spec[key]));
  const filled = lists.map((key) => [
    key,
    listAt(spec, key).map((item) => (isJsonObject(item) ? filledContainer(item, hostNetwork) : item)),
  ]);
  const enableServiceLinks = spec["enableServiceLinks"] ?? true;
  return { spec: { ...spec, ...(Object.fromEntries(filled) as JsonObject), enableServiceLinks } };
}

/** Requests follow limits; on the host's network a container's port is the host's. */
function filledContainer(container: JsonObject, hostNetwork: boolean): JsonObject {
  const limits = objectAt(container, "resources", "limits");
  const requests = { ...limits, ...objectAt(container, "resources", "requests") };
  const resources =
    Object.keys(limits).length === 0 ? {} : { resources: { ...objectAt(container, "resources"), requests } };
  if (!hostNetwork || container["ports"] === undefined) return { ...container, ...resources };
  const ports = listAt(container, "ports").map((port) => ({
    ...objectAt(port),
    hostPort: objectAt(port)["hostPort"] ?? objectAt(port)["containerPort"],
  }));
  return { ...container, ...resources, ports };
}

function nameLabel(namespace: JsonObject): JsonObject {
  const name = textAt(namespace, "metadata", "name");
  if (name === undefined) return {};
  const metadata = objectAt(namespace, "metadata");
  const labels = { ...objectAt(metadata, "labels"), "kubernetes.io/metadata.name": name };
  return { metadata: { ...metadata, labels } };
}

/** Labels and selector are those of the template where nothing is said. */
function labelsOfTemplate(controller: JsonObject): JsonObject {
  const { labels } = objectAt(controller, "spec", "template", "metadata");
  if (labels === undefined) return {};
  const [spec, metadata] = [objectAt(controller, "spec"), objectAt(controller, "metadata")];
  return { metadata: { labels, ...metadata }, spec: { selector: labels, ...spec } };
}

function rollingUpdate(strategy: JsonObject): JsonObject {
  const type = strategy["type"] || "RollingUpdate";
  return type === "RollingUpdate" && strategy["rollingUpdate"] === undefined ? { type, rollingUpdate: {} } : {};
}

function jobNumbers(spec: JsonObject): JsonObject {
  return {
    ...(spec["completions"] === undefined && spec["parallelism"] === undefined ? { completions: 1 } : {}),
    ...(spec["parallelism"] === undefined ? { parallelism: 1 } : {}),
    ...(spec["backoffLimit"] === undefined ? { backoffLimit: 6 } : {}),
  };
}
