/** What a request is about, before it is known whether the server has such a thing: what authorisation looks at. */
export interface RequestInfo {
  readonly isResource: boolean;
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`; of other paths the method in lower case. */
  readonly verb: string;
  readonly path: string;
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
}

const NAMED: Readonly<Record<string, string>> = {
  POST: "create",
  GET: "get",
  HEAD: "get",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};
const OF_COLLECTION: Readonly<Record<string, string>> = { get: "list", delete: "deletecollection" };
/** What stands behind a namespace's name and is no resource in it. */
const OF_NAMESPACE = ["status", "finalize"];
const NAME_FIELD = /(?:^|,)metadata\.name==?([^,]+)/;

/** Reads method, path and query as the API server's request info does (apiserver/pkg/endpoints/request). */
export function requestInfo(method: string, { pathname, searchParams }: URL): RequestInfo {
  const other = { ...NOTHING, verb: method.toLowerCase(), path: pathname };
  const [root, ...parts] = pathname.split("/").filter((part) => part !== "");
  const [group, version, ...rest] = root === "api" ? ["", ...parts] : parts;
  if ((root !== "api" && root !== "apis") || version === undefined || rest.length === 0 || group === undefined) {
    return other;
  }
  const target = targetOf(rest.map(decoded));
  const verb = NAMED[method] ?? "";
  const about = { isResource: true, path: pathname, group, version, ...target };
  if (target.name !== "" || !(verb in OF_COLLECTION)) return { ...about, verb };
  const name = NAME_FIELD.exec(searchParams.get("fieldSelector") ?? "")?.[1] ?? "";
  return { ...about, name, verb: isWatch(searchParams) && verb === "get" ? "watch" : (OF_COLLECTION[verb] ?? verb) };
}

/** Whether a list is to be followed. */
export function isWatch(query: URLSearchParams): boolean {
  return ["1", "true"].includes(query.get("watch") ?? "") || query.get("watch") === "";
}

const NOTHING: RequestInfo = {
  isResource: false,
  verb: "",
  path: "",
  group: "",
  version: "",
  namespace: "",
  resource: "",
  subresource: "",
  name: "",
};

type Target = Pick<RequestInfo, "namespace" | "resource" | "name" | "subresource">;

function targetOf(parts: readonly string[]): Target {
  const [first, second = "", third, ...inner] = parts;
  if (first === "namespaces" && second !== "") {
    const isItself = third === undefined || OF_NAMESPACE.includes(third);
    if (isItself) return { namespace: second, resource: "namespaces", name: second, subresource: third ?? "" };
    return { namespace: second, resource: third, name: inner[0] ?? "", subresource: inner[1] ?? "" };
  }
  return { namespace: "", resource: first ?? "", name: second, subresource: third ?? "" };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
