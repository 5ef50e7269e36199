import type { RegistryWorld, World } from "../../kinds/index.ts";
import { type Place, plainWorld, withImage, withRegistry } from "./plain-world.ts";
import { ofKind } from "./read-off.ts";
import type { Story, Told } from "./story.ts";
import type { FAULT_WORDS } from "./words.en.data.ts";

export type FaultId = keyof typeof FAULT_WORDS;

type Spoil = (world: World, place: Place) => World;

/** One thing wrong in a world that would work otherwise. */
const FAULTS: Readonly<Record<FaultId, Spoil>> = {
  "no-tag": (world) =>
    changed(world, ({ repositories }) => ({ repositories: repositories.map((each) => ({ ...each, tags: [] })) })),
  "no-repository": (world) => changed(world, () => ({ repositories: [] })),
  "no-login": (world) => closed(world),
  "no-host": (world) => ({ ...world, registries: [] }),
  down: (world) => changed(world, () => ({ faults: [{ from: 0, on: "any", fault: status(503, "UNAVAILABLE") }] })),
  throttled: (world) =>
    changed(world, () => ({ faults: [{ from: 0, on: "manifest", fault: status(429, "TOOMANYREQUESTS") }] })),
  refused: (world) =>
    changed(world, () => ({ faults: [{ from: 0, on: "connect", fault: { kind: "connection-refused" } }] })),
  "unknown-ca": (world) => changed(world, () => ({ network: { kind: "tls-unknown-authority" } })),
  "other-platform": (world, place) => withImage(world, place, { platforms: ["linux/s390x"] }),
};

export const FAULT_IDS = Object.keys(FAULTS) as readonly FaultId[];

/** Until then the first pull has failed. */
const SOON = 20_000;

/** The story's image, with one thing wrong; its registry asks for a login where the story's does. */
export function storyWith(story: Story, place: Place, fault: FaultId): Story {
  const plain = { ...plainWorld(story, place), for: SOON };
  const own = story.world.registries.find(({ host }) => host === place.host);
  const asked = own === undefined || own.auth.kind === "none" ? plain : changed(plain, () => ({ auth: own.auth }));
  return story.other(FAULTS[fault](asked, place));
}

/** The words of the runtime about the first pull that failed. */
export function firstMessage(told: Told): string {
  const failed = ofKind(told, "cri").find(({ data }) => data.call === "PullImage" && data.message !== undefined);
  return failed?.data.message ?? "";
}

function changed(world: World, change: (registry: RegistryWorld) => Partial<RegistryWorld>): World {
  return withRegistry(world, (registry) => ({ ...registry, ...change(registry) }));
}

/** Nobody may pull without a login, and the pod has none. */
function closed(world: World): World {
  const users = [{ username: "puller", password: "puller-pass" }];
  return changed(world, ({ auth, host, repositories }) => ({
    auth: auth.kind === "none" ? { kind: "token", realm: host, users } : auth,
    repositories: repositories.map((repository) => ({ ...repository, public: false })),
  }));
}

function status(code: number, word: string): RegistryWorld["faults"][number]["fault"] {
  return { kind: "status", status: code, code: word, message: word.toLowerCase() };
}
