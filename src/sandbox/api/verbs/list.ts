import { ok } from "../../../base/index.ts";
import { apiVersionOf, type KubernetesObject } from "../../../kinds/index.ts";
import type { ApiAnswer, ObjectList } from "../contract.ts";
import { tooLargeVersion, versionExpired, continueExpired } from "../status/expired.ts";
import { type Call, refusal, refuse, type Step } from "../step.ts";
import { type ListOptions, readListOptions } from "../validate/list-options.ts";
import { writeContinue } from "./continue-token.ts";
import { type Selects, selectorOf } from "./selection.ts";

/** What the selectors of the query leave, in the order of etcd's keys: by namespace, then name. */
export function list(call: Call): ApiAnswer {
  const options = readListOptions(call.request.query ?? {}, false, call.server.rules);
  if (!options.ok) return refusal(options.fault);
  const selected = selectorOf(call);
  if (!selected.ok) return refusal(selected.fault);
  const source = sourceOf(call, options.value);
  if (!source.ok) return refusal(source.fault);
  return { ok: true, code: 200, object: page(call, source.value, { ...options.value, selects: selected.value }) };
}

/** The state that a list is taken from. */
interface Source {
  readonly version: number;
  readonly objects: readonly KubernetesObject[];
}

function sourceOf(call: Call, { token, version, isExact }: ListOptions): Step<Source> {
  const { store } = call.server;
  if (token !== undefined) {
    if (token.version < 0) return ok({ version: store.resourceVersion, objects: present(call) });
    return older(call, token.version, () => continueExpired(writeContinue({ ...token, version: -1 })));
  }
  if (version !== undefined && version > store.resourceVersion) {
    return refuse(tooLargeVersion(version, store.resourceVersion));
  }
  if (isExact && version !== undefined) return older(call, version, versionExpired);
  return ok({ version: store.resourceVersion, objects: present(call) });
}

function present({ server, request, type }: Call): readonly KubernetesObject[] {
  return server.store.list(type.key, request.namespace === "" ? undefined : request.namespace);
}

/** First minor that answers older versions from its cache, whatever was compacted. */
const CACHED_SNAPSHOTS = 34;

function older(call: Call, version: number, expired: () => ReturnType<typeof versionExpired>): Step<Source> {
  const { server, type, request } = call;
  const { store } = server;
  const isCached = Number(server.rules.minor.split(".")[1]) >= CACHED_SNAPSHOTS;
  if (version < store.compactedVersion && !isCached) return refuse(expired());
  const all = store.listAt(type.key, version);
  if (all === undefined) return refuse(expired());
  const objects =
    request.namespace === "" ? all : all.filter(({ metadata }) => metadata.namespace === request.namespace);
  return ok({ version, objects });
}

/** The part of the list that is asked for, with the token for the rest. */
function page(call: Call, source: Source, options: ListOptions & { readonly selects: Selects }): ObjectList {
  const { type } = call;
  const after = options.token?.after;
  const keyed = inOrder(call, source.objects.filter(options.selects));
  const rest = after === undefined ? keyed : keyed.filter(([key]) => key > after);
  const shown = options.limit === 0 ? rest : rest.slice(0, options.limit);
  const last = shown.length < rest.length ? shown.at(-1) : undefined;
  const count = options.selects.isEverything ? { remainingItemCount: rest.length - shown.length } : {};
  const cut =
    last === undefined ? {} : { continue: writeContinue({ version: source.version, after: last[0] }), ...count };
  return {
    apiVersion: apiVersionOf(type),
    kind: `${type.kind}List`,
    metadata: { resourceVersion: `${source.version}`, ...cut },
    items: shown.map(([, object]) => object),
  };
}

type Keyed = readonly [key: string, object: KubernetesObject];

function inOrder({ request }: Call, objects: readonly KubernetesObject[]): Keyed[] {
  const isWide = request.namespace === "";
  return objects
    .map((object) => [keyOf(object, isWide), object] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

/** The key below the list's own: of a list of all namespaces, with the namespace. */
function keyOf({ metadata }: KubernetesObject, isWide: boolean): string {
  const { namespace, name = "" } = metadata;
  return isWide && namespace !== undefined ? `${namespace}/${name}` : name;
}
