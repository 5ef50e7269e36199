import { type KubernetesObject, rulesOf, type World } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";

/** A registry that tells a repository which is not there from one that is closed. */
export function asRegistryWouldTell(world: World): World {
  const wanted = world.cluster.objects.flatMap(imagesOf);
  const registries = world.registries.map((registry) => {
    const missing = wanted
      .map((image) => parseImage(image, rulesOf(world.kubelet).reference))
      .flatMap((parsed) => (parsed.ok && parsed.value.host === registry.host ? parsed.value.path : []))
      .filter((path) => !registry.repositories.some(({ name }) => name === path));
    const faults = missing.map((repository) => ({ ...NOT_FOUND, repository }));
    return { ...registry, faults: [...faults, ...registry.faults] };
  });
  return { ...world, registries };
}

const NOT_FOUND = {
  from: 0,
  on: "manifest",
  fault: { kind: "status", status: 404, code: "NAME_UNKNOWN", message: "repository name not known to registry" },
} as const;

/** Nothing of the node's own stands in the way: neither its network and its trust nor its processor. */
export function asControlPlaneSees(world: World): World {
  const platforms = world.nodes.map(({ platform }) => platform);
  return {
    ...world,
    nodes: world.nodes.map(({ reach: _reach, ...node }) => node),
    registries: world.registries.map((registry) => ({
      ...registry,
      network: { kind: "ok" },
      repositories: registry.repositories.map((repository) => ({
        ...repository,
        tags: repository.tags.map((tag) => ({ ...tag, platforms: [...new Set([...platforms, ...tag.platforms])] })),
      })),
    })),
  };
}

interface PodSpecLike {
  readonly containers?: readonly { readonly image?: string }[];
  readonly initContainers?: readonly { readonly image?: string }[];
}

type WithSpec = KubernetesObject & {
  readonly spec?: PodSpecLike & { readonly template?: { readonly spec?: PodSpecLike } };
};

function imagesOf(object: WithSpec): readonly string[] {
  const specs = [object.spec, object.spec?.template?.spec];
  const containers = specs.flatMap((spec) => [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])]);
  return containers.flatMap(({ image }) => image ?? []);
}
