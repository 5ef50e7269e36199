import type { ApiAnswer, ApiRequest, ApiServerOptions } from "./contract.ts";
import { recordRefusal } from "./journal.ts";
import { typeByKey } from "./resources/served.ts";
import { methodNotAllowed, unknownPath } from "./status/status-error.ts";
import { type Call, refusal } from "./step.ts";
import { optionsFault } from "./validate/options.ts";
import { logs } from "./verbs/logs.ts";
import { bind } from "./verbs/bind.ts";
import { create } from "./verbs/create.ts";
import { remove, removeAll } from "./verbs/delete.ts";
import { patch } from "./verbs/patch.ts";
import { list } from "./verbs/list.ts";
import { get } from "./verbs/read.ts";
import { update } from "./verbs/update.ts";

/** One request through the whole pipeline. */
export function handle(server: ApiServerOptions, request: ApiRequest): ApiAnswer {
  const type = typeByKey(server.store, request.resource);
  if (type === undefined) return refusal(unknownPath());
  const call: Call = { server, request, type };
  const fault = optionsFault(call);
  const answer = fault === undefined ? dispatch(call) : refusal(fault);
  if (!answer.ok && request.verb !== "get" && request.verb !== "list") recordRefusal(call, answer.status);
  return answer;
}

const VERBS: Readonly<Record<ApiRequest["verb"], (call: Call) => ApiAnswer>> = {
  get,
  list,
  create,
  update,
  patch,
  delete: remove,
  deletecollection: removeAll,
};

function dispatch(call: Call): ApiAnswer {
  const { verb, subresource } = call.request;
  if (subresource === "binding") return verb === "create" ? bind(call) : refusal(methodNotAllowed());
  if (subresource === "log") return verb === "get" ? logs(call) : refusal(methodNotAllowed());
  return VERBS[verb](call);
}
