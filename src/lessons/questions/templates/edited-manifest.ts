import type { Container, Pod, World } from "../../../kinds/index.ts";
import type { BeliefId } from "../../beliefs/index.ts";
import { mayBeRepaired, retagged } from "../deeds.ts";
import { type Place, troubledPlace } from "../plain-world.ts";
import { cellAt, failedPulls, isReady, stepOf } from "../read-off.ts";
import type { Story, Told } from "../story.ts";
import type { Template } from "../template.ts";
import { isAllReady } from "./what-repairs.ts";

const TWO_MINUTES = 120_000;

interface Edit {
  readonly text: string;
  readonly belief?: BeliefId;
  readonly pod: Pod;
}

export const editedManifest: Template = {
  id: "Q26",
  skill: "FIX",
  level: "hard",
  format: "many",
  fits: mayBeRepaired,
  make: async (story, dice) => {
    const told = await story.tell();
    const place = troubledPlace(story, told);
    const [failure] = failedPulls(told);
    const step = failure === undefined ? undefined : stepOf(told, failure);
    const pod = story.world.cluster.objects.find(({ kind, metadata }) => kind === "Pod" && metadata.name === told.pod);
    if (step === undefined || place === undefined || pod === undefined) return undefined;
    const edits = dice.shuffled(editsOf(story.world, pod as Pod, place));
    if (!edits.some((edit) => mayMend(story.world, pod as Pod, edit.pod))) return undefined;
    const runs = await Promise.all(edits.map((edit) => applied(story, edit.pod)));
    const right = edits.filter((_, index) => isReady(runs[index] ?? told) && runs[index] !== undefined);
    if (right.length === 0 || right.length === edits.length) return undefined;
    return {
      values: { pod: told.pod },
      right: right.map(({ text }) => text),
      lures: edits
        .filter((edit) => !right.includes(edit))
        .map(({ text, belief }) => ({ text, ...(belief === undefined ? {} : { belief }) })),
      second: async () => {
        const cells = await Promise.all(runs.map((run) => cellAt(run, TWO_MINUTES, "READY")));
        return edits.filter((_, index) => isAllReady(cells[index])).map(({ text }) => text);
      },
      step,
    };
  },
};

/** The manifest of the pod with one line of it changed. */
function editsOf({ registries, cluster }: World, pod: Pod, place: Place): readonly Edit[] {
  const isSpoilt = ({ image }: Container): boolean => image === place.image;
  const container = pod.spec.containers.find(isSpoilt);
  if (container === undefined) return [];
  const images = registries.flatMap(({ host, repositories }) =>
    repositories.flatMap(({ name, tags }) => tags.map(({ tag }) => ({ text: `${host}/${name}:${tag}`, host }))),
  );
  const edited = (text: string, change: Partial<Container>, belief?: BeliefId): Edit => ({
    text,
    ...(belief === undefined ? {} : { belief }),
    pod: withContainer(pod, container, change),
  });
  const named = cluster.objects.filter(({ kind }) => kind === "Secret").map(({ metadata }) => metadata.name ?? "");
  return [
    ...images
      .slice(0, 2)
      .filter(({ text }) => text !== place.image)
      .map(({ text }) => edited(`image: ${text}`, { image: text })),
    edited(`image: ${retagged(place, "stable")}`, { image: retagged(place, "stable") }),
    edited("imagePullPolicy: Never", { imagePullPolicy: "Never" }, "M19"),
    edited("imagePullPolicy: Always", { imagePullPolicy: "Always" }),
    ...named.slice(0, 1).map((name) => ({
      text: `imagePullSecrets: [{name: ${name}}]`,
      pod: { ...pod, spec: { ...pod.spec, imagePullSecrets: [{ name }] } },
    })),
  ];
}

/** By its looks: the image is one that anybody may pull, or that a node has, or the pod brings another login. */
function mayMend({ registries, nodes }: World, pod: Pod, edited: Pod): boolean {
  if (edited.spec.imagePullSecrets !== pod.spec.imagePullSecrets)
    return JSON.stringify(edited.spec.imagePullSecrets) !== JSON.stringify(pod.spec.imagePullSecrets);
  if (nodes.some(({ images }) => images.length > 0)) return true;
  const open = registries.flatMap(({ host, auth, repositories }) =>
    repositories
      .filter((repository) => repository.public || auth.kind === "none")
      .flatMap(({ name, tags }) => tags.map(({ tag }) => `${host}/${name}:${tag}`)),
  );
  return edited.spec.containers.some(({ image = "" }) => open.includes(image));
}

function withContainer(pod: Pod, old: Container, change: Partial<Container>): Pod {
  const containers = pod.spec.containers.map((each) => (each === old ? { ...each, ...change } : each));
  return { ...pod, spec: { ...pod.spec, containers } };
}

/** The world from its start with this pod instead, and nothing done to it afterwards. */
function applied(story: Story, pod: Pod): Promise<Told> {
  const { cluster } = story.world;
  const objects = cluster.objects.map((object) =>
    object.kind === "Pod" && object.metadata.name === pod.metadata.name ? pod : object,
  );
  const world = { ...story.world, actions: [], for: TWO_MINUTES, cluster: { ...cluster, objects } };
  return story.other(world).tell();
}
