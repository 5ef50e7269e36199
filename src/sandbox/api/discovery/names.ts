import { sha256 } from "../../../base/index.ts";
import { apiVersionOf } from "../../../kinds/index.ts";
import type { ServedType } from "../resources/served.ts";

export const ALL_VERBS: readonly string[] = [
  "create",
  "delete",
  "deletecollection",
  "get",
  "list",
  "patch",
  "update",
  "watch",
];

/** Groups in the order in which the real server tells them; custom ones come behind. */
const ORDER = [
  "apiregistration.k8s.io",
  "apps",
  "events.k8s.io",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "storage.k8s.io",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "scheduling.k8s.io",
  "coordination.k8s.io",
  "node.k8s.io",
  "discovery.k8s.io",
  "resource.k8s.io",
  "flowcontrol.apiserver.k8s.io",
];

export function verbsOf({ verbs = ALL_VERBS }: ServedType): readonly string[] {
  return verbs;
}

/** Names of all groups but the core one. */
export function groupNames(types: readonly ServedType[]): readonly string[] {
  const names = [...new Set(types.map(({ group }) => group))].filter((group) => group !== "");
  const rank = (group: string): number => (ORDER.includes(group) ? ORDER.indexOf(group) : ORDER.length);
  return names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** Versions of a group, the preferred one first. */
export function versionNames(types: readonly ServedType[], group: string): readonly string[] {
  return [...new Set(types.filter((type) => type.group === group).map(({ version }) => version))];
}

/** The types of a group and version, by name. */
export function typesIn(types: readonly ServedType[], groupVersion: string): readonly ServedType[] {
  return types.filter((type) => apiVersionOf(type) === groupVersion).sort((a, b) => (a.resource < b.resource ? -1 : 1));
}

/** By which clients may tell that a resource's stored form is another one. */
export function storageVersionHash({ group, version, kind }: ServedType): string {
  const digits = sha256(`${group}/${version}/${kind}`).slice(0, 16);
  const bytes = digits.match(/../g) ?? [];
  return btoa(bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join(""));
}
