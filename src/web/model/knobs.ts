import type { KubernetesObject, RegistryFault, World } from "../../kinds/index.ts";
import type { Deed } from "./session.ts";

/** What may be edited: everything that the author wrote but secrets, whose values nobody reads. */
export function editable({ cluster }: World): readonly KubernetesObject[] {
  return cluster.objects.filter(({ kind }) => kind !== "Secret");
}

export const FAULT_KINDS = [
  "unavailable",
  "rate-limited",
  "denied",
  "dns-nxdomain",
  "connection-refused",
  "connection-timeout",
  "corrupt",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

const STATUS: Readonly<Partial<Record<FaultKind, RegistryFault>>> = {
  unavailable: { kind: "status", status: 503, code: "UNAVAILABLE", message: "Unavailable" },
  "rate-limited": { kind: "status", status: 429, code: "TOOMANYREQUESTS", message: "Too many requests" },
  denied: { kind: "status", status: 403, code: "DENIED", message: "requested access to the resource is denied" },
};

/** A registry that fails from now on, for so many milliseconds or for good. */
export function faultDeed(registry: string, kind: FaultKind, until: number | undefined): Deed {
  const fault = STATUS[kind] ?? ({ kind } as RegistryFault);
  const on = kind === "corrupt" ? "layer" : fault.kind === "status" ? "manifest" : "connect";
  return { registry, change: { fault: { on, fault, ...(until === undefined ? {} : { until }) } } };
}

/** Repositories with their tags: what can be pushed or deleted. */
export function repositoriesOf(world: World, registry: string): readonly string[] {
  return world.registries.find(({ host }) => host === registry)?.repositories.map(({ name }) => name) ?? [];
}

export function pushDeed(registry: string, repository: string, tag: string): Deed {
  const image = { tag, platforms: ["linux/amd64"], size: 20_000_000 };
  return { registry, change: { push: { repository, image } } };
}

export function untagDeed(registry: string, repository: string, tag: string): Deed {
  return { registry, change: { untag: { repository, tag } } };
}
