import type { JsonObject } from "../../../base/index.ts";
import type { Rules } from "../../../kinds/index.ts";
import type { ServedType } from "../resources/served.ts";
import type { Subresource } from "../resources/subresources.data.ts";
import { groupNames, typesIn, verbsOf, versionNames } from "./names.ts";

const MEDIA_TYPE = "application/json";
const GROUP = "apidiscovery.k8s.io";
const KIND = "APIGroupDiscoveryList";

/** The media type of the aggregated form, where the client takes the one that this server has. */
export function aggregatedType(accept: string | null, { minor }: Rules): string | undefined {
  const version = aggregatedVersion(minor);
  const wanted = (accept ?? "").split(",").map((clause) => clause.split(";").map((part) => part.trim()));
  const found = wanted.some(
    ([type, ...rest]) =>
      type === MEDIA_TYPE && [`g=${GROUP}`, `v=${version}`, `as=${KIND}`].every((part) => rest.includes(part)),
  );
  return found ? `${MEDIA_TYPE};g=${GROUP};v=${version};as=${KIND}` : undefined;
}

function aggregatedVersion(minor: string): string {
  return Number(minor.split(".")[1]) < 30 ? "v2beta1" : "v2";
}

/** `/api` (the core group) and `/apis` (all others) in one document each. */
export function discoveryList(types: readonly ServedType[], root: "api" | "apis", rules: Rules): JsonObject {
  const names = root === "api" ? [""] : groupNames(types);
  const time = rules.admission.nullTemplateTime ? { creationTimestamp: null } : {};
  const items = names.map((name) => ({
    metadata: { ...(name === "" ? {} : { name }), ...time },
    versions: versionNames(types, name).map((version) => versionBody(types, name, version)),
  }));
  return { kind: KIND, apiVersion: `${GROUP}/${aggregatedVersion(rules.minor)}`, metadata: {}, items };
}

function versionBody(types: readonly ServedType[], group: string, version: string): JsonObject {
  const resources = typesIn(types, group === "" ? version : `${group}/${version}`).map(resource);
  return { version, resources, freshness: "Current" };
}

function resource(type: ServedType): JsonObject {
  return {
    resource: type.resource,
    responseKind: responseKind(type.kind, type.schema === undefined ? undefined : type),
    scope: type.namespaced ? "Namespaced" : "Cluster",
    singularResource: type.singular,
    verbs: verbsOf(type),
    ...(type.shortNames.length === 0 ? {} : { shortNames: type.shortNames }),
    ...(type.categories === undefined ? {} : { categories: type.categories }),
    ...(type.subresources.length === 0 ? {} : { subresources: type.subresources.map((sub) => below(type, sub)) }),
  };
}

function below(type: ServedType, sub: Subresource): JsonObject {
  const own = type.schema === undefined ? undefined : type;
  const { name, kind = type.kind, group = own?.group ?? "", version = own?.version ?? "", verbs } = sub;
  return { subresource: name, responseKind: { group, version, kind }, verbs };
}

/** Built-in kinds say neither group nor version: they are those of the document's place. */
function responseKind(kind: string, own: ServedType | undefined): JsonObject {
  return { group: own?.group ?? "", version: own?.version ?? "", kind };
}
