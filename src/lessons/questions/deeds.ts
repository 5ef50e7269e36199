import type { Pod, RegistryUser, World, WorldAction } from "../../kinds/index.ts";
import type { BeliefId } from "../beliefs/index.ts";
import { type Place, troubledPlace } from "./plain-world.ts";
import type { Story, Told } from "./story.ts";

/** Something that people do about a pod that does not start: a line as it is typed, and who thinks that it helps. */
export interface Deed {
  readonly line: string;
  readonly belief?: BeliefId;
  readonly does: readonly Does[];
  /** It changes what is pulled, or by whom: by its looks it could help. */
  readonly mayMend?: true;
}

type Does = { readonly run: string; readonly stdin?: string } | { readonly restarts: string };

/** What is typed one after the other at an instant. */
export function actionsOf({ does }: Deed, at: number): readonly WorldAction[] {
  return does.map((each) =>
    "restarts" in each ? { at, node: each.restarts, change: { restartKubelet: true } } : { at, exits: 0, ...each },
  );
}

/** What may be tried in a story, with what its author did first; nothing where its pod belongs to something that makes it anew. */
export function deedsOf(story: Story, told: Told): readonly Deed[] {
  const { world } = story;
  const place = troubledPlace(story, told);
  const pod = world.cluster.objects.find(({ kind, metadata }) => kind === "Pod" && metadata.name === told.pod);
  if (place === undefined || pod === undefined || told.namespace !== (pod.metadata.namespace ?? "default")) return [];
  const all = [
    ...ownDeeds(world),
    ...imageDeeds(world, pod as Pod, place),
    ...secretDeeds(world, pod as Pod, place),
    ...podDeeds(pod as Pod),
    ...world.nodes
      .slice(0, 1)
      .map(({ name }): Deed => ({ line: `systemctl restart kubelet  # on ${name}`, does: [{ restarts: name }] })),
  ];
  return all.filter(({ line }, index) => all.findIndex((each) => each.line === line) === index);
}

/** Commands of the world that are one line as they stand. */
function ownDeeds({ actions }: World): readonly Deed[] {
  return actions.flatMap((action) =>
    "run" in action && action.stdin === undefined
      ? [{ line: action.run, does: [{ run: action.run }], mayMend: true }]
      : [],
  );
}

function imageDeeds({ registries }: World, pod: Pod, place: Place): readonly Deed[] {
  const [container] = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].filter(
    ({ image }) => image === place.image,
  );
  if (container === undefined) return [];
  const repository = registries
    .filter(({ host }) => host === place.host)
    .flatMap(({ repositories }) => repositories)
    .find(({ name }) => name === place.repository);
  const tags = [...(repository?.tags ?? []).map(({ tag }) => tag), `${place.tag}-fixed`].filter(
    (tag) => tag !== place.tag,
  );
  return tags.slice(0, 2).map((tag) => ({
    ...one(`kubectl set image pod/${nameOf(pod)} ${container.name}=${retagged(place, tag)}`),
    ...(repository?.tags.some((each) => each.tag === tag) === true ? { mayMend: true } : {}),
  }));
}

/** The image as it was written, with another tag. */
export function retagged({ image, tag }: Place, other: string): string {
  return image.endsWith(`:${tag}`) ? `${image.slice(0, -tag.length)}${other}` : `${image}:${other}`;
}

function secretDeeds({ registries, cluster }: World, pod: Pod, { host }: Place): readonly Deed[] {
  const auth = registries.find((registry) => registry.host === host)?.auth;
  const name = pod.spec.imagePullSecrets?.[0]?.name ?? "regcred";
  const patch = one(`kubectl patch pod ${nameOf(pod)} -p '{"spec":{"imagePullSecrets":[{"name":"${name}2"}]}}'`, "M05");
  if (auth === undefined || auth.kind === "none") return [patch];
  const exists = cluster.objects.some(({ kind, metadata }) => kind === "Secret" && metadata.name === name);
  const [user] = auth.users;
  return [
    patch,
    ...(exists ? [one(`kubectl delete secret ${name}`)] : []),
    ...(user === undefined ? [] : [secretDeed(name, createSecret(name, host, user), exists)]),
  ];
}

/** Who makes the secret right waits for the window that is open; M15 does not. */
function secretDeed(name: string, creates: string, exists: boolean): Deed {
  if (!exists) return { ...one(creates, "M15"), mayMend: true };
  const deletes = `kubectl delete secret ${name}`;
  return { line: `${deletes} && ${creates}`, belief: "M15", does: [{ run: deletes }, { run: creates }], mayMend: true };
}

function createSecret(name: string, host: string, { username, password }: RegistryUser): string {
  const login = `--docker-username=${username} --docker-password=${password}`;
  return `kubectl create secret docker-registry ${name} --docker-server=${host} ${login}`;
}

function podDeeds(pod: Pod): readonly Deed[] {
  const name = nameOf(pod);
  return [
    one(`kubectl label pod ${name} tried=again`, "M13"),
    one(`kubectl annotate pod ${name} checked=today`, "M13"),
    one(`kubectl delete pod ${name}`, "M28"),
    {
      line: `kubectl delete pod ${name} && kubectl apply -f ${name}.yaml`,
      does: [{ run: `kubectl delete pod ${name}` }, { run: "kubectl apply -f -", stdin: JSON.stringify(pod) }],
    },
  ];
}

function one(line: string, belief?: BeliefId): Deed {
  return { line, does: [{ run: line }], ...(belief === undefined ? {} : { belief }) };
}

function nameOf({ metadata }: Pod): string {
  return metadata.name ?? "";
}

/** Whether a world has a pod that nothing makes anew when it is gone. */
export function hasLonePod({ cluster }: World): boolean {
  return cluster.objects.some(({ kind }) => kind === "Pod");
}

/** Whether such a pod could get another image, or a login. */
export function mayBeRepaired(world: World): boolean {
  if (!hasLonePod(world)) return false;
  const written = JSON.stringify(world.cluster.objects);
  return world.registries.some(
    ({ host, auth, repositories }) =>
      auth.kind !== "none" ||
      repositories.some(({ name, tags }) => tags.some(({ tag }) => !written.includes(`"${host}/${name}:${tag}"`))),
  );
}
