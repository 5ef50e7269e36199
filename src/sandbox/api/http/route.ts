import { API_RESOURCES, type ApiResource } from "../../../kinds/index.ts";
import type { ApiRequest } from "../contract.ts";

/** What the path of a request to a resource means. */
export interface Route {
  readonly type: ApiResource;
  readonly namespace: string;
  /** `""`: the collection. */
  readonly name: string;
  readonly subresource?: NonNullable<ApiRequest["subresource"]>;
}

const SUBRESOURCES: Readonly<Record<string, readonly string[]>> = {
  pods: ["status", "binding", "log"],
  namespaces: ["status"],
  nodes: ["status"],
  services: ["status"],
  deployments: ["status"],
  replicasets: ["status"],
  statefulsets: ["status"],
  daemonsets: ["status"],
  jobs: ["status"],
  cronjobs: ["status"],
};

/** Reads `/api/v1/namespaces/NS/pods/NAME/status` and the like; undefined where no resource is at that path. */
export function routeOf(pathname: string): Route | undefined {
  const [root, ...rest] = pathname
    .split("/")
    .filter((part) => part !== "")
    .map(decodeURIComponent);
  if (root === "api") return resourceRoute("", rest);
  const [group, ...inner] = rest;
  return root === "apis" && group !== undefined ? resourceRoute(group, inner) : undefined;
}

function resourceRoute(group: string, [version, ...parts]: readonly string[]): Route | undefined {
  const [first, namespace = "", ...inner] = parts;
  const isInNamespace = first === "namespaces" && inner.length > 0 && !isSubresource("namespaces", inner);
  const [resource, name = "", subresource, ...more] = isInNamespace ? inner : parts;
  const type = API_RESOURCES.find((own) => own.resource === resource && own.group === group && own.version === version);
  if (type === undefined || more.length > 0) return undefined;
  if (isInNamespace !== (type.namespaced && (isInNamespace || name !== ""))) return undefined;
  const route = { type, namespace: isInNamespace ? namespace : "", name };
  if (subresource === undefined) return route;
  if (!isSubresource(type.resource, [subresource])) return undefined;
  return { ...route, subresource: subresource as NonNullable<ApiRequest["subresource"]> };
}

function isSubresource(resource: string, [subresource = ""]: readonly string[]): boolean {
  return SUBRESOURCES[resource]?.includes(subresource) === true;
}
