import { ok, type Outcome } from "../../../base/index.ts";
import { apiVersionOf, type KubernetesObject } from "../../../kinds/index.ts";
import type { ObjectList, StatusError } from "../contract.ts";
import { watchExpired } from "../status/expired.ts";
import type { Call } from "../step.ts";
import { type ListOptions, readListOptions } from "../validate/list-options.ts";
import { list } from "../verbs/list.ts";
import { selectorOf } from "../verbs/selection.ts";
import { eventOf } from "./event-of.ts";
import { type WatchEvent, type WatchOptions, watchStream } from "./watch-stream.ts";

/** How long a watch lasts whose client does not say, at least, in milliseconds; each lasts up to twice as long. */
const LASTS = 30 * 60_000;
const INITIAL_END = "k8s.io/initial-events-end";

export interface WatchRequest {
  readonly call: Call;
  readonly write: (event: WatchEvent) => string;
  readonly signal: AbortSignal;
}

/** GET with `watch`: the body that tells every change from the version on that the client has seen. */
export function watch({ call, write, signal }: WatchRequest): Outcome<ReadableStream<Uint8Array>, StatusError> {
  const { server, request, type } = call;
  const options = readListOptions(request.query ?? {}, true, server.rules);
  if (!options.ok) return options;
  const selects = selectorOf(call);
  if (!selects.ok) return selects;
  const isHere = ({ metadata }: KubernetesObject): boolean =>
    request.namespace === "" || metadata.namespace === request.namespace;
  const { clock, store, random } = server;
  const seconds = options.value.timeoutSeconds ?? 0;
  const shared = { store, clock, resource: type.key, write, signal };
  const lasts = seconds > 0 ? seconds * 1000 : LASTS * (1 + random.next());
  const filter: WatchOptions["eventOf"] = (change) =>
    isHere(change.object) ? eventOf(change, selects.value) : undefined;
  return ok(watchStream({ ...shared, lasts, eventOf: filter, ...beginning(call, options.value) }));
}

type Beginning = Pick<WatchOptions, "version" | "first" | "bookmark">;

/** Without a version the watch begins with all there is. */
function beginning(call: Call, options: ListOptions): Beginning {
  const { store } = call.server;
  const { version = 0, bookmarks, sendsInitialEvents } = options;
  const bookmark = bookmarks ? { bookmark: (now: number): WatchEvent => bookmarkOf(call, now) } : {};
  const isFresh = version === 0 || sendsInitialEvents;
  const known = isFresh || store.changesSince(call.type.key, version) !== undefined;
  if (!known) {
    const status = watchExpired(version, store.resourceVersion);
    return { version: store.resourceVersion, first: [{ type: "ERROR", object: status }] };
  }
  if (!isFresh) return { version, first: [], ...bookmark };
  const added = selectedNow(call).map((object): WatchEvent => ({ type: "ADDED", object }));
  const end = sendsInitialEvents && bookmarks ? [bookmarkOf(call, store.resourceVersion, true)] : [];
  return { version: store.resourceVersion, first: [...added, ...end], ...bookmark };
}

function selectedNow(call: Call): readonly KubernetesObject[] {
  const { labelSelector, fieldSelector } = call.request.query ?? {};
  const query = {
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
  const answer = list({ ...call, request: { ...call.request, verb: "list", query } });
  return answer.ok && "object" in answer ? (answer.object as ObjectList).items : [];
}

function bookmarkOf({ type }: Call, version: number, isEnd = false): WatchEvent {
  const annotations = isEnd ? { annotations: { [INITIAL_END]: "true" } } : {};
  const metadata = { resourceVersion: `${version}`, ...annotations };
  return { type: "BOOKMARK", object: { kind: type.kind, apiVersion: apiVersionOf(type), metadata } };
}
