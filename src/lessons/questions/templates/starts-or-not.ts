import type { PullPolicy, World } from "../../../kinds/index.ts";
import { cellAt, instant, ofKind, statusBy, stepOf } from "../read-off.ts";
import type { Dice } from "../dice.ts";
import type { Story } from "../story.ts";
import type { Template } from "../template.ts";
import { type Place, placeOf, plainWorld, withPolicy, withRegistry } from "../plain-world.ts";
import { PHRASES } from "../words.en.data.ts";

const POLICIES: readonly PullPolicy[] = ["Always", "IfNotPresent", "Never"];
const UNAVAILABLE = { kind: "status", status: 503, code: "UNAVAILABLE", message: "service unavailable" } as const;

/** What may be the matter with the registry. */
const REGISTRIES = {
  good: (world: World) => world,
  down: (world: World) =>
    withRegistry(world, (registry) => ({ ...registry, faults: [{ from: 0, on: "any", fault: UNAVAILABLE }] })),
  untagged: (world: World) =>
    withRegistry(world, (registry) => ({
      ...registry,
      repositories: registry.repositories.map((repository) => ({ ...repository, tags: [] })),
    })),
} as const;
type RegistryState = keyof typeof REGISTRIES;
const STATES = Object.keys(REGISTRIES) as readonly RegistryState[];

interface Throw {
  readonly policy: PullPolicy;
  readonly state: RegistryState;
  readonly isCached: boolean;
}

/** Those of which not everybody would say that it runs, whatever they believe. */
const THROWS: readonly Throw[] = POLICIES.flatMap((policy) =>
  STATES.flatMap((state) => [true, false].map((isCached) => ({ policy, state, isCached }))),
).filter(({ policy, state, isCached }) => (policy === "Never" ? !isCached : state !== "good"));

/** Beliefs about an image that is on the node already. */
const OF_CACHED = ["M11", "M12"] as const;

const INSTANTS = [10, 20, 30, 45, 58] as const;

export const startsOrNot: Template = {
  id: "Q22",
  skill: "POL",
  level: "medium",
  format: "one",
  make: async (own, dice) => {
    const place = placeOf(own);
    if (place === undefined) return undefined;
    const { world, values, at, isCached } = throwWorld(own, place, dice);
    const story = own.other(world);
    const told = await story.tell();
    const status = statusBy(told, at);
    const step = status === undefined ? undefined : stepOf(told, status);
    if (status === undefined || step === undefined) return undefined;
    return {
      values,
      right: [status.data.status],
      believed: {
        story,
        beliefs: ["M19", ...(isCached ? OF_CACHED : []), "M01", "M25", "M03"],
        value: (other) => statusBy(other, at)?.data.status,
        until: at,
      },
      lures: ofKind(told, "status").map(({ data }) => ({ text: data.status })),
      second: async () => [await cellAt(told, at, "STATUS")],
      step,
      story,
    };
  },
};

function throwWorld(
  story: Story,
  place: Place,
  dice: Dice,
): { world: World; values: Record<string, string>; at: number; isCached: boolean } {
  const { say } = story.options;
  const { policy, state, isCached } = dice.pick(THROWS) ?? { policy: "Never", state: "good", isCached: false };
  const at = (dice.pick(INSTANTS) ?? 0) * 1000;
  const plain = withPolicy(plainWorld(story, place), place, policy);
  const images = isCached ? [{ image: place.image, size: 2048 }] : [];
  const nodes = plain.nodes.map((node) => ({ ...node, images }));
  const values = {
    policy,
    image: place.image,
    at: instant(at),
    node: say(isCached ? PHRASES.cached : PHRASES.absent),
    registry: say(PHRASES[state]),
  };
  return { world: REGISTRIES[state]({ ...plain, nodes }), values, at, isCached };
}
