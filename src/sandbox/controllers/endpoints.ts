import { isJsonObject, type JsonObject, jsonEqual, listAt, objectAt, textAt, valueAt } from "../../base/index.ts";
import type { KubernetesObject, Pod } from "../../kinds/index.ts";
import type { ControllersOptions } from "./controllers.ts";
import { matchesLabels } from "../api/index.ts";
import { hasEnded } from "./scheduling/placements.ts";
import { afterChanges } from "./soon.ts";
import { isReady, ownerReference } from "./workloads/owned.ts";

/** Milliseconds until the addresses behind a service follow its pods. */
const DELAY = 20;
const SERVICE_NAME = "kubernetes.io/service-name";

/** Writes down which pods are behind each service: as Endpoints, and as an EndpointSlice. */
export function startEndpoints(options: ControllersOptions): void {
  const { store } = options;
  afterChanges(options, { resources: ["services", "pods"], delay: DELAY, matters: isSeen }, () => {
    for (const service of store.list("services")) {
      if (service.metadata.deletionTimestamp === undefined) reconcile(options, service);
    }
  });
  store.watch(({ type, object }) => {
    const { namespace = "", name = "" } = object.metadata;
    if (type === "DELETED") options.api.handle({ verb: "delete", resource: "endpoints", namespace, name });
  }, "services");

  /** While there is no service, pods come and go unseen. */
  function isSeen({ resource }: { readonly resource: string }): boolean {
    return resource === "services" || store.list("services").length > 0;
  }
}

interface Behind {
  readonly pod: Pod;
  readonly address: string;
  readonly isReady: boolean;
}

/** A service without a selector is looked after by whoever made it. */
function reconcile(options: ControllersOptions, service: KubernetesObject): void {
  const spec = objectAt(service, "spec");
  const labels = objectAt(spec, "selector");
  if (Object.keys(labels).length === 0 || spec["type"] === "ExternalName") return;
  const pods = options.store.list("pods", service.metadata.namespace) as readonly Pod[];
  const found = pods.filter((pod) => matchesLabels({ matchLabels: labels }, pod.metadata.labels) && !hasEnded(pod));
  const behind = found.flatMap((pod) => {
    const address = textAt(pod, "status", "podIP");
    const isUp = isReady(pod) && pod.metadata.deletionTimestamp === undefined;
    return address === undefined ? [] : [{ pod, address, isReady: isUp || spec["publishNotReadyAddresses"] === true }];
  });
  writeEndpoints(options, service, behind);
  writeSlice(options, service, behind);
}

function portsOf(service: KubernetesObject, behind: readonly Behind[]): readonly JsonObject[] {
  return listAt(service, "spec", "ports")
    .filter(isJsonObject)
    .flatMap((port) => {
      const { name, protocol = "TCP", appProtocol } = port;
      const number = portNumber(port, behind[0]?.pod);
      if (number === undefined) return [];
      return [
        {
          ...(name === undefined ? {} : { name }),
          port: number,
          protocol,
          ...(appProtocol === undefined ? {} : { appProtocol }),
        },
      ];
    });
}

/** A port that is called by its name has the number that the pod's containers give it. */
function portNumber(port: JsonObject, pod: Pod | undefined): number | undefined {
  const target = port["targetPort"] ?? port["port"];
  if (typeof target === "number") return target;
  const ports = listAt(pod?.spec, "containers").flatMap((container) => listAt(container, "ports"));
  const found = ports.find((own) => textAt(own, "name") === target);
  const number = valueAt(found, "containerPort");
  return typeof number === "number" ? number : undefined;
}

function targetOf({ metadata }: Pod): object {
  const { name, namespace, uid } = metadata;
  return { kind: "Pod", name, namespace, uid };
}

function writeEndpoints(options: ControllersOptions, service: KubernetesObject, behind: readonly Behind[]): void {
  const addresses = (isReady: boolean): object[] =>
    behind
      .filter((one) => one.isReady === isReady)
      .map(({ pod, address }) => ({ ip: address, nodeName: pod.spec.nodeName, targetRef: targetOf(pod) }));
  const [ready, other] = [addresses(true), addresses(false)];
  const subset = {
    ...(ready.length === 0 ? {} : { addresses: ready }),
    ...(other.length === 0 ? {} : { notReadyAddresses: other }),
    ports: portsOf(service, behind),
  };
  const { name = "", labels } = service.metadata;
  const metadata = { name, ...(labels === undefined ? {} : { labels }) };
  const subsets = behind.length === 0 ? [] : [subset];
  write(options, service, {
    resource: "endpoints",
    name,
    body: { apiVersion: "v1", kind: "Endpoints", metadata, subsets },
  });
}

function writeSlice(options: ControllersOptions, service: KubernetesObject, behind: readonly Behind[]): void {
  const { name: own = "", namespace } = service.metadata;
  const slices = options.store.list("endpointslices", namespace);
  const name = slices.find(({ metadata }) => metadata.labels?.[SERVICE_NAME] === own)?.metadata.name ?? "";
  const endpoints = behind.map(({ pod, address, isReady: ready }) => {
    const terminating = pod.metadata.deletionTimestamp !== undefined;
    const conditions = { ready, serving: isReady(pod), terminating };
    return { addresses: [address], conditions, nodeName: pod.spec.nodeName, targetRef: targetOf(pod) };
  });
  const metadata = {
    ...(name === "" ? { generateName: `${own}-` } : { name }),
    labels: {
      ...service.metadata.labels,
      [SERVICE_NAME]: own,
      "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
    },
    ownerReferences: [ownerReference(service)],
  };
  const ports = portsOf(service, behind).map((port) => ({ name: "", ...port }));
  const body = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata,
    addressType: "IPv4",
    endpoints,
    ports,
  };
  write(options, service, { resource: "endpointslices", name, body });
}

interface Written {
  readonly resource: string;
  /** Empty: it is to be made. */
  readonly name: string;
  readonly body: JsonObject;
}

const COMPARED = ["subsets", "endpoints", "ports"];

function write({ api, store }: ControllersOptions, service: KubernetesObject, { resource, name, body }: Written): void {
  const { namespace = "" } = service.metadata;
  const now = name === "" ? undefined : store.get(resource, namespace, name);
  if (now === undefined) return void api.handle({ verb: "create", resource, namespace, name: "", body });
  const isSame = COMPARED.every((key) => jsonEqual(plain(body[key]), plain(valueAt(now, key))));
  if (isSame) return;
  const metadata = { ...now.metadata, ...objectAt(body, "metadata") };
  api.handle({ verb: "update", resource, namespace, name, body: { ...body, metadata } });
}

/** As JSON brings it: without what is undefined. */
function plain(value: unknown): unknown {
  return value === undefined ? [] : (JSON.parse(JSON.stringify(value)) as unknown);
}
