import { failed, isJsonObject, ok, type Outcome, textAt } from "../base/index.ts";
import type { KubernetesObject } from "../kinds/index.ts";
import type { ClusterAnswer, ClusterRequest } from "./contract.ts";
import type { ClusterFault } from "./fault.ts";
import { pathOf, type Place, type Reader } from "./read.ts";

/** Changes through one user's access. */
export interface Writer extends Reader {
  /** The API server checks everything and keeps nothing. */
  readonly dryRun: boolean;
}

/** What an object must still be for it to be deleted. */
export interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

type Written = Outcome<undefined, ClusterFault>;

/** `operations` as in RFC 6902; one that sets `/metadata/resourceVersion` makes it fail where the object has changed meanwhile. */
export async function patchObject(
  writer: Writer,
  { place, name }: { readonly place: Place; readonly name: string },
  operations: unknown,
): Promise<Written> {
  const path = `${pathOf(place)}/${encodeURIComponent(name)}`;
  const contentType = "application/json-patch+json";
  return written(writer, { method: "PATCH", path, body: operations, contentType }, `change ${nameOf(place, name)}`);
}

export async function createObject(writer: Writer, place: Place, body: KubernetesObject): Promise<Written> {
  const what = `create ${nameOf(place, body.metadata.name ?? "")}`;
  return written(writer, { method: "POST", path: pathOf(place), body }, what);
}

/** What belongs to it goes too, after it. */
export async function deleteObject(
  writer: Writer,
  { place, name }: { readonly place: Place; readonly name: string },
  preconditions: Preconditions,
): Promise<Written> {
  const path = `${pathOf(place)}/${encodeURIComponent(name)}`;
  const body = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background", preconditions };
  return written(writer, { method: "DELETE", path, body }, `delete ${nameOf(place, name)}`);
}

function nameOf({ type }: Place, name: string): string {
  return `${type.singular} ${JSON.stringify(name)}`;
}

async function written({ access, signal, dryRun }: Writer, request: ClusterRequest, what: string): Promise<Written> {
  const path = dryRun ? `${request.path}?dryRun=All` : request.path;
  const answer = await access.send({ ...request, path }, signal);
  if (!answer.ok) return answer;
  const isDone = answer.value.status < 300 && isJsonObject(answer.value.body);
  return isDone ? ok(undefined) : failed(refusal(what, answer.value));
}

const CODES: Readonly<Record<number, ClusterFault["code"]>> = {
  401: "CLUSTER_UNAUTHORIZED",
  403: "CLUSTER_FORBIDDEN",
  404: "CLUSTER_NOT_FOUND",
  409: "CLUSTER_CONFLICT",
  400: "CLUSTER_REFUSED",
  422: "CLUSTER_REFUSED",
};

function refusal(what: string, { status, body }: ClusterAnswer): ClusterFault {
  const said = textAt(body, "message") ?? `the API server answers ${status}`;
  return { code: CODES[status] ?? "CLUSTER_ANSWER", message: `Cannot ${what}: ${said}` };
}
