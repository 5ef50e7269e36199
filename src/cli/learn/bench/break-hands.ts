import type { RegistryFault, World } from "../../../kinds/index.ts";
import type { Hand } from "./exercise.ts";

const SIZE = 65_536;

/** What a registry can be made to do, with what part of it then fails. */
const FAILS: readonly (readonly [says: string, on: "connect" | "manifest", fault: RegistryFault])[] = [
  ["answers that it is unavailable", "manifest", status(503, "UNAVAILABLE", "Unavailable")],
  ["says that too much was asked", "manifest", status(429, "TOOMANYREQUESTS", "Too many requests")],
  ["refuses everybody", "manifest", status(403, "DENIED", "requested access to the resource is denied")],
  ["is not found by name", "connect", { kind: "dns-nxdomain" }],
  ["refuses connections", "connect", { kind: "connection-refused" }],
  ["lets connections wait", "connect", { kind: "connection-timeout" }],
  ["has a certificate that nobody vouches for", "connect", { kind: "tls-unknown-authority" }],
];

/** What can be broken in a cluster beside kubectl: the registry that most images are in, and its nodes. */
export function breakHands({ registries, nodes }: World): readonly Hand[] {
  const registry = registries.find(({ auth, repositories }) => auth.kind === "none" && repositories.length > 0);
  return [...(registry === undefined ? [] : registryHands(registry)), ...nodes.map(fullDisk)];
}

function registryHands({ host, repositories: [repository] }: World["registries"][number]): readonly Hand[] {
  const fails = FAILS.map(([says, on, fault]) => ({
    says: `${host} ${says}`,
    deeds: [{ registry: host, change: { fault: { on, fault } } }],
  }));
  const name = repository?.name ?? "";
  const push = (tag: string, platforms: readonly string[]): Hand => ({
    says: `Push ${host}/${name}:${tag}, for ${platforms.join(" and ")} alone`,
    deeds: [{ registry: host, change: { push: { repository: name, image: { tag, platforms, size: SIZE } } } }],
  });
  const repair = { registry: host, change: { repair: true } } as const;
  return [
    ...fails,
    push("arm", ["linux/arm64"]),
    push("others", ["linux/arm64", "linux/s390x"]),
    { says: `${host} is repaired`, deeds: [repair] },
  ];
}

function fullDisk({ name }: World["nodes"][number]): Hand {
  return { says: `${name} has no room on its disk`, deeds: [{ node: name, change: { configure: { diskFree: 0 } } }] };
}

function status(code: number, word: string, message: string): RegistryFault {
  return { kind: "status", status: code, code: word, message };
}
