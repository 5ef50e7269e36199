import { failed, ok, type Outcome } from "../../base/index.ts";
import type { NamedObject } from "../../cluster/index.ts";
import { findResource } from "../../kinds/index.ts";
import { cliFault, type Fault } from "../fault.ts";

/** What pods come from, and pods. */
export const TARGET_RESOURCES: readonly string[] = [
  "pods",
  "deployments",
  "statefulsets",
  "daemonsets",
  "replicasets",
  "jobs",
  "cronjobs",
  "nodes",
];

/** What was typed: objects of a cluster, or images. */
export interface Targets {
  readonly objects: readonly NamedObject[];
  readonly images: readonly string[];
}

const IMAGE = "image/";

/** `image/REF`, or what `parseObjects` takes; not both. */
export function parseTargets(words: readonly string[]): Outcome<Targets, Fault> {
  const images = words.filter((word) => word.startsWith(IMAGE)).map((word) => word.slice(IMAGE.length));
  if (images.length > 0 && images.length < words.length) return failed(mixed());
  if (images.length > 0) return ok({ objects: [], images });
  const objects = parseObjects(words);
  return objects.ok ? ok({ objects: objects.value, images }) : objects;
}

function mixed(): Fault {
  return cliFault("CLI_USAGE", "Cannot look at images and objects of a cluster at once: one kind of target is wanted");
}

/** `pod/web deploy/api`, `pod web api`, or plain names of pods. */
function parseObjects(words: readonly string[]): Outcome<readonly NamedObject[], Fault> {
  const [first = "", ...names] = words;
  const kind = findResource(first)?.resource;
  if (kind !== undefined && names.length > 0 && words.every((word) => !word.includes("/"))) {
    return TARGET_RESOURCES.includes(kind)
      ? ok(names.map((name) => ({ resource: kind, name })))
      : failed(noPods(first));
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
  if (resource === undefined || !TARGET_RESOURCES.includes(resource)) return failed(noPods(kind));
  if (name === "" || more.length > 0) {
    return failed(
      cliFault("CLI_USAGE", `Cannot look at ${JSON.stringify(word)}: KIND/NAME such as deploy/web is wanted`),
    );
  }
  return ok({ resource, name });
}

function noPods(kind: string): Fault {
  const message = `Cannot look at ${JSON.stringify(kind)}: no pods come from it`;
  return cliFault("CLI_USAGE", message, "One of pod, deploy, sts, ds, rs, job, cronjob, node and image is wanted");
}
