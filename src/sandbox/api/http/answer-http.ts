import type { ApiAnswer, ApiRequest, ApiServerOptions, StatusError } from "../contract.ts";
import { handle } from "../handle.ts";
import { methodNotAllowed, unknownPath } from "../status/status-error.ts";
import { refusal } from "../step.ts";
import { causeOf } from "./cause.ts";
import { negotiate } from "./negotiate.ts";
import { readBody } from "./read-body.ts";
import { type Route, routeOf } from "./route.ts";
import { asTable } from "./table.ts";
import { versionInfo } from "./version-info.ts";

/** The HTTP door: one request to one answer. Watches are not served. */
export async function answerHttp(server: ApiServerOptions, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname === "/version") return json(200, versionInfo(server.rules.minor));
  const route = routeOf(pathname);
  if (route === undefined) return pageOrStatus(pathname);
  const verb = verbOf(request.method, route);
  if (verb === undefined) return written(refusal(methodNotAllowed()));
  const form = negotiate(request.headers.get("accept"));
  if (!form.ok) return written(refusal(form.fault));
  const body = await readBody(request, { verb, kind: route.type.kind, rules: server.rules });
  if (!body.ok) return written(refusal(body.fault));
  const { value, patchType } = body.value;
  const cause = causeOf(request);
  const answer = handle(server, {
    verb,
    resource: route.type.resource,
    namespace: route.namespace,
    name: route.name,
    ...(route.subresource === undefined ? {} : { subresource: route.subresource }),
    ...(value === undefined ? {} : { body: value }),
    ...(patchType === undefined ? {} : { patchType }),
    ...(cause === undefined ? {} : { cause }),
    query: Object.fromEntries(searchParams),
    actor: "user",
  });
  return written(form.value === "table" ? asTable(answer, route.type.kind, server) : answer);
}

/** Groups that the server does not have are no business of the API machinery. */
function pageOrStatus(pathname: string): Response {
  const known = ["/api/", "/apis/apps/", "/apis/batch/"].some((prefix) => pathname.startsWith(prefix));
  if (known) return written(refusal(unknownPath()));
  return new Response("404 page not found\n", {
    status: 404,
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
}

function verbOf(method: string, { type, namespace, name, subresource }: Route): ApiRequest["verb"] | undefined {
  const isCollection = name === "";
  if (method === "POST" && (isCollection ? !type.namespaced || namespace !== "" : subresource === "binding")) {
    return "create";
  }
  if (subresource === "binding" || (isCollection && method !== "GET")) return undefined;
  if (method === "GET") return isCollection ? "list" : "get";
  if (method === "DELETE") return subresource === undefined ? "delete" : undefined;
  return ({ PUT: "update", PATCH: "patch" } as const)[method];
}

function written(answer: ApiAnswer): Response {
  if (!answer.ok) return json(answer.code, withoutEmptyReason(answer.status), answer.warnings);
  if ("text" in answer) {
    const body = answer.code === 204 ? null : answer.text;
    return new Response(body, { status: answer.code, headers: body === null ? {} : { "content-type": "text/plain" } });
  }
  return json(answer.code, answer.object, answer.warnings);
}

function withoutEmptyReason(status: StatusError): object {
  const { reason, ...rest } = status;
  return reason === "" ? rest : status;
}

function json(status: number, body: object, warnings: readonly string[] = []): Response {
  const headers = new Headers({ "content-type": "application/json" });
  for (const text of warnings) headers.append("warning", `299 - ${JSON.stringify(text)}`);
  return new Response(`${JSON.stringify(body)}\n`, { status, headers });
}
