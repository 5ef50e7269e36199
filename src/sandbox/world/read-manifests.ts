import * as v from "valibot";

import { failed, ok, type Outcome } from "../../base/index.ts";
import type { KubernetesObject } from "../../kinds/index.ts";
import type { ReadOptions, WorldFault } from "./contract.ts";
import { worldFault } from "./fault.ts";
import { readYaml, type YamlDocument } from "./yaml.ts";

const objectSchema = v.looseObject({
  apiVersion: v.pipe(v.string(), v.nonEmpty()),
  kind: v.pipe(v.string(), v.nonEmpty()),
  metadata: v.exactOptional(v.looseObject({})),
});
const listSchema = v.looseObject({ kind: v.pipe(v.string(), v.endsWith("List")), items: v.array(v.unknown()) });

/** Reads manifests: YAML or JSON, several documents, `List` objects opened; empty documents are skipped. */
export async function readManifests(
  text: string,
  options: ReadOptions,
): Promise<Outcome<readonly KubernetesObject[], WorldFault>> {
  const documents = await readYaml(text, options.name, "MANIFEST_SYNTAX");
  if (!documents.ok) return documents;
  const objects: KubernetesObject[] = [];
  for (const document of documents.value) {
    if (document.value === null || document.value === undefined) continue;
    const read = objectsOf(document, document.value, []);
    if (!read.ok) return read;
    objects.push(...read.value);
  }
  if (objects.length === 0) {
    return failed(worldFault("MANIFEST_EMPTY", { source: options.name }, "there is no Kubernetes object in it"));
  }
  return ok(objects);
}

function objectsOf(
  document: YamlDocument,
  value: unknown,
  path: readonly (string | number)[],
): Outcome<readonly KubernetesObject[], WorldFault> {
  const list = v.safeParse(listSchema, value);
  if (!list.success) return objectOf(document, value, path);
  const objects: KubernetesObject[] = [];
  for (const [index, item] of list.output.items.entries()) {
    const read = objectsOf(document, item, [...path, "items", index]);
    if (!read.ok) return read;
    objects.push(...read.value);
  }
  return ok(objects);
}

function objectOf(
  document: YamlDocument,
  value: unknown,
  path: readonly (string | number)[],
): Outcome<readonly KubernetesObject[], WorldFault> {
  const object = v.safeParse(objectSchema, value);
  if (object.success) return ok([{ ...object.output, metadata: object.output.metadata ?? {} }]);
  const problem = "a Kubernetes object with apiVersion, kind and metadata is wanted here";
  return failed(worldFault("MANIFEST_SYNTAX", document.place(path), problem));
}
