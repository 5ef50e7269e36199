import { failed, ok, type Outcome } from "../../base/index.ts";
import type { NamedObject } from "../../cluster/index.ts";
import { findResource } from "../../kinds/index.ts";
import { cliFault, type Fault } from "../fault.ts";

/** What pods come from, and pods. */
const KINDS: readonly string[] = [
  "pods",
  "deployments",
  "statefulsets",
  "daemonsets",
  "replicasets",
  "jobs",
  "cronjobs",
  "nodes",
];

/** `pod/web deploy/api`, `pod web api`, or plain names of pods. */
export function parseTargets(words: readonly string[]): Outcome<readonly NamedObject[], Fault> {
  const [first = "", ...names] = words;
  const kind = findResource(first)?.resource;
  if (kind !== undefined && names.length > 0 && words.every((word) => !word.includes("/"))) {
    return KINDS.includes(kind) ? ok(names.map((name) => ({ resource: kind, name }))) : failed(noPods(first));
  }
  const targets: NamedObject[] = [];
  for (const word of words) {
    const target = parseTarget(word);
    if (!target.ok) return target;
    targets.push(target.value);
  }
  return ok(targets);
}

function parseTarget(word: string): Outcome<NamedObject, Fault> {
  const [kind = "", name, ...more] = word.split("/");
  if (name === undefined) return ok({ resource: "pods", name: kind });
  const resource = findResource(kind)?.resource;
  if (resource === undefined || !KINDS.includes(resource)) return failed(noPods(kind));
  if (name === "" || more.length > 0) {
    return failed(
      cliFault("CLI_USAGE", `Cannot look at ${JSON.stringify(word)}: KIND/NAME such as deploy/web is wanted`),
    );
  }
  return ok({ resource, name });
}

function noPods(kind: string): Fault {
  const message = `Cannot look at ${JSON.stringify(kind)}: no pods come from it`;
  return cliFault("CLI_USAGE", message, "One of pod, deploy, sts, ds, rs, job, cronjob and node is wanted");
}
