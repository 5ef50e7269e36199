/** What hangs below an object of a resource: `pods/log`. */
export interface Subresource {
  readonly name: string;
  /** Kind of what is read and written there; absent: the resource's own. */
  readonly kind?: string;
  /** Group and version of that kind, where they are not the resource's own. */
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

const CHANGED = ["get", "patch", "update"];
const CONNECTED = ["create", "get"];
const STATUS: Subresource = { name: "status", verbs: CHANGED };
const SCALE: Subresource = { name: "scale", kind: "Scale", group: "autoscaling", version: "v1", verbs: CHANGED };
const SCALED = [SCALE, STATUS];
const PROXIED = ["create", "delete", "get", "patch", "update"];
const TOKEN_GROUP = "authentication.k8s.io";

/** By qualified resource, in alphabetical order as discovery tells them. */
export const SUBRESOURCES: Readonly<Record<string, readonly Subresource[]>> = {
  namespaces: [{ name: "finalize", verbs: ["update"] }, STATUS],
  nodes: [{ name: "proxy", kind: "NodeProxyOptions", verbs: PROXIED }, STATUS],
  persistentvolumeclaims: [STATUS],
  persistentvolumes: [STATUS],
  pods: [
    { name: "attach", kind: "PodAttachOptions", verbs: CONNECTED },
    { name: "binding", kind: "Binding", verbs: ["create"] },
    { name: "ephemeralcontainers", verbs: CHANGED },
    { name: "eviction", kind: "Eviction", group: "policy", version: "v1", verbs: ["create"] },
    { name: "exec", kind: "PodExecOptions", verbs: CONNECTED },
    { name: "log", verbs: ["get"] },
    { name: "portforward", kind: "PodPortForwardOptions", verbs: CONNECTED },
    { name: "proxy", kind: "PodProxyOptions", verbs: PROXIED },
    { name: "resize", verbs: CHANGED },
    STATUS,
  ],
  replicationcontrollers: SCALED,
  resourcequotas: [STATUS],
  serviceaccounts: [{ name: "token", kind: "TokenRequest", group: TOKEN_GROUP, version: "v1", verbs: ["create"] }],
  services: [{ name: "proxy", kind: "ServiceProxyOptions", verbs: PROXIED }, STATUS],
  "daemonsets.apps": [STATUS],
  "deployments.apps": SCALED,
  "replicasets.apps": SCALED,
  "statefulsets.apps": SCALED,
  "cronjobs.batch": [STATUS],
  "jobs.batch": [STATUS],
  "ingresses.networking.k8s.io": [STATUS],
  "horizontalpodautoscalers.autoscaling": [STATUS],
  "poddisruptionbudgets.policy": [STATUS],
  "apiservices.apiregistration.k8s.io": [STATUS],
  "certificatesigningrequests.certificates.k8s.io": [{ name: "approval", verbs: CHANGED }, STATUS],
  "flowschemas.flowcontrol.apiserver.k8s.io": [STATUS],
  "prioritylevelconfigurations.flowcontrol.apiserver.k8s.io": [STATUS],
  "resourceclaims.resource.k8s.io": [STATUS],
  "servicecidrs.networking.k8s.io": [STATUS],
  "validatingadmissionpolicies.admissionregistration.k8s.io": [STATUS],
  "volumeattachments.storage.k8s.io": [STATUS],
  "customresourcedefinitions.apiextensions.k8s.io": [STATUS],
};

/** Subresources that custom resources may have. */
export const CUSTOM_SUBRESOURCES: Readonly<Record<"status" | "scale", Subresource>> = { status: STATUS, scale: SCALE };
