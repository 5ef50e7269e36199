import { base64, utf8Bytes } from "../../../base/index.ts";
import type { KubernetesObject, World } from "../../../kinds/index.ts";
import { cellAt, instant, ofKind, stepOf, statusBy } from "../read-off.ts";
import type { Story } from "../story.ts";
import type { Template } from "../template.ts";
import { type Place, placeOf, plainWorld, withRegistry } from "../plain-world.ts";

const NAME = "regcred";
const INSTANTS = [8, 15, 25, 40, 55] as const;

export const staleLogin: Template = {
  id: "Q20",
  skill: "CRD",
  level: "hard",
  format: "one",
  make: async (own, dice) => {
    const place = placeOf(own);
    const at = (dice.pick(INSTANTS) ?? 0) * 1000;
    if (place === undefined) return undefined;
    const story = own.other(stale(own, place));
    const told = await story.tell();
    const status = statusBy(told, at);
    const step = status === undefined ? undefined : stepOf(told, status);
    if (status === undefined || step === undefined) return undefined;
    return {
      values: { image: place.image, host: place.host, at: instant(at), secret: NAME },
      right: [status.data.status],
      believed: { story, beliefs: ["M27", "M01", "M25", "M03"], value: (other) => statusBy(other, at)?.data.status },
      lures: ofKind(told, "status").map(({ data }) => ({ text: data.status })),
      second: async () => [await cellAt(told, at, "STATUS")],
      step,
      story,
    };
  },
};

/** Anybody may pull the image; the pod brings a login that was good once. */
function stale(story: Story, place: Place): World {
  const world = plainWorld(story, place, { imagePullSecrets: [{ name: NAME }] });
  const users = [{ username: "puller", password: "puller-pass" }];
  const closed = withRegistry(world, (registry) => ({
    ...registry,
    auth: { kind: "token", realm: registry.host, users },
  }));
  return { ...closed, cluster: { ...closed.cluster, objects: [login(place.host), ...world.cluster.objects] } };
}

function login(host: string): KubernetesObject {
  const auths = { [host]: { username: "puller", password: "the-old-one" } };
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: NAME },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": base64(utf8Bytes(JSON.stringify({ auths }))) },
  } as KubernetesObject;
}
