import { failed, isJsonObject, listAt, ok, type Outcome, textAt } from "../base/index.ts";
import type { ApiResource, KubernetesObject } from "../kinds/index.ts";
import type { ClusterAccess } from "./contract.ts";
import { answerFault, type ClusterFault } from "./fault.ts";

/** Objects in one answer; the API server hands on a token for the next. */
const PAGE = 500;

export interface Place {
  readonly type: ApiResource;
  /** Undefined: all namespaces, or a resource that has none. */
  readonly namespace?: string | undefined;
}

export interface ListQuery {
  /** What is in them stays at the API server: only who they are. */
  readonly metadataOnly?: true;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/** Reads through one user's access; ends when the signal says so. */
export interface Reader {
  readonly access: ClusterAccess;
  readonly signal: AbortSignal;
}

export async function readObject(
  { access, signal }: Reader,
  place: Place,
  name: string,
): Promise<Outcome<KubernetesObject, ClusterFault>> {
  const path = `${pathOf(place)}/${encodeURIComponent(name)}`;
  const answer = await access.send({ method: "GET", path }, signal);
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  const what = `${place.type.singular} ${JSON.stringify(name)}`;
  if (status !== 200) return failed(answerFault(what, answer.value));
  const object = objectOf(body, place.type);
  return object === undefined ? failed(noObject(what, access)) : ok(object);
}

const METADATA_ONLY = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

/** The first objects of a collection, as many as one page of this size holds. */
export async function readSome(
  reader: Reader,
  place: Place,
  most: number,
): Promise<Outcome<readonly KubernetesObject[], ClusterFault>> {
  const page = await readPage(reader, place, { continue: "", limit: most });
  return page.ok ? ok(page.value.items) : page;
}

/** All objects of a collection, page by page. */
export async function readList(
  reader: Reader,
  place: Place,
  query: ListQuery = {},
): Promise<Outcome<readonly KubernetesObject[], ClusterFault>> {
  const objects: KubernetesObject[] = [];
  for (let token: string | undefined = ""; token !== undefined;) {
    const page = await readPage(reader, place, { ...query, continue: token });
    if (!page.ok) return page;
    objects.push(...page.value.items);
    token = page.value.next;
  }
  return ok(objects);
}

interface Page {
  readonly items: readonly KubernetesObject[];
  readonly next: string | undefined;
}

async function readPage(
  { access, signal }: Reader,
  place: Place,
  { metadataOnly, limit = PAGE, ...query }: ListQuery & { readonly continue: string; readonly limit?: number },
): Promise<Outcome<Page, ClusterFault>> {
  const given = Object.entries({ ...query, limit: `${limit}` }).filter(
    ([, value]) => value !== undefined && value !== "",
  );
  const path = `${pathOf(place)}?${new URLSearchParams(given as [string, string][]).toString()}`;
  const accept = metadataOnly === undefined ? {} : { accept: METADATA_ONLY };
  const answer = await access.send({ method: "GET", path, ...accept }, signal);
  if (!answer.ok) return answer;
  const { status, body } = answer.value;
  if (status !== 200) return failed(answerFault(place.type.resource, answer.value));
  // An empty list may say null.
  if (!isJsonObject(body) || !(Array.isArray(body["items"]) || body["items"] === null))
    return failed(noObject(place.type.resource, access));
  const items = listAt(body, "items").flatMap((item) => objectOf(item, place.type) ?? []);
  return ok({ items, next: textAt(body, "metadata", "continue") || undefined });
}

/** Members of lists do not say what they are: the collection does. What has no name is no object. */
function objectOf(value: unknown, { kind, group, version }: ApiResource): KubernetesObject | undefined {
  if (!isJsonObject(value) || !isJsonObject(value["metadata"])) return undefined;
  const apiVersion = group === "" ? version : `${group}/${version}`;
  return { apiVersion, kind, ...value, metadata: value["metadata"] };
}

export function pathOf({ type, namespace }: Place): string {
  const { group, version, resource, namespaced } = type;
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  const inside = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : "";
  return `${root}${inside}/${resource}`;
}

function noObject(what: string, { server }: ClusterAccess): ClusterFault {
  const hint = "Is there something else between here and the API server, such as a proxy with a login page?";
  return { code: "CLUSTER_ANSWER", message: `Cannot read ${what}: ${server} does not answer like an API server`, hint };
}
