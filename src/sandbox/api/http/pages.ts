import { type JsonObject, sha256 } from "../../../base/index.ts";
import type { ApiServerOptions } from "../contract.ts";
import { aggregatedType, discoveryList } from "../discovery/aggregated.ts";
import { apiGroup, coreVersions, groupList, resourceList } from "../discovery/legacy.ts";
import { groupNames, versionNames } from "../discovery/names.ts";
import { openApiTwo, openApiTwoProtobuf } from "../openapi/version-two.ts";
import { allSchemas, openApiDocument, openApiHash, openApiIndex } from "../openapi/documents.ts";
import { isServed, servedTypes, type ServedType } from "../resources/served.ts";
import { methodNotAllowed } from "../status/status-error.ts";
import { jsonResponse, plainText, statusResponse, textResponse } from "./responses.ts";
import { versionInfo } from "./version-info.ts";

const HEALTH = /^\/(?:healthz|livez|readyz)(?:\/[\w-]+)*\/?$/;

/** Everything that is not an object or a collection: version, health, discovery, OpenAPI. */
export async function page(server: ApiServerOptions, request: Request, url: URL): Promise<Response> {
  const types = servedTypes(server.store).filter((type) => isServed(type, server.rules));
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, "") : url.pathname;
  const found = await pageAt({ server, request, url, types }, path);
  if (found === undefined) return textResponse(404, "404 page not found\n");
  return request.method === "GET" || request.method === "HEAD" ? found : statusResponse(methodNotAllowed());
}

interface Visit {
  readonly server: ApiServerOptions;
  readonly request: Request;
  readonly url: URL;
  readonly types: readonly ServedType[];
}

function pageAt(visit: Visit, path: string): Response | Promise<Response | undefined> | undefined {
  const { server, request, url, types } = visit;
  if (HEALTH.test(path)) return health(path, url.searchParams.has("verbose"));
  if (path === "/version") return jsonResponse(200, versionInfo(server.rules.minor));
  if (path === "/") return jsonResponse(200, { paths: paths(types) });
  if (path === "/api" || path === "/apis") return discovery(visit, path.slice(1) as "api" | "apis");
  if (path.startsWith("/openapi/")) return openApi(visit, path);
  const [root, group = "", version] = path.slice(1).split("/");
  if (root === "api") return maybe(resourceList(types, group));
  if (root !== "apis") return undefined;
  return maybe(version === undefined ? apiGroup(types, group) : resourceList(types, `${group}/${version}`), request);
}

function maybe(body: JsonObject | undefined, _request?: Request): Response | undefined {
  return body === undefined ? undefined : jsonResponse(200, body);
}

function health(path: string, isVerbose: boolean): Response {
  if (!isVerbose) return plainText("ok");
  const name = path.split("/")[1] ?? "";
  return plainText(`[+]ping ok\n[+]log ok\n[+]etcd ok\n${name} check passed\n`);
}

function discovery({ server, request, url, types }: Visit, root: "api" | "apis"): Response {
  const aggregated = aggregatedType(request.headers.get("accept"), server.rules);
  if (aggregated === undefined) {
    return jsonResponse(200, root === "api" ? coreVersions(request.headers.get("host") ?? url.host) : groupList(types));
  }
  const body = discoveryList(types, root, server.rules);
  const etag = `"${sha256(JSON.stringify(body)).toUpperCase()}"`;
  const headers = { etag, vary: "Accept", "cache-control": "public" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return jsonResponse(200, body, { headers: { ...headers, "content-type": aggregated } });
}

async function openApi({ server, types, request }: Visit, path: string): Promise<Response | undefined> {
  if (path === "/openapi/v3") {
    return textResponse(200, `${JSON.stringify(openApiIndex(types, server.rules))}\n`);
  }
  if (path === "/openapi/v2") return openApiOld({ server, types, request });
  const name = path.replace("/openapi/v3/", "");
  const etag = `"${openApiHash(types, name, server.rules)}"`;
  const headers = { etag, vary: "Accept", "cache-control": "public, immutable" };
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
  const descriptions = (await server.descriptions?.()) ?? {};
  const document = openApiDocument(types, name, { rules: server.rules, descriptions });
  return document === undefined ? undefined : jsonResponse(200, document, { headers });
}

const OLD_PROTOBUF = /^application\/com\.github\.proto-openapi\.spec\.v2[.@]v1\.0\+protobuf/;

/** Every type in one document of OpenAPI 2.0; in protobuf where a client wants it so. */
async function openApiOld({ server, types, request }: Omit<Visit, "url">): Promise<Response> {
  const descriptions = (await server.descriptions?.()) ?? {};
  const document = openApiTwo(allSchemas(types, { rules: server.rules, descriptions }), server.rules.minor);
  if (!OLD_PROTOBUF.test(request.headers.get("accept") ?? "")) return jsonResponse(200, document);
  const headers = { "content-type": "application/com.github.proto-openapi.spec.v2.v1.0+protobuf", vary: "Accept" };
  return new Response(new Uint8Array(openApiTwoProtobuf(document)), { status: 200, headers });
}

/** What `/` lists. */
function paths(types: readonly ServedType[]): readonly string[] {
  const groups = groupNames(types).flatMap((group) => [
    `/apis/${group}`,
    ...versionNames(types, group).map((version) => `/apis/${group}/${version}`),
  ]);
  const health = ["/healthz", "/livez", "/readyz"];
  return [
    "/api",
    "/api/v1",
    "/apis",
    "/apis/",
    ...groups.sort(),
    ...health,
    "/openapi/v2",
    "/openapi/v3",
    "/openapi/v3/",
    "/version",
  ];
}
