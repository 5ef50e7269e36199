import type {
  ImageWorld,
  KubernetesObject,
  NodeWorld,
  Pod,
  PodSpec,
  PullPolicy,
  RegistryWorld,
  World,
} from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import { ofKind } from "./read-off.ts";
import type { Story, Told } from "./story.ts";

/** What a story's pod wants, and from where. */
export interface Place {
  readonly image: string;
  /** Completed name without tag and digest. */
  readonly name: string;
  readonly host: string;
  readonly repository: string;
  readonly tag: string;
}

/** Undefined where an image is nothing that could be pulled by a tag. The one that the world names first, unless told. */
export function placeOf({ world, rules }: Story, image: string = firstImage(world)): Place | undefined {
  const parsed = parseImage(image, rules.reference);
  if (!parsed.ok || parsed.value.tag === "") return undefined;
  const { host, path, tag, repository } = parsed.value;
  return { image, name: repository, host, repository: path, tag };
}

/** The place that the story's pod has trouble with. */
export function troubledPlace(story: Story, told: Told): Place | undefined {
  const decision = ofKind(told, "decision").find(({ data }) => data.reason !== undefined);
  return decision === undefined ? undefined : placeOf(story, decision.data.image);
}

type WithTemplate = KubernetesObject & { readonly spec?: Partial<PodSpec> & { readonly template?: Pod } };

/** Empty where the world has no pod and nothing that makes one. */
function firstImage({ cluster }: World): string {
  const specs = cluster.objects.flatMap(({ spec }: WithTemplate) => [spec, spec?.template?.spec]);
  return specs.flatMap((spec) => spec?.containers ?? []).flatMap(({ image }) => image ?? [])[0] ?? "";
}

/** Whether the pod's registry asks for logins. */
export function asksForLogins({ registries }: World): boolean {
  return registries.some(({ auth }) => auth.kind !== "none");
}

const MINUTE = 60_000;
const SMALL = 2048;
const LATENCY = 20;

/** The story's image wanted by a pod of its own, with nothing in the way: a world to change in one place. */
export function plainWorld({ world }: Story, place: Place, spec: Partial<PodSpec> = {}): World {
  const [node] = world.nodes;
  if (node === undefined) throw new Error(`World ${world.name} has no node`);
  return {
    ...world,
    for: MINUTE,
    cluster: { admission: [], objects: [podOf(place.image, spec)] },
    registries: [plainRegistry(world, place, node)],
    nodes: [plainNode(node)],
    actions: [],
  };
}

/** The world with another image under the place's tag. */
export function withImage(world: World, place: Place, change: Partial<ImageWorld>): World {
  return withRegistry(world, (registry) => ({
    ...registry,
    repositories: registry.repositories.map((repository) => ({
      ...repository,
      tags: repository.tags.map((tag) => (tag.tag === place.tag ? { ...tag, ...change } : tag)),
    })),
  }));
}

export function withRegistry(world: World, change: (registry: RegistryWorld) => RegistryWorld): World {
  return { ...world, registries: world.registries.map(change) };
}

export function withPod(world: World, change: Partial<PodSpec>): World {
  const objects = world.cluster.objects.map((object) =>
    object.kind === "Pod" ? { ...object, spec: { ...(object as Pod).spec, ...change } } : object,
  );
  return { ...world, cluster: { ...world.cluster, objects } };
}

/** The only container's policy. */
export function withPolicy(world: World, place: Place, imagePullPolicy: PullPolicy): World {
  return withPod(world, { containers: [{ name: CONTAINER, image: place.image, imagePullPolicy }] });
}

const CONTAINER = "app";

function podOf(image: string, spec: Partial<PodSpec>): Pod {
  const containers = [{ name: CONTAINER, image }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web" },
    spec: { terminationGracePeriodSeconds: 1, containers, ...spec },
  };
}

function plainRegistry(
  { registries }: World,
  { host, repository, tag }: Place,
  { platform }: NodeWorld,
): RegistryWorld {
  const own = registries.find((registry) => registry.host === host);
  return {
    host,
    ...(own?.like === undefined ? {} : { like: own.like }),
    network: { kind: "ok" },
    auth: { kind: "none" },
    repositories: [{ name: repository, public: true, tags: [{ tag, platforms: [platform], size: SMALL }] }],
    faults: [],
    latency: own?.latency ?? LATENCY,
  };
}

function plainNode({ name, platform, kubelet, timing, address }: NodeWorld): NodeWorld {
  return { name, platform, images: [], kubelet, timing, ...(address === undefined ? {} : { address }) };
}
