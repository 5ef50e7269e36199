import { isJsonObject, listAt, ManualClock, SeededRandom, textAt } from "../../src/base/index.ts";
import { findResource, type KubernetesObject, type Minor, rulesOf } from "../../src/kinds/index.ts";
import { createApiServer } from "../../src/sandbox/api/index.ts";
import { createStore } from "../../src/sandbox/store/index.ts";
import { comparable } from "./comparable.ts";

interface Input {
  readonly resource: string;
  readonly objects: readonly KubernetesObject[];
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** Lists a namespace that holds the objects as they are. */
export function answerSelector(input: Input, minor: Minor): unknown {
  const { resource, objects, labelSelector, fieldSelector } = input;
  const store = createStore();
  for (const object of objects) store.put(findResource(resource)?.resource ?? "", object);
  const api = createApiServer({
    rules: rulesOf(minor),
    admission: [],
    store,
    clock: new ManualClock(),
    random: new SeededRandom(1),
    recorder: { record: () => 0 },
  });
  const query = {
    ...(labelSelector === undefined ? {} : { labelSelector }),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
  };
  const namespace = objects[0]?.metadata.namespace ?? "";
  const answer = api.handle({ verb: "list", resource, namespace, name: "", query });
  if (!answer.ok) return { status: comparable(answer.status) };
  const items = "object" in answer ? listAt(answer.object, "items").filter(isJsonObject) : [];
  return { names: items.map((item) => textAt(item, "metadata", "name") ?? "") };
}
