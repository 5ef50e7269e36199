import type { Pod, SiblingFacts } from "../kinds/index.ts";
import { eachOf } from "./each-of.ts";
import type { NotSeen } from "./gather-pods.ts";
import { isPod } from "./gather-secrets.ts";
import { readSome, type Reader } from "./read.ts";
import { typeOf } from "./resource-type.ts";

export interface Siblings {
  readonly siblings: readonly SiblingFacts[];
  readonly notSeen: readonly NotSeen[];
}

/** Of a large namespace some pods are enough to see where its images come from. */
const MOST = 200;

/** Which images the pods of the given pods' namespaces have. */
export async function gatherSiblings(reader: Reader, pods: readonly Pod[]): Promise<Siblings> {
  const siblings: SiblingFacts[] = [];
  const notSeen: NotSeen[] = [];
  await eachOf(new Set(pods.map(({ metadata: { namespace = "default" } }) => namespace)), async (namespace) => {
    const listed = await readSome(reader, { type: typeOf("pods"), namespace }, MOST);
    if (!listed.ok) notSeen.push({ what: `pods of namespace ${namespace}`, fault: listed.fault });
    else siblings.push({ namespace, images: [...new Set(listed.value.filter(isPod).flatMap(imagesOf))] });
  });
  return { siblings, notSeen };
}

function imagesOf({ spec: { containers, initContainers = [] } }: Pod): readonly string[] {
  return [...containers, ...initContainers].flatMap(({ image }) => image ?? []);
}
