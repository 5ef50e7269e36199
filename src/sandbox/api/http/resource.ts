import { isJsonObject } from "../../../base/index.ts";
import type { UserInfo } from "../auth/user.ts";
import type { ApiAnswer, ApiRequest, ApiServerOptions, ObjectList } from "../contract.ts";
import { handle } from "../handle.ts";
import { handleWaiting } from "../handle-waiting.ts";
import { methodNotAllowed } from "../status/status-error.ts";
import { type View, viewedAnswer, viewedEvent } from "../views/view.ts";
import { watch } from "../watch/watch.ts";
import { causeOf } from "./cause.ts";
import { lineWriter } from "./event-line.ts";
import { type Form, negotiate } from "./negotiate.ts";
import { type Body, readBody } from "./read-body.ts";
import { isList, itemKind, represented, type TableContext } from "./represent.ts";
import { queryOf } from "./query.ts";
import { isWatch, type RequestInfo } from "./request-info.ts";
import { bodyOfList, listParts, tableParts } from "./list-body.ts";
import { bodyResponse, statusResponse, streamResponse } from "./responses.ts";
import { type Route, verbOf } from "./route.ts";

export interface Visit {
  readonly request: Request;
  readonly url: URL;
  readonly info: RequestInfo;
  readonly route: Route;
  readonly user: UserInfo;
}

const CONNECTIONS = ["exec", "attach", "portforward", "proxy"];

/** A request to a resource that is there. */
export async function answerResource(server: ApiServerOptions, visit: Visit): Promise<Response> {
  const { request, url, route } = visit;
  const verb = verbOf(request.method, route);
  if (verb === undefined) return statusResponse(methodNotAllowed(), [], request.method !== "HEAD");
  const form = negotiate(request.headers.get("accept"));
  if (!form.ok) return statusResponse(form.fault);
  const isConnection = CONNECTIONS.includes(route.subresource ?? "");
  const body = await readBody(request, { verb, kind: route.type.kind, rules: server.rules, isConnection });
  if (!body.ok) return statusResponse(body.fault);
  const asked = apiRequest(visit, verb, body.value);
  const seen = { form: form.value, context: contextOf(server, visit), view: route.type.view };
  if (verb === "list" && isWatch(url.searchParams)) return answerWatch(server, visit, { asked, ...seen });
  const isRead = verb === "get" || verb === "list";
  const answer = isRead ? handle(server, asked) : await handleWaiting(server, asked);
  return written(withAdvice(answer, adviceOn(server, route)), seen);
}

function apiRequest({ request, url, route, user }: Visit, verb: ApiRequest["verb"], body: Body): ApiRequest {
  const cause = causeOf(request);
  const { view } = route.type;
  const query = queryOf(url);
  const { fieldSelector } = query;
  const selector = fieldSelector === undefined ? undefined : view?.selector?.(fieldSelector);
  const viewed = selector === undefined ? {} : { fieldSelector: selector };
  return {
    verb,
    resource: route.type.key,
    namespace: route.namespace,
    name: route.name,
    ...(route.subresource === undefined ? {} : { subresource: route.subresource }),
    ...(body.value === undefined
      ? {}
      : { body: isJsonObject(body.value) && view !== undefined ? view.stored(body.value) : body.value }),
    ...(body.text === undefined ? {} : { text: body.text }),
    ...(body.patchType === undefined ? {} : { patchType: body.patchType }),
    ...(cause === undefined ? {} : { cause }),
    query: { ...query, ...viewed },
    user,
    manager: managerOf(request, url),
    actor: "user",
  };
}

/** Who writes: as the query says, else the program by its name. */
function managerOf({ headers }: Request, { searchParams }: URL): string {
  return searchParams.get("fieldManager") ?? (headers.get("user-agent") ?? "unknown").split("/")[0] ?? "";
}

/** What is said whenever somebody uses a resource. */
function adviceOn({ rules }: ApiServerOptions, { type }: Route): readonly string[] {
  const isOld = type.key === "endpoints" && Number(rules.minor.split(".")[1]) >= SLICES_ONLY;
  return isOld ? ["v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice"] : [];
}

/** First minor that advises against Endpoints. */
const SLICES_ONLY = 33;

function withAdvice(answer: ApiAnswer, advice: readonly string[]): ApiAnswer {
  if (advice.length === 0 || "text" in answer) return answer;
  return { ...answer, warnings: [...advice, ...(answer.warnings ?? [])] };
}

interface Seen {
  readonly form: Form;
  readonly context: TableContext;
  /** Objects are shown in another form than they are stored in. */
  readonly view: View | undefined;
}

function contextOf({ rules, clock }: ApiServerOptions, { route, url }: Visit): TableContext {
  const includes = url.searchParams.get("includeObject") ?? "";
  const { kind, columns } = route.type;
  return { kind, rules, now: clock.now(), includes, ...(columns === undefined ? {} : { columns }) };
}

async function written(answer: ApiAnswer, { form, context, view }: Seen): Promise<Response> {
  if (!answer.ok) return statusResponse(answer.status, answer.warnings);
  if ("text" in answer) {
    const body = answer.code === 204 ? null : answer.text;
    return new Response(body, { status: answer.code, headers: body === null ? {} : { "content-type": "text/plain" } });
  }
  const object = view !== undefined && form.as === "object" ? viewedAnswer(answer.object, view) : answer.object;
  const parts = form.yaml || !isList(object) ? undefined : partsOf(object, form, context);
  if (parts !== undefined && isList(object)) return streamResponse(bodyOfList(object, parts), answer.warnings);
  const shown = represented(object, form.as, { ...context, kind: itemKind(answer.object) });
  return bodyResponse(answer.code, shown, { yaml: form.yaml, warnings: answer.warnings ?? [] });
}

/** The forms of a list that are written part by part. */
function partsOf(list: ObjectList, { as }: Form, context: TableContext): Generator<string> | undefined {
  if (as === "object") return listParts(list);
  return as === "table" ? tableParts(list, { ...context, kind: itemKind(list) }) : undefined;
}

interface Asked extends Seen {
  readonly asked: ApiRequest;
}

function answerWatch(server: ApiServerOptions, visit: Visit, { asked, form, context, view }: Asked): Response {
  const call = { server, request: asked, type: visit.route.type };
  const writeStored = lineWriter(form, context, server.clock);
  const write: typeof writeStored = (event) =>
    writeStored(
      view !== undefined && form.as === "object" ? { ...event, object: viewedEvent(event.object, view) } : event,
    );
  const stream = watch({ call, write, signal: visit.request.signal });
  return stream.ok ? streamResponse(stream.value) : statusResponse(stream.fault);
}
