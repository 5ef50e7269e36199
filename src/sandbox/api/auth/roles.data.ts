interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

const READ = ["get", "list", "watch"];
const WRITE = ["create", "delete", "deletecollection", "patch", "update"];
const WORKLOADS = (
  "controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status " +
  "replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status"
).split(" ");
const CORE = (
  "configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods " +
  "replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status"
).split(" ");
const SEEN_ONLY = (
  "bindings events limitranges namespaces namespaces/status pods/log pods/status " +
  "replicationcontrollers/status resourcequotas resourcequotas/status"
).split(" ");
const REST = { "networking.k8s.io": ["ingresses", "networkpolicies"], policy: ["poddisruptionbudgets"] };

function on(verbs: readonly string[], group: string, resources: readonly string[]): Rule {
  return { verbs, apiGroups: [group], resources };
}

function everyday(verbs: readonly string[]): readonly Rule[] {
  return [
    on(verbs, "", CORE),
    on(verbs, "apps", WORKLOADS),
    on(verbs, "batch", ["cronjobs", "cronjobs/status", "jobs", "jobs/status"]),
    on(verbs, "autoscaling", ["horizontalpodautoscalers", "horizontalpodautoscalers/status"]),
    on(verbs, "discovery.k8s.io", ["endpointslices"]),
    ...Object.entries(REST).map(([group, resources]) => on(verbs, group, resources)),
  ];
}

const VIEW: readonly Rule[] = [...everyday(READ), on(READ, "", SEEN_ONLY)];
const EDIT: readonly Rule[] = [
  ...VIEW,
  ...everyday(WRITE),
  on([...READ, ...WRITE], "", ["secrets"]),
  on(["create"], "", ["pods/eviction", "pods/exec", "pods/attach", "pods/portforward", "serviceaccounts/token"]),
  on([...READ, ...WRITE], "coordination.k8s.io", ["leases"]),
];
const PUBLIC: Rule = { verbs: ["get"], nonResourceURLs: ["/healthz", "/livez", "/readyz", "/version", "/version/"] };
const DISCOVERY: Rule = {
  verbs: ["get"],
  nonResourceURLs: "/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/".split(
    " ",
  ),
};

/** Roles that every cluster has, as far as this server has what they are about (bootstrap policy). */
export const CLUSTER_ROLES: Readonly<Record<string, readonly Rule[]>> = {
  "cluster-admin": [
    { verbs: ["*"], apiGroups: ["*"], resources: ["*"] },
    { verbs: ["*"], nonResourceURLs: ["*"] },
  ],
  admin: [
    ...EDIT,
    on([...READ, ...WRITE], "rbac.authorization.k8s.io", ["rolebindings", "roles"]),
    on(["create"], "authorization.k8s.io", ["localsubjectaccessreviews"]),
  ],
  edit: EDIT,
  view: VIEW,
  "system:basic-user": [
    on(["create"], "authorization.k8s.io", ["selfsubjectaccessreviews", "selfsubjectrulesreviews"]),
    on(["create"], "authentication.k8s.io", ["selfsubjectreviews"]),
  ],
  "system:discovery": [DISCOVERY],
  "system:public-info-viewer": [PUBLIC],
};

/** Groups that these roles are bound to. */
export const ROLE_BINDINGS: Readonly<Record<string, readonly string[]>> = {
  "cluster-admin": ["system:masters"],
  "system:basic-user": ["system:authenticated"],
  "system:discovery": ["system:authenticated"],
  "system:public-info-viewer": ["system:authenticated", "system:unauthenticated"],
};
