import { type JsonObject, listAt, valueAt } from "../../../base/index.ts";
import { numberAt, objectsAt, stringAt } from "../fields.ts";
import { labelsText, selectorText } from "../label-selector.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { AGE, column, NAME, type TableKind, wide } from "./table.ts";

const NONE = "<none>";
/** Hosts of an ingress that are shown. */
const HOSTS = 3;

export const SERVICE_TABLE: TableKind = {
  columns: () => [
    NAME,
    column("Type"),
    column("Cluster-IP"),
    column("External-IP"),
    column("Port(s)"),
    AGE,
    wide("Selector"),
  ],
  cells: (service, options) => [
    nameOf(service),
    stringAt(service, "spec", "type"),
    stringAt(service, "spec", "clusterIP") || NONE,
    externalAddress(service),
    objectsAt(service, "spec", "ports").map(portText).join(",") || NONE,
    ageOf(service, options),
    labelsText(valueAt(service, "spec", "selector")),
  ],
};

function externalAddress(service: JsonObject): string {
  const own = listAt(service, "spec", "externalIPs").map(String);
  const type = stringAt(service, "spec", "type");
  if (type === "ExternalName") return stringAt(service, "spec", "externalName");
  if (type !== "LoadBalancer") return own.join(",") || NONE;
  return [...balancers(service), ...own].join(",") || "<pending>";
}

function balancers(object: JsonObject): readonly string[] {
  return objectsAt(object, "status", "loadBalancer", "ingress").map(
    (one) => stringAt(one, "ip") || stringAt(one, "hostname"),
  );
}

function portText(port: JsonObject): string {
  const node = numberAt(port, "nodePort");
  return `${numberAt(port, "port")}${node > 0 ? `:${node}` : ""}/${stringAt(port, "protocol")}`;
}

export const INGRESS_TABLE: TableKind = {
  columns: () => [NAME, column("Class"), column("Hosts"), column("Address"), column("Ports"), AGE],
  cells: (ingress, options) => [
    nameOf(ingress),
    stringAt(ingress, "spec", "ingressClassName") || NONE,
    hostsText(ingress),
    balancers(ingress).join(","),
    listAt(ingress, "spec", "tls").length > 0 ? "80, 443" : "80",
    ageOf(ingress, options),
  ],
};

function hostsText(ingress: JsonObject): string {
  const hosts = objectsAt(ingress, "spec", "rules")
    .map((rule) => stringAt(rule, "host"))
    .filter((host) => host !== "");
  if (hosts.length === 0) return "*";
  const more = hosts.length > HOSTS ? ` + ${hosts.length - HOSTS} more...` : "";
  return hosts.slice(0, HOSTS).join(",") + more;
}

export const NETWORK_POLICY_TABLE: TableKind = {
  columns: () => [NAME, column("Pod-Selector"), AGE],
  cells: (policy, options) => [
    nameOf(policy),
    selectorText(valueAt(policy, "spec", "podSelector")) || NONE,
    ageOf(policy, options),
  ],
};
