import type { NodeWorld, World } from "../../../kinds/index.ts";
import { cellAt, isReady, toneOf } from "../read-off.ts";
import type { Dice } from "../dice.ts";
import type { Story, Told } from "../story.ts";
import type { Lure, Template } from "../template.ts";
import { type Place, placeOf, plainWorld, withImage, withPod, withRegistry } from "../plain-world.ts";
import { PHRASES } from "../words.en.data.ts";

const ARM = "linux/arm64";
const AMD = "linux/amd64";

export const startsOnNodes: Template = {
  id: "Q23",
  skill: "POL",
  level: "hard",
  format: "many",
  make: async (own, dice) => {
    const place = placeOf(own);
    if (place === undefined) return undefined;
    const { world, isGone } = throwWorld(own, place, dice);
    const runs = await Promise.all(world.nodes.map((node) => pinned(own, world, node)));
    const labels = world.nodes.map((node) => labelOf(own, node));
    const starts = (index: number): boolean => runs[index]?.told !== undefined && isReady(runs[index].told);
    const right = labels.filter((_, index) => starts(index));
    const [first] = runs;
    const step = first?.told.steps.at(-1);
    if (right.length === 0 || right.length === labels.length || step === undefined || first === undefined)
      return undefined;
    const { say } = own.options;
    return {
      values: { image: place.image, registry: say(isGone ? PHRASES.untagged : PHRASES.good), platform: AMD },
      right,
      lures: await Promise.all(
        world.nodes.map(async (node, index) =>
          starts(index) ? { text: "" } : lureOf(own, world, { node, text: labels[index] ?? "" }),
        ),
      ),
      second: async () => {
        const cells = await Promise.all(runs.map(({ told }) => cellAt(told, world.for, "STATUS")));
        return labels.filter((_, index) => toneOf(cells[index] ?? "") === "good");
      },
      step,
      story: first.story,
    };
  },
};

/** Four nodes: of one processor or the other, with the image and without. */
function throwWorld(story: Story, place: Place, dice: Dice): { readonly world: World; readonly isGone: boolean } {
  const plain = withImage(plainWorld(story, place), place, { platforms: [AMD] });
  const [node] = plain.nodes;
  const isGone = dice.pick([true, false]) ?? false;
  const images = [{ image: place.image, size: 2048 }];
  const kinds = dice.shuffled([
    { platform: AMD, images: [] },
    { platform: AMD, images },
    { platform: ARM, images: [] },
  ]);
  const nodes = kinds.map((kind, index) => ({
    ...(node as NodeWorld),
    ...kind,
    name: `node-${index + 1}`,
    address: `10.0.0.${10 + index}`,
  }));
  const world = { ...plain, nodes, for: 20_000 };
  return { isGone, world: isGone ? withoutTags(world) : world };
}

function withoutTags(world: World): World {
  return withRegistry(world, (registry) => ({
    ...registry,
    repositories: registry.repositories.map((repository) => ({ ...repository, tags: [] })),
  }));
}

async function pinned(
  story: Story,
  world: World,
  { name }: NodeWorld,
): Promise<{ readonly story: Story; readonly told: Told }> {
  const own = story.other(withPod(world, { nodeName: name }));
  return { story: own, told: await own.tell() };
}

function labelOf({ options }: Story, { name, platform, images }: NodeWorld): string {
  return options.say(images.length > 0 ? PHRASES.nodeWith : PHRASES.nodeWithout, { name, platform });
}

/** Who thinks that the API server pulls expects it to start here as well. */
async function lureOf(
  story: Story,
  world: World,
  { node, text }: { readonly node: NodeWorld; readonly text: string },
): Promise<Lure> {
  const own = story.other(withPod(world, { nodeName: node.name }));
  return isReady(await own.tell("M18")) ? { text, belief: "M18" } : { text };
}
