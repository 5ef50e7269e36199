import { isJsonObject, type JsonObject, listAt, objectAt, ok, textAt } from "../../../base/index.ts";
import type { KubernetesObject } from "../../../kinds/index.ts";
import type { Call } from "../step.ts";
import type { Plugin } from "./plugin.ts";
import { specOf, withSpec } from "./pod-fields.ts";

/** Addresses of services: 10.96.0.0/16, of which the first is that of the API server. */
const PREFIX = "10.96";
const FIRST = 2;
const FIRST_PORT = 30_000;

/** Gives a service its address and its ports on nodes, which stay while it lives. In the real server its storage does so. */
export const SERVICE_ADDRESSES: Plugin = {
  name: "ServiceAddresses",
  isDefault: true,
  admit: (call, draft, old) => {
    if (call.type.key !== "services" || call.request.subresource !== undefined) return ok(draft);
    const spec = withTargets(withOldAddress(specOf(draft.object), old));
    if (spec["type"] === "ExternalName") return ok({ ...draft, object: withSpec(draft.object, spec) });
    return ok({ ...draft, object: withSpec(draft.object, withNodePorts(call, withAddress(call, spec), draft.object)) });
  },
};

/** A port of the pods is the service's own where it is not said. */
function withTargets(spec: JsonObject): JsonObject {
  if (spec["ports"] === undefined) return spec;
  const ports = listAt(spec, "ports")
    .filter(isJsonObject)
    .map((port) => ({ ...port, targetPort: port["targetPort"] ?? port["port"] }));
  return { ...spec, ports };
}

function withOldAddress(spec: JsonObject, old: KubernetesObject | undefined): JsonObject {
  if (old === undefined || spec["clusterIP"] !== undefined) return spec;
  const { clusterIP, clusterIPs } = specOf(old);
  return clusterIP === undefined ? spec : { ...spec, clusterIP, clusterIPs };
}

function withAddress(call: Call, spec: JsonObject): JsonObject {
  const clusterIP = textAt(spec, "clusterIP") || freeAddress(call);
  const ipFamilies = spec["ipFamilies"] ?? ["IPv4"];
  const ipFamilyPolicy = spec["ipFamilyPolicy"] ?? "SingleStack";
  return { ...spec, clusterIP, clusterIPs: [clusterIP], ipFamilies, ipFamilyPolicy };
}

function freeAddress({ server }: Call): string {
  const taken = new Set(server.store.list("services").map((service) => textAt(service, "spec", "clusterIP")));
  let number = FIRST;
  while (taken.has(addressOf(number))) number += 1;
  return addressOf(number);
}

function addressOf(number: number): string {
  return `${PREFIX}.${Math.floor(number / 256) % 256}.${number % 256}`;
}

/** Services that nodes show have a port there. */
function withNodePorts({ server }: Call, spec: JsonObject, service: KubernetesObject): JsonObject {
  const isBalanced = spec["type"] === "LoadBalancer";
  if (!isBalanced && spec["type"] !== "NodePort") return spec;
  const others = server.store.list("services").filter(({ metadata }) => metadata.uid !== service.metadata.uid);
  const taken = new Set(
    others.flatMap((other) => listAt(other, "spec", "ports").map((port) => objectAt(port)["nodePort"])),
  );
  let next = FIRST_PORT;
  const ports = listAt(spec, "ports").map((port) => {
    const own = objectAt(port);
    if (own["nodePort"] !== undefined) return own;
    while (taken.has(next)) next += 1;
    return { ...own, nodePort: next++ };
  });
  const externalTrafficPolicy = spec["externalTrafficPolicy"] ?? "Cluster";
  const balanced = isBalanced ? { allocateLoadBalancerNodePorts: true } : {};
  return { ...spec, ports, externalTrafficPolicy, ...balanced };
}
