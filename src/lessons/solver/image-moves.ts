import { rulesOf } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import { freshTag } from "../play/index.ts";
import type { Move, Situation } from "./contract.ts";
import { command } from "./command.ts";

/** Every line that gives containers other images which the registries have, among those that may be meant. */
export function imageMoves(situation: Situation): readonly Move[] {
  return situation.workloads.flatMap((workload) => {
    const choices = workload.containers.map(({ name, image }) =>
      candidates(image, situation).map((each) => `${name}=${each}`),
    );
    return combinations(choices).flatMap((pairs) =>
      pairs.length === 0 ? [] : command(`kubectl set image ${workload.name} ${pairs.join(" ")}`),
    );
  });
}

/** Tags of the image's own repository where a registry has it, else of all that were ordered; without the image itself. */
function candidates(image: string, { scenario, world }: Situation): readonly string[] {
  const { reference } = rulesOf(world.kubelet);
  const parsed = parseImage(image, reference);
  const own = parsed.ok ? parsed.value.repository : "";
  const all = repositoriesOf(world);
  const ordered = scenario.goals.flatMap((goal) => (goal.is === "ordered" ? goal.images : []));
  const meant = all.has(own) ? [own] : [...all.keys()].filter((name) => ordered.includes(name));
  const canPush = scenario.hands.includes("registry");
  const tagsOf = (name: string): readonly string[] =>
    (all.get(name) ?? []).flatMap((tag) => (canPush ? [tag, freshTag(tag)] : [tag]));
  return meant.flatMap((name) => tagsOf(name).map((tag) => `${name}:${tag}`)).filter((each) => each !== image);
}

/** Repositories with their host, and the tags of each. */
function repositoriesOf({ registries }: Situation["world"]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    registries.flatMap(({ host, repositories }) =>
      repositories.map(({ name, tags }) => [`${host}/${name}`, tags.map(({ tag }) => tag)] as const),
    ),
  );
}

/** Of each list one or none. */
function combinations(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (chosen, list) => chosen.flatMap((some) => [some, ...list.map((each) => [...some, each])]),
    [[]],
  );
}
