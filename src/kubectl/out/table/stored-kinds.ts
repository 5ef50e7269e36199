import { type JsonObject, listAt, valueAt } from "../../../base/index.ts";
import { isSetAt, isTrueAt, numberAt, objectsAt, sortedEntries, stringAt } from "../fields.ts";
import { humanDuration } from "../human-duration.ts";
import { nameOf } from "../metadata.ts";
import { ageOf } from "./age-of.ts";
import { shortModes } from "./policies.ts";
import { AGE, type Column, column, integer, NAME, type TableKind, wide } from "./table.ts";

const NONE = "<none>";
const UNSET = "<unset>";

type Cell = readonly [Column, (object: JsonObject) => unknown];

const AGE_CELL = "age";

/** A kind whose row begins with its name. */
function table(...cells: readonly (Cell | typeof AGE_CELL)[]): TableKind {
  return {
    columns: () => [NAME, ...cells.map((cell) => (cell === AGE_CELL ? AGE : cell[0]))],
    cells: (object, options) => [
      nameOf(object),
      ...cells.map((cell) => (cell === AGE_CELL ? ageOf(object, options) : cell[1](object))),
    ],
  };
}

function text(name: string, ...path: readonly string[]): Cell {
  return [column(name), (object) => stringAt(object, ...path)];
}

function flag(name: string, isTrue: (object: JsonObject) => boolean): Cell {
  return [{ ...column(name), type: "boolean" }, isTrue];
}

function count(name: string, ...path: readonly string[]): Cell {
  return [integer(name), (object) => listAt(object, ...path).length];
}

/** Numbers of a queue, or the word for none. */
function limit(name: string, ...path: readonly string[]): Cell {
  return [column(name), (object) => valueAt(object, "spec", "limited", ...path) ?? NONE];
}

/** Kinds that the server stores and nobody here acts upon, in the columns of the real server. */
export const STORED_TABLES: Readonly<Record<string, TableKind>> = {
  APIService: table(
    [column("Service"), (object) => pathText(valueAt(object, "spec", "service")) || "Local"],
    [column("Available"), available],
    AGE_CELL,
  ),
  CSIDriver: table(
    flag("AttachRequired", (object) => valueAt(object, "spec", "attachRequired") !== false),
    flag("PodInfoOnMount", (object) => isTrueAt(object, "spec", "podInfoOnMount")),
    flag("StorageCapacity", (object) => isTrueAt(object, "spec", "storageCapacity")),
    [column("TokenRequests"), (object) => tokens(object)],
    flag("RequiresRepublish", (object) => isTrueAt(object, "spec", "requiresRepublish")),
    [column("Modes"), (object) => listAt(object, "spec", "volumeLifecycleModes").join(",") || NONE],
    AGE_CELL,
  ),
  CSINode: table(count("Drivers", "spec", "drivers"), AGE_CELL),
  CSIStorageCapacity: table(text("StorageClassName", "storageClassName"), [
    column("Capacity"),
    (object) => stringAt(object, "capacity") || UNSET,
  ]),
  CertificateSigningRequest: table(
    AGE_CELL,
    [column("SignerName"), (object) => stringAt(object, "spec", "signerName") || NONE],
    text("Requestor", "spec", "username"),
    [column("RequestedDuration"), requestedDuration],
    [column("Condition"), requestState],
  ),
  ComponentStatus: table(
    [column("Status"), () => "Unknown"],
    [column("Message"), () => ""],
    [column("Error"), () => ""],
  ),
  ControllerRevision: table([column("Controller"), controllerText], [column("Revision"), revisionOf], AGE_CELL),
  DeviceClass: table(AGE_CELL),
  EndpointSlice: table(
    text("AddressType", "addressType"),
    [column("Ports"), (object) => firstThree(objectsAt(object, "ports").map(portText)) || UNSET],
    [column("Endpoints"), (object) => firstThree(sliceAddresses(object)) || UNSET],
    AGE_CELL,
  ),
  Endpoints: table([column("Endpoints"), (object) => firstThree(subsetAddresses(object)) || NONE], AGE_CELL),
  FlowSchema: table(
    text("PriorityLevel", "spec", "priorityLevelConfiguration", "name"),
    [integer("MatchingPrecedence"), (object) => numberAt(object, "spec", "matchingPrecedence")],
    [column("DistinguisherMethod"), (object) => stringAt(object, "spec", "distinguisherMethod", "type") || NONE],
    AGE_CELL,
    [column("MissingPL"), (object) => conditionAt(object, "Dangling")?.["status"] ?? "?"],
  ),
  IngressClass: table(
    text("Controller", "spec", "controller"),
    [column("Parameters"), (object) => parametersText(object)],
    AGE_CELL,
  ),
  IPAddress: table([column("ParentRef"), parentText], AGE_CELL),
  LimitRange: table(text("Created At", "metadata", "creationTimestamp")),
  MutatingWebhookConfiguration: table(count("Webhooks", "webhooks"), AGE_CELL),
  PersistentVolume: table(
    text("Capacity", "spec", "capacity", "storage"),
    [column("Access Modes"), (object) => shortModes(listAt(object, "spec", "accessModes"))],
    text("Reclaim Policy", "spec", "persistentVolumeReclaimPolicy"),
    [
      column("Status"),
      (object) =>
        isSetAt(object, "metadata", "deletionTimestamp") ? "Terminating" : stringAt(object, "status", "phase"),
    ],
    [column("Claim"), (object) => pathText(valueAt(object, "spec", "claimRef"))],
    text("StorageClass", "spec", "storageClassName"),
    [column("VolumeAttributesClass"), (object) => stringAt(object, "spec", "volumeAttributesClassName") || UNSET],
    text("Reason", "status", "reason"),
    AGE_CELL,
    [wide("VolumeMode"), (object) => stringAt(object, "spec", "volumeMode") || UNSET],
  ),
  PriorityLevelConfiguration: table(
    text("Type", "spec", "type"),
    limit("NominalConcurrencyShares", "nominalConcurrencyShares"),
    limit("Queues", "limitResponse", "queuing", "queues"),
    limit("HandSize", "limitResponse", "queuing", "handSize"),
    limit("QueueLengthLimit", "limitResponse", "queuing", "queueLengthLimit"),
    AGE_CELL,
  ),
  ResourceClaim: table([column("State"), claimState], AGE_CELL),
  ResourceClaimTemplate: table(AGE_CELL),
  ResourceQuota: table(
    [column("Request"), (object) => quotas(object, false)],
    [column("Limit"), (object) => quotas(object, true)],
    AGE_CELL,
  ),
  ResourceSlice: table(
    text("Node", "spec", "nodeName"),
    text("Driver", "spec", "driver"),
    text("Pool", "spec", "pool", "name"),
    AGE_CELL,
  ),
  RuntimeClass: table(text("Handler", "handler"), AGE_CELL),
  ServiceCIDR: table([column("CIDRs"), (object) => listAt(object, "spec", "cidrs").join(",")], AGE_CELL),
  ValidatingAdmissionPolicy: table(
    count("Validations", "spec", "validations"),
    [column("ParamKind"), (object) => paramKind(object)],
    AGE_CELL,
  ),
  ValidatingAdmissionPolicyBinding: table(
    text("PolicyName", "spec", "policyName"),
    [column("ParamRef"), (object) => paramName(object)],
    AGE_CELL,
  ),
  ValidatingWebhookConfiguration: table(count("Webhooks", "webhooks"), AGE_CELL),
  VolumeAttachment: table(
    text("Attacher", "spec", "attacher"),
    text("PV", "spec", "source", "persistentVolumeName"),
    text("Node", "spec", "nodeName"),
    flag("Attached", (object) => isTrueAt(object, "status", "attached")),
    AGE_CELL,
  ),
  VolumeAttributesClass: table(text("DriverName", "driverName"), AGE_CELL),
};

/** `NAMESPACE/NAME` of a reference. */
function pathText(reference: unknown): string {
  const [namespace, name] = [stringAt(reference, "namespace"), stringAt(reference, "name")];
  return name === "" ? "" : `${namespace}/${name}`;
}

function conditionAt(object: JsonObject, type: string): JsonObject | undefined {
  return objectsAt(object, "status", "conditions").find((condition) => condition["type"] === type);
}

function available(object: JsonObject): string {
  const condition = conditionAt(object, "Available");
  const status = stringAt(condition, "status") || "Unknown";
  return status === "True" ? status : `${status} (${stringAt(condition, "reason")})`;
}

function tokens(object: JsonObject): string {
  const requests = objectsAt(object, "spec", "tokenRequests");
  return requests.length === 0 ? UNSET : requests.map((request) => stringAt(request, "audience")).join(",");
}

function requestedDuration(object: JsonObject): string {
  const seconds = numberAt(object, "spec", "expirationSeconds");
  return seconds === 0 ? NONE : humanDuration(seconds * 1000);
}

function requestState(object: JsonObject): string {
  const isOf = (type: string): boolean => conditionAt(object, type) !== undefined;
  const decision = isOf("Denied") ? "Denied" : isOf("Approved") ? "Approved" : "Pending";
  const issued = stringAt(object, "status", "certificate") === "" ? "" : ",Issued";
  return `${decision}${isOf("Failed") ? ",Failed" : ""}${issued}`;
}

function controllerText(object: JsonObject): string {
  const owner = objectsAt(object, "metadata", "ownerReferences").find(({ controller }) => controller === true);
  if (owner === undefined) return NONE;
  const group = stringAt(owner, "apiVersion").split("/").slice(0, -1);
  return `${[stringAt(owner, "kind").toLowerCase(), ...group].join(".")}/${stringAt(owner, "name")}`;
}

function revisionOf(object: JsonObject): number {
  return numberAt(object, "revision");
}

/** The real server counts what is left out. */
function firstThree(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).join(",");
  return texts.length > 3 ? `${shown} + ${texts.length - 3} more...` : shown;
}

function portText(port: JsonObject): string {
  return isSetAt(port, "port") ? `${numberAt(port, "port")}` : stringAt(port, "name") || "*";
}

function sliceAddresses(object: JsonObject): readonly string[] {
  return objectsAt(object, "endpoints").flatMap((endpoint) => listAt(endpoint, "addresses").map(String));
}

function subsetAddresses(object: JsonObject): readonly string[] {
  return objectsAt(object, "subsets").flatMap((subset) => {
    const addresses = objectsAt(subset, "addresses").map((address) => stringAt(address, "ip"));
    const ports = objectsAt(subset, "ports").map((port) => numberAt(port, "port"));
    return ports.length === 0 ? addresses : ports.flatMap((port) => addresses.map((address) => `${address}:${port}`));
  });
}

function parametersText(object: JsonObject): string {
  const parameters = valueAt(object, "spec", "parameters");
  if (parameters === undefined) return NONE;
  const group = stringAt(parameters, "apiGroup");
  return `${stringAt(parameters, "kind")}${group === "" ? "" : `.${group}`}/${stringAt(parameters, "name")}`;
}

function parentText(object: JsonObject): string {
  const parent = valueAt(object, "spec", "parentRef");
  if (parent === undefined) return NONE;
  const group = stringAt(parent, "group");
  const resource = `${stringAt(parent, "resource")}${group === "" ? "" : `.${group}`}`.toLowerCase();
  return [resource, stringAt(parent, "namespace"), stringAt(parent, "name")].filter((part) => part !== "").join("/");
}

function claimState(object: JsonObject): string {
  const isLeaving = isSetAt(object, "metadata", "deletionTimestamp");
  const isAllocated = isSetAt(object, "status", "allocation");
  const isReserved = listAt(object, "status", "reservedFor").length > 0;
  const states = [
    isLeaving ? "deleted" : "",
    isAllocated ? "allocated" : isLeaving ? "" : "pending",
    isAllocated && isReserved ? "reserved" : "",
  ];
  return states.filter((state) => state !== "").join(",");
}

function quotas(object: JsonObject, ofLimits: boolean): string {
  return sortedEntries(object, "status", "hard")
    .filter(([name]) => name.startsWith("limits.") === ofLimits)
    .map(([name, hard]) => `${name}: ${stringAt(object, "status", "used", name) || "0"}/${String(hard)}`)
    .join(", ");
}

function paramKind(object: JsonObject): string {
  const kind = valueAt(object, "spec", "paramKind");
  return kind === undefined ? UNSET : `${stringAt(kind, "apiVersion")}/${stringAt(kind, "kind")}`;
}

function paramName(object: JsonObject): string {
  const name = stringAt(object, "spec", "paramRef", "name");
  return name === "" ? UNSET : `${stringAt(object, "spec", "paramRef", "namespace") || "*"}/${name}`;
}
