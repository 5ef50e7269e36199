import { isJsonObject, type JsonObject, objectAt } from "../../src/base/index.ts";
import { apiVersionOf, findResource, type KubernetesObject, type Minor, rulesOf } from "../../src/kinds/index.ts";
import { emptyServer } from "./admission.ts";
import { comparable } from "./comparable.ts";
import { warningsOf } from "./warnings.ts";

interface Input {
  readonly kind: string;
  readonly original: KubernetesObject;
  /** The content type. */
  readonly type: string;
  readonly patch?: unknown;
  /** The raw body, where it is not JSON. */
  readonly patchText?: string;
}

/** PATCH of a stored object: the object afterwards, or the Status. */
export async function answerPatch(input: Input, minor: Minor): Promise<unknown> {
  const { original, patch, patchText, type: contentType } = input;
  const type = findResource(input.kind);
  if (type === undefined) throw new Error(`No resource of kind ${input.kind}`);
  const { namespace = "", name = "" } = original.metadata;
  const { api, store } = emptyServer(minor, namespace);
  const stamped = { uid: "00000000-0000-4000-8000-000000000000", creationTimestamp: "2026-01-01T00:00:00Z" };
  store.put(type.resource, { ...asStored(original, minor), metadata: { ...stamped, ...original.metadata } });
  const scope = namespace === "" ? "" : `/namespaces/${namespace}`;
  const url = `http://x/${type.group === "" ? "api" : "apis"}/${apiVersionOf(type)}${scope}/${type.resource}/${name}`;
  const body = patchText ?? JSON.stringify(patch);
  const response = await api.fetch(
    new Request(url, { method: "PATCH", headers: { "content-type": contentType }, body }),
  );
  const answer = (await response.json()) as JsonObject;
  const warnings = warningsOf(response);
  const told = warnings.length === 0 ? {} : { warnings };
  if (!response.ok) return { status: comparable(answer, uidsIn(body)), ...told };
  return { result: withoutGeneration(comparable(answer)), ...told };
}

/** Vectors are without the null times that older servers store in templates. */
function asStored(original: KubernetesObject, minor: Minor): KubernetesObject {
  const template = objectAt(original, "spec", "template");
  if (!rulesOf(minor).admission.nullTemplateTime || !isJsonObject(template["metadata"])) return original;
  const metadata = { ...template["metadata"], creationTimestamp: null };
  return {
    ...original,
    spec: { ...objectAt(original, "spec"), template: { ...template, metadata } },
  } as KubernetesObject;
}

function uidsIn(text: string): readonly string[] {
  return text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
}

/** Generations of pods, and zero times in templates, are no matter of patches. */
function withoutGeneration(object: unknown): unknown {
  if (!isJsonObject(object)) return object;
  const plain = JSON.parse(
    JSON.stringify(object, (key, value: unknown) =>
      key === "creationTimestamp" && value === null ? undefined : value,
    ),
  ) as JsonObject;
  if (object["kind"] !== "Pod" || !isJsonObject(plain["metadata"])) return plain;
  const { generation: _generation, ...metadata } = plain["metadata"];
  return { ...plain, metadata };
}
