import type { ApiRequest, ApiServerOptions, SubresourceName } from "../contract.ts";
import { verbsOf } from "../discovery/names.ts";
import { isServed, type ServedType, typeAt } from "../resources/served.ts";
import type { RequestInfo } from "./request-info.ts";

/** What the path of a request to a resource means. */
export interface Route {
  readonly type: ServedType;
  readonly namespace: string;
  /** `""`: the collection. */
  readonly name: string;
  readonly subresource?: SubresourceName;
}

/** First minor that lets the resources of running pods change by a subresource. */
const RESIZES = 32;

/** The resource of a request; undefined where none is at that path. */
export function routeOf({ store, rules }: ApiServerOptions, info: RequestInfo, path: string): Route | undefined {
  const isNew = info.subresource === "resize" && Number(rules.minor.split(".")[1]) < RESIZES;
  if (isNew) return undefined;
  const type = typeAt(store, info);
  if (type === undefined || !isServed(type, rules)) return undefined;
  const isInNamespace = info.namespace !== "" && info.resource !== "namespaces";
  const name = nameIn(info);
  if (isInNamespace ? !type.namespaced : type.namespaced && (name !== "" || info.subresource !== "")) return undefined;
  const route = { type, namespace: isInNamespace ? info.namespace : "", name };
  if (info.subresource === "") return route;
  const isKnown = type.subresources.some((own) => own.name === info.subresource);
  return isKnown && !goesOn(path, info) ? { ...route, subresource: info.subresource as SubresourceName } : undefined;
}

/** The name in the path: a list whose selector names one object is about that object, too. */
function nameIn({ name, verb }: RequestInfo): string {
  return ["list", "watch", "deletecollection"].includes(verb) ? "" : name;
}

/** Whether the path goes on behind the subresource, as it may behind `proxy` only. */
function goesOn(path: string, { subresource }: RequestInfo): boolean {
  return subresource !== "proxy" && !path.replace(/\/$/, "").endsWith(`/${subresource}`);
}

type Verb = ApiRequest["verb"];

/** What a request does with the resource; undefined where its method is not allowed there. */
export function verbOf(method: string, { type, namespace, name, subresource }: Route): Verb | undefined {
  if (subresource !== undefined) return subresourceVerb(method, type, subresource);
  const isCollection = name === "";
  const isEverywhere = type.namespaced && namespace === "";
  const verb = (isCollection ? COLLECTION : OBJECT)[method];
  if (verb === undefined || (isEverywhere && verb !== "list")) return undefined;
  return verbsOf(type).includes(verb) ? verb : undefined;
}

const COLLECTION: Readonly<Record<string, Verb>> = { GET: "list", POST: "create", DELETE: "deletecollection" };
const OBJECT: Readonly<Record<string, Verb>> = { GET: "get", PUT: "update", PATCH: "patch", DELETE: "delete" };
const BELOW: Readonly<Record<string, Verb>> = { ...OBJECT, POST: "create" };

function subresourceVerb(method: string, type: ServedType, subresource: string): Verb | undefined {
  const verb = BELOW[method];
  const found = type.subresources.find(({ name }) => name === subresource);
  return verb !== undefined && found?.verbs.includes(verb) === true ? verb : undefined;
}
