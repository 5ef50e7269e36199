import type { Verdict } from "../../kinds/index.ts";
import { humanDuration } from "../../kubectl/out/index.ts";

/** Who it is about, in kubectl's words: `pod/web (shop)`, `3 pods`, or that it is a text alone. */
export function whoOf({ pods, image, alone }: Verdict): string {
  const [first] = pods;
  if (alone && image !== undefined) return `image/${image}`;
  if (first === undefined) return "message";
  if (pods.length > 1) return `${pods.length} pods`;
  const [namespace, name] = first.includes("/") ? first.split("/") : [undefined, first];
  return namespace === undefined ? `pod/${name}` : `pod/${name} (${namespace})`;
}

/** `ImagePullBackOff for 7m, 6 attempts`, as far as it was seen. */
export function stateOf({ status, since, attempts }: Verdict): string {
  const span = since === undefined ? "" : ` for ${humanDuration(since * 1000)}`;
  const tries = attempts === undefined ? "" : `, ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
  const words = `${status ?? (span === "" ? "" : "failing")}${span}${tries}`;
  return words.replace(/^, /, "");
}
