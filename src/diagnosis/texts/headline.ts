import type { Verdict } from "../../kinds/index.ts";
import { humanDuration } from "../../kubectl/out/index.ts";

/** Who it is about, in kubectl's words: `pod/web (shop)`, `3 pods`, or that it is a text alone. */
export function whoOf({ pods, image, alone, owners = [] }: Verdict): string {
  const [first] = pods;
  if (alone && image !== undefined) return `image/${image}`;
  if (first === undefined) return "message";
  if (pods.length > 1) return `${pods.length} pods${ownersText(owners)}`;
  const [namespace, name] = first.includes("/") ? first.split("/") : [undefined, first];
  return namespace === undefined ? `pod/${name}` : `pod/${name} (${namespace})`;
}

/** ` of deployment/web`, ` of 3 deployments and job/migrate`; nothing where they belong to nothing that was seen. */
function ownersText(owners: readonly string[]): string {
  const byKind = new Map<string, string[]>();
  for (const owner of owners) {
    const [kind = "", name = ""] = owner.split("/").slice(-2);
    byKind.set(kind.toLowerCase(), [...(byKind.get(kind.toLowerCase()) ?? []), name]);
  }
  const parts = [...byKind].map(([kind, names]) =>
    names.length === 1 ? `${kind}/${names[0]}` : `${names.length} ${kind}s`,
  );
  return parts.length === 0 ? "" : ` of ${parts.join(" and ")}`;
}

/** `ImagePullBackOff for 7m, 6 attempts`, as far as it was seen. */
export function stateOf({ status, since, attempts }: Verdict): string {
  const span = since === undefined ? "" : ` for ${humanDuration(since * 1000)}`;
  const tries = attempts === undefined ? "" : `, ${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
  const words = `${status ?? (span === "" ? "" : "failing")}${span}${tries}`;
  return words.replace(/^, /, "");
}
