import type { Pod, Rules, SecretObject, Snapshot } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import { type Ask, asksOf, hostOfKey, keysOf } from "./ask.ts";

export interface Elsewhere {
  readonly secrets: readonly SecretObject[];
  readonly rules: Rules;
  readonly snapshot: Pick<Snapshot, "siblings" | "nodes">;
}

/** The likeliest registries are asked, no more. */
const MOST = 3;
const HUB = /^(?:(?:index|registry-1)\.)?docker\.io$/;
const HOST = /^(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?$|^localhost(?::\d+)?$/;

/**
 * The same path at other registries that the user's own objects name: those that nodes have it from, those that the pod has logins for,
 * those of its neighbours. Each as whom the kubelet would ask there; a login goes to its own host only.
 */
export function elsewhereAsksOf(pod: Pod, image: string, about: Elsewhere): readonly Ask[] {
  const { secrets, rules } = about;
  return hostsFor(pod, image, about).flatMap((host) => {
    const asks = asksOf(pod, `${host}/${image}`, { secrets, rules });
    return asks.slice(-1).map((ask) => ({ ...ask, image, elsewhere: host }));
  });
}

function hostsFor(
  pod: Pod,
  image: string,
  { secrets, rules, snapshot: { siblings = [], nodes = [] } }: Elsewhere,
): readonly string[] {
  const { namespace = "default" } = pod.metadata;
  const path = `/${image.replace(/@.*$/, "").replace(/:[^:/]*$/, "")}`;
  const onNodes = nodes.flatMap(({ images }) =>
    images.filter((name) => name.replace(/[@:][^/]*$/, "").endsWith(path) && hostOf(name, rules) !== undefined),
  );
  const same = onNodes.filter((name) => name.replace(/[@:][^/]*$/, "") === `${hostOf(name, rules)}${path}`);
  const neighbours = siblings.flatMap((each) => (each.namespace === namespace ? each.images : []));
  const hosts = [
    ...same.flatMap((name) => hostOf(name, rules) ?? []),
    ...keysOf(pod, { secrets, rules }).map(hostOfKey),
    ...neighbours.flatMap((name) => hostOf(name, rules) ?? []),
  ];
  return [...new Set(hosts)].filter((host) => HOST.test(host) && !HUB.test(host)).slice(0, MOST);
}

function hostOf(image: string, { reference }: Rules): string | undefined {
  const parsed = parseImage(image, reference);
  return parsed.ok ? parsed.value.host : undefined;
}
