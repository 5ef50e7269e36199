import type { JsonObject } from "../../base/index.ts";
import { findResource } from "../../kinds/index.ts";
import type { ApiServer } from "../api/index.ts";
import { PROVISIONER } from "./volumes.ts";
import { ensureNamespace } from "./namespaces.ts";

const NAMESPACES = ["kube-system", "kube-public", "kube-node-lease", "default"];
/** Where the API server is for pods: first address of the range of services, and of the network of the nodes. */
const [SERVICE_ADDRESS, SERVER_ADDRESS, SERVER_PORT] = ["10.96.0.1", "10.0.0.1", 6443];
const SERVICE_RANGE = "10.96.0.0/16";

/** Groups with their versions and weights, as the real server registers its own APIs (`kubectl get apiservices`). */
const OWN_APIS: readonly (readonly [group: string, versions: string, weight: number])[] = [
  ["", "v1", 18_000],
  ["apps", "v1", 17_800],
  ["events.k8s.io", "v1", 17_750],
  ["authentication.k8s.io", "v1", 17_700],
  ["authorization.k8s.io", "v1", 17_600],
  ["autoscaling", "v2 v1", 17_500],
  ["batch", "v1", 17_400],
  ["certificates.k8s.io", "v1", 17_300],
  ["networking.k8s.io", "v1", 17_200],
  ["policy", "v1", 17_100],
  ["rbac.authorization.k8s.io", "v1", 17_000],
  ["storage.k8s.io", "v1", 16_800],
  ["admissionregistration.k8s.io", "v1", 16_700],
  ["apiextensions.k8s.io", "v1", 16_700],
  ["scheduling.k8s.io", "v1", 16_600],
  ["coordination.k8s.io", "v1", 16_500],
  ["node.k8s.io", "v1", 16_300],
  ["discovery.k8s.io", "v1", 16_200],
  ["flowcontrol.apiserver.k8s.io", "v1", 16_100],
];

/** Creates what every cluster has from its start. */
export function createSystemObjects(api: ApiServer): void {
  for (const name of NAMESPACES) ensureNamespace(api, name);
  for (const object of [...serverService(), ...priorityClasses(), ...ownApis(), serviceRange(), storageClass()])
    create(api, object);
}

interface SystemObject extends JsonObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

function create(api: ApiServer, body: SystemObject): void {
  const { namespace = "" } = body.metadata;
  const resource = findResource(body.kind)?.resource ?? "";
  api.handle({ verb: "create", resource, namespace, name: "", body });
}

/** The service `kubernetes`, and what is behind it. */
function serverService(): readonly SystemObject[] {
  const metadata = { name: "kubernetes", namespace: "default" };
  const labels = { component: "apiserver", provider: "kubernetes" };
  const port = { name: "https", port: SERVER_PORT, protocol: "TCP" };
  const ports = [{ ...port, port: 443, targetPort: SERVER_PORT }];
  return [
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { ...metadata, labels },
      spec: { type: "ClusterIP", clusterIP: SERVICE_ADDRESS, ports },
    },
    {
      apiVersion: "v1",
      kind: "Endpoints",
      metadata: { ...metadata, labels: { "endpointslice.kubernetes.io/skip-mirror": "true" } },
      subsets: [{ addresses: [{ ip: SERVER_ADDRESS }], ports: [port] }],
    },
    {
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { ...metadata, labels: { "kubernetes.io/service-name": "kubernetes" } },
      addressType: "IPv4",
      endpoints: [{ addresses: [SERVER_ADDRESS], conditions: { ready: true } }],
      ports: [port],
    },
  ];
}

function priorityClasses(): readonly SystemObject[] {
  const classes = [
    ["system-cluster-critical", 2_000_000_000],
    ["system-node-critical", 2_000_001_000],
  ] as const;
  return classes.map(([name, value]) => ({
    apiVersion: "scheduling.k8s.io/v1",
    kind: "PriorityClass",
    metadata: { name },
    value,
  }));
}

function ownApis(): readonly SystemObject[] {
  const available = {
    type: "Available",
    status: "True",
    reason: "Local",
    message: "Local APIServices are always available",
  };
  return OWN_APIS.flatMap(([group, versions, groupPriorityMinimum]) =>
    versions.split(" ").map((version, index) => ({
      apiVersion: "apiregistration.k8s.io/v1",
      kind: "APIService",
      metadata: {
        name: `${version}.${group}`,
        labels: { "kube-aggregator.kubernetes.io/automanaged": "onstart" },
      },
      spec: { group, version, groupPriorityMinimum, versionPriority: index === 0 ? 15 : 10 },
      status: { conditions: [available] },
    })),
  );
}

/** The class of claims that name none: its volumes are made at once. */
function storageClass(): SystemObject {
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    provisioner: PROVISIONER,
  };
}

function serviceRange(): SystemObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "ServiceCIDR",
    metadata: { name: "kubernetes" },
    spec: { cidrs: [SERVICE_RANGE] },
  };
}
