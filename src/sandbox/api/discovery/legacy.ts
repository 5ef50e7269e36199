import type { JsonObject } from "../../../base/index.ts";
import type { ServedType } from "../resources/served.ts";
import type { Subresource } from "../resources/subresources.data.ts";
import { groupNames, storageVersionHash, typesIn, verbsOf, versionNames } from "./names.ts";

/** `/api`: where the server is reached is what the client wrote. */
export function coreVersions(address: string): JsonObject {
  const serverAddressByClientCIDRs = [{ clientCIDR: "0.0.0.0/0", serverAddress: address }];
  return { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs };
}

/** `/apis` */
export function groupList(types: readonly ServedType[]): JsonObject {
  return { kind: "APIGroupList", apiVersion: "v1", groups: groupNames(types).map((name) => groupBody(types, name)) };
}

/** `/apis/GROUP`; undefined where there is no such group. */
export function apiGroup(types: readonly ServedType[], name: string): JsonObject | undefined {
  return groupNames(types).includes(name)
    ? { kind: "APIGroup", apiVersion: "v1", ...groupBody(types, name) }
    : undefined;
}

function groupBody(types: readonly ServedType[], name: string): JsonObject {
  const versions = versionNames(types, name).map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions, preferredVersion: versions[0] };
}

/** `/api/v1`, `/apis/GROUP/VERSION`; undefined where there is no such version. */
export function resourceList(types: readonly ServedType[], groupVersion: string): JsonObject | undefined {
  const own = typesIn(types, groupVersion);
  if (own.length === 0) return undefined;
  const resources = own.flatMap((type) => [resource(type), ...type.subresources.map((sub) => subresource(type, sub))]);
  const version = groupVersion.includes("/") ? { apiVersion: "v1" } : {};
  return { kind: "APIResourceList", ...version, groupVersion, resources };
}

function resource(type: ServedType): JsonObject {
  const isStored = verbsOf(type).includes("get") && type.resource !== "componentstatuses";
  return {
    name: type.resource,
    singularName: type.singular,
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: verbsOf(type),
    ...(type.shortNames.length === 0 ? {} : { shortNames: type.shortNames }),
    ...(type.categories === undefined ? {} : { categories: type.categories }),
    ...(isStored ? { storageVersionHash: storageVersionHash(type) } : {}),
  };
}

function subresource(type: ServedType, { name, kind = type.kind, group, version, verbs }: Subresource): JsonObject {
  return {
    name: `${type.resource}/${name}`,
    singularName: "",
    namespaced: type.namespaced,
    ...(group === undefined ? {} : { group }),
    ...(version === undefined ? {} : { version }),
    kind,
    verbs,
  };
}
