/** One resource of the API, as discovery tells it. */
export interface ApiResource {
  /** `""` is the core group. */
  readonly group: string;
  readonly version: string;
  /** Plural, lower case. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  /** `all` and the like: words for several resources. */
  readonly categories?: readonly string[];
  /** What can be done with it; absent: everything. */
  readonly verbs?: readonly string[];
  /** First minor whose server has it; absent: all have. */
  readonly since?: number;
}

const EXTENSIONS = ["api-extensions"];

/** The resources that the embedded cluster serves and that kubectl lines may name; those that a run needs come first. */
export const API_RESOURCES: readonly ApiResource[] = [
  core("configmaps", "ConfigMap", "cm"),
  core("events", "Event", "ev"),
  {
    ...core("namespaces", "Namespace", "ns"),
    namespaced: false,
    verbs: ["create", "delete", "get", "list", "patch", "update", "watch"],
  },
  { ...core("nodes", "Node", "no"), namespaced: false },
  inAll(core("pods", "Pod", "po")),
  core("secrets", "Secret"),
  core("serviceaccounts", "ServiceAccount", "sa"),
  inAll(core("services", "Service", "svc")),
  inAll(inGroup("apps", core("daemonsets", "DaemonSet", "ds"))),
  inAll(inGroup("apps", core("deployments", "Deployment", "deploy"))),
  inAll(inGroup("apps", core("replicasets", "ReplicaSet", "rs"))),
  inAll(inGroup("apps", core("statefulsets", "StatefulSet", "sts"))),
  inAll(inGroup("batch", core("cronjobs", "CronJob", "cj"))),
  inAll(inGroup("batch", core("jobs", "Job"))),
  core("endpoints", "Endpoints", "ep"),
  core("persistentvolumeclaims", "PersistentVolumeClaim", "pvc"),
  core("podtemplates", "PodTemplate"),
  inAll(core("replicationcontrollers", "ReplicationController", "rc")),
  core("limitranges", "LimitRange", "limits"),
  core("resourcequotas", "ResourceQuota", "quota"),
  { ...core("bindings", "Binding"), verbs: ["create"] },
  clusterWide(core("persistentvolumes", "PersistentVolume", "pv")),
  clusterWide({ ...core("componentstatuses", "ComponentStatus", "cs"), verbs: ["get", "list"] }),
  inGroup("apps", core("controllerrevisions", "ControllerRevision")),
  inGroup("rbac.authorization.k8s.io", clusterWide(core("clusterrolebindings", "ClusterRoleBinding"))),
  inGroup("rbac.authorization.k8s.io", clusterWide(core("clusterroles", "ClusterRole"))),
  inGroup("rbac.authorization.k8s.io", core("rolebindings", "RoleBinding")),
  inGroup("rbac.authorization.k8s.io", core("roles", "Role")),
  inGroup("coordination.k8s.io", core("leases", "Lease")),
  inGroup("networking.k8s.io", clusterWide(core("ingressclasses", "IngressClass"))),
  inGroup("networking.k8s.io", core("ingresses", "Ingress", "ing")),
  inGroup("networking.k8s.io", core("networkpolicies", "NetworkPolicy", "netpol")),
  inGroup("discovery.k8s.io", core("endpointslices", "EndpointSlice")),
  {
    ...inAll(inGroup("autoscaling", core("horizontalpodautoscalers", "HorizontalPodAutoscaler", "hpa"))),
    version: "v2",
  },
  clusterWide(inGroup("networking.k8s.io", { ...core("ipaddresses", "IPAddress", "ip"), since: 33 })),
  clusterWide(inGroup("networking.k8s.io", { ...core("servicecidrs", "ServiceCIDR"), since: 33 })),
  inGroup("policy", core("poddisruptionbudgets", "PodDisruptionBudget", "pdb")),
  inGroup("storage.k8s.io", clusterWide(core("storageclasses", "StorageClass", "sc"))),
  clusterWide(inGroup("storage.k8s.io", core("csidrivers", "CSIDriver"))),
  clusterWide(inGroup("storage.k8s.io", core("csinodes", "CSINode"))),
  inGroup("storage.k8s.io", core("csistoragecapacities", "CSIStorageCapacity")),
  clusterWide(inGroup("storage.k8s.io", core("volumeattachments", "VolumeAttachment"))),
  clusterWide(
    inGroup("storage.k8s.io", { ...core("volumeattributesclasses", "VolumeAttributesClass", "vac"), since: 34 }),
  ),
  inGroup("scheduling.k8s.io", clusterWide(core("priorityclasses", "PriorityClass", "pc"))),
  inGroup("apiextensions.k8s.io", {
    ...clusterWide(core("customresourcedefinitions", "CustomResourceDefinition", "crd", "crds")),
    categories: EXTENSIONS,
  }),
  extension("admissionregistration.k8s.io", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration"),
  {
    ...extension("admissionregistration.k8s.io", "validatingadmissionpolicies", "ValidatingAdmissionPolicy"),
    since: 30,
  },
  {
    ...extension(
      "admissionregistration.k8s.io",
      "validatingadmissionpolicybindings",
      "ValidatingAdmissionPolicyBinding",
    ),
    since: 30,
  },
  extension("admissionregistration.k8s.io", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration"),
  extension("apiregistration.k8s.io", "apiservices", "APIService"),
  clusterWide(inGroup("certificates.k8s.io", core("certificatesigningrequests", "CertificateSigningRequest", "csr"))),
  clusterWide(inGroup("flowcontrol.apiserver.k8s.io", core("flowschemas", "FlowSchema"))),
  clusterWide(
    inGroup("flowcontrol.apiserver.k8s.io", core("prioritylevelconfigurations", "PriorityLevelConfiguration")),
  ),
  clusterWide(inGroup("node.k8s.io", core("runtimeclasses", "RuntimeClass"))),
  clusterWide(inGroup("resource.k8s.io", { ...core("deviceclasses", "DeviceClass"), since: 34 })),
  inGroup("resource.k8s.io", { ...core("resourceclaims", "ResourceClaim"), since: 34 }),
  inGroup("resource.k8s.io", { ...core("resourceclaimtemplates", "ResourceClaimTemplate"), since: 34 }),
  clusterWide(inGroup("resource.k8s.io", { ...core("resourceslices", "ResourceSlice"), since: 34 })),
  question("authentication.k8s.io", "selfsubjectreviews", "SelfSubjectReview"),
  question("authentication.k8s.io", "tokenreviews", "TokenReview"),
  { ...question("authorization.k8s.io", "localsubjectaccessreviews", "LocalSubjectAccessReview"), namespaced: true },
  question("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview"),
  question("authorization.k8s.io", "selfsubjectrulesreviews", "SelfSubjectRulesReview"),
  question("authorization.k8s.io", "subjectaccessreviews", "SubjectAccessReview"),
];

/** What extends the API itself. */
function extension(group: string, resource: string, kind: string): ApiResource {
  return { ...clusterWide(inGroup(group, core(resource, kind))), categories: EXTENSIONS };
}

function inGroup(group: string, type: ApiResource): ApiResource {
  return { ...type, group };
}

function clusterWide(type: ApiResource): ApiResource {
  return { ...type, namespaced: false };
}

function inAll(type: ApiResource): ApiResource {
  return { ...type, categories: ["all"] };
}

/** Nothing is stored: what is created is a question, and comes back with its answer. */
function question(group: string, resource: string, kind: string): ApiResource {
  return { ...clusterWide(inGroup(group, core(resource, kind))), verbs: ["create"] };
}

function core(resource: string, kind: string, ...shortNames: readonly string[]): ApiResource {
  return { group: "", version: "v1", resource, singular: kind.toLowerCase(), kind, shortNames, namespaced: true };
}

/** `v1`, `apps/v1`. */
export function apiVersionOf({ group, version }: Pick<ApiResource, "group" | "version">): string {
  return group === "" ? version : `${group}/${version}`;
}

/** `pods`, `deployments.apps`: how messages name a resource. */
export function qualifiedResource({ group, resource }: Pick<ApiResource, "group" | "resource">): string {
  return group === "" ? resource : `${resource}.${group}`;
}
