import { goQuote } from "../../../base/index.ts";
import type { StatusError } from "../contract.ts";
import { failure } from "./status-error.ts";

interface Wanted {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

/** 403 of an authoriser, for a resource; `why` stands behind the sentence. */
export function forbiddenResource(user: string, wanted: Wanted, why: string): StatusError {
  const { verb, group, resource, subresource, namespace, name } = wanted;
  const full = subresource === "" ? resource : `${resource}/${subresource}`;
  const where = namespace === "" ? "at the cluster scope" : `in the namespace "${namespace}"`;
  const which = `resource ${goQuote(full)} in API group "${group}" ${where}`;
  const subject = `${group === "" ? resource : `${resource}.${group}`}${name === "" || (verb === "create" && subresource === "") ? "" : ` ${goQuote(name)}`}`;
  const details = { ...(name === "" ? {} : { name }), ...(group === "" ? {} : { group }), kind: resource };
  return failure("Forbidden", `${subject} is forbidden: User ${goQuote(user)} cannot ${verb} ${which}${why}`, details);
}

/** 403 of an authoriser, for a path that is no resource. */
export function forbiddenPath(user: string, { verb, path }: { verb: string; path: string }, why: string): StatusError {
  return failure("Forbidden", `forbidden: User ${goQuote(user)} cannot ${verb} path ${goQuote(path)}${why}`, {});
}
