import type { ApiAnswer, ApiRequest, ApiServerOptions, SubresourceName } from "./contract.ts";
import { recordRefusal } from "./journal.ts";
import { typeByKey } from "./resources/served.ts";
import { isReview, review } from "./reviews/review.ts";
import { methodNotAllowed, unknownPath } from "./status/status-error.ts";
import { type Call, refusal } from "./step.ts";
import { connect } from "./subresources/connect.ts";
import { evict } from "./subresources/eviction.ts";
import { finalize } from "./subresources/finalize.ts";
import { podPart } from "./subresources/pod-parts.ts";
import { scale } from "./subresources/scale.ts";
import { issueToken } from "./subresources/token.ts";
import { optionsFault } from "./validate/options.ts";
import { bind } from "./verbs/bind.ts";
import { create } from "./verbs/create.ts";
import { remove, removeAll } from "./verbs/delete.ts";
import { list } from "./verbs/list.ts";
import { logs } from "./verbs/logs.ts";
import { patch } from "./verbs/patch.ts";
import { get } from "./verbs/read.ts";
import { update } from "./verbs/update.ts";

const READING: readonly ApiRequest["verb"][] = ["get", "list"];

/** One request through the whole pipeline. */
export function handle(server: ApiServerOptions, request: ApiRequest): ApiAnswer {
  const type = typeByKey(server.store, request.resource);
  if (type === undefined) return refusal(unknownPath());
  const call: Call = { server, request, type };
  const fault = optionsFault(call);
  const answer = fault === undefined ? dispatch(call) : refusal(fault);
  const waits = request.reviews?.wanted !== undefined;
  if (!answer.ok && !waits && !READING.includes(request.verb)) recordRefusal(call, answer.status);
  return answer;
}

type Answer = (call: Call) => ApiAnswer;

const VERBS: Readonly<Record<ApiRequest["verb"], Answer>> = {
  get,
  list,
  create,
  update,
  patch,
  delete: remove,
  deletecollection: removeAll,
};

/** Subresources with ways of their own, and what can be done there; `status` goes the way of its object. */
const SUBRESOURCES: Partial<Record<SubresourceName, { readonly verbs?: readonly string[]; readonly answer: Answer }>> =
  {
    binding: { verbs: ["create"], answer: bind },
    log: { verbs: ["get"], answer: logs },
    scale: { answer: scale },
    eviction: { verbs: ["create"], answer: evict },
    token: { verbs: ["create"], answer: issueToken },
    finalize: { verbs: ["update"], answer: finalize },
    approval: { answer: (call) => VERBS[call.request.verb](ofStatus(call)) },
    ephemeralcontainers: { answer: podPart },
    resize: { answer: podPart },
    exec: { answer: connect },
    attach: { answer: connect },
    portforward: { answer: connect },
    proxy: { answer: connect },
  };

/** The approval of a request for a certificate is a condition of its status. */
function ofStatus({ request, ...call }: Call): Call {
  return { ...call, request: { ...request, subresource: "status" } };
}

function dispatch(call: Call): ApiAnswer {
  const { verb, subresource } = call.request;
  const own = subresource === undefined ? undefined : SUBRESOURCES[subresource];
  if (own?.verbs?.includes(verb) === false) return refusal(methodNotAllowed());
  if (own !== undefined) return own.answer(call);
  return isReview(call) ? review(call) : VERBS[verb](call);
}
