import type { ApiAnswer, ApiRequest, ApiServerOptions } from "./contract.ts";
import { handle } from "./handle.ts";
import { typeByKey } from "./resources/served.ts";
import { optionsFault } from "./validate/options.ts";
import { collectionOf } from "./verbs/delete.ts";
import type { CallWebhook, Reviews, WebhookReply } from "./webhooks/contract.ts";

/** A write that may have to wait for webhooks. Objects of a collection that is deleted wait one after the other. */
export async function handleWaiting(server: ApiServerOptions, request: ApiRequest): Promise<ApiAnswer> {
  const { callWebhook } = server;
  if (callWebhook === undefined) return handle(server, request);
  const type = request.verb === "deletecollection" ? typeByKey(server.store, request.resource) : undefined;
  if (type === undefined || optionsFault({ server, request, type }) !== undefined) {
    return answered(server, request, callWebhook);
  }
  const { answer, deletions } = collectionOf({ server, request, type });
  for (const deletion of deletions) {
    const one = await answered(server, deletion, callWebhook);
    if (!one.ok && one.code !== 404) return one;
  }
  return answer;
}

/** Handles a request again whenever a webhook has answered: nothing is done before the last one has, and names and uids stay. */
async function answered(server: ApiServerOptions, request: ApiRequest, callWebhook: CallWebhook): Promise<ApiAnswer> {
  const known: WebhookReply[] = [];
  const drawn: number[] = [];
  for (;;) {
    const reviews: Reviews = { known, asked: 0 };
    let draws = 0;
    const random = { next: (): number => (drawn[draws++] ??= server.random.next()) };
    const answer = handle({ ...server, random }, { ...request, reviews });
    if (reviews.wanted === undefined) return answer;
    known.push(await callWebhook(reviews.wanted));
  }
}
