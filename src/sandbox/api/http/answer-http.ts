import { authenticate, impersonated } from "../auth/authenticate.ts";
import { refusedWish, type Wish } from "../auth/authorize.ts";
import { issuedTokens } from "../auth/issued-tokens.ts";
import type { UserInfo } from "../auth/user.ts";
import type { ApiServerOptions, StatusError } from "../contract.ts";
import { groupNames } from "../discovery/names.ts";
import { servedTypes } from "../resources/served.ts";
import { unknownPath } from "../status/status-error.ts";
import { page } from "./pages.ts";
import { type RequestInfo, requestInfo } from "./request-info.ts";
import { answerResource } from "./resource.ts";
import { statusResponse, textResponse } from "./responses.ts";
import { routeOf } from "./route.ts";

/** The HTTP door: one request to one answer. A watch's answer goes on until its client or the server ends it. */
export async function answerHttp(server: ApiServerOptions, request: Request): Promise<Response> {
  const url = new URL(request.url);
  const sender = authenticate(server.auth, request, issuedTokens(server));
  if (!sender.ok) return statusResponse(sender.fault);
  const user = impersonated(request) ?? sender.value;
  const info = requestInfo(request.method, url);
  const refused = server.auth === undefined ? undefined : refusal(server, { sender: sender.value, user, info });
  if (refused !== undefined) return statusResponse(refused);
  if (!info.isResource) return page(server, request, url);
  const route = routeOf(server, info, url.pathname);
  return route === undefined ? nothing(server, info) : answerResource(server, { request, url, info, route, user });
}

interface Visit {
  readonly sender: UserInfo;
  readonly user: UserInfo;
  readonly info: RequestInfo;
}

/** Why the sender may not be whom he wants to be, or that one may not do what he wants. */
function refusal({ store }: ApiServerOptions, { sender, user, info }: Visit): StatusError | undefined {
  const nowhere = { group: "", subresource: "", namespace: "" };
  const wish: Wish = { kind: "resource", verb: "impersonate", resource: "users", ...nowhere, name: user.name };
  const masked = sender === user ? undefined : refusedWish(store, sender, wish);
  const { verb, path } = info;
  return (
    masked ?? refusedWish(store, user, info.isResource ? { kind: "resource", ...info } : { kind: "path", verb, path })
  );
}

/** Groups that the server does not have are no business of the API machinery. */
function nothing({ store }: ApiServerOptions, { group }: RequestInfo): Response {
  const isKnown = group === "" || groupNames(servedTypes(store)).includes(group);
  return isKnown ? statusResponse(unknownPath()) : textResponse(404, "404 page not found\n");
}
