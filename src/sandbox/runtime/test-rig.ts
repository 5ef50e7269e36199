import type { MirrorsWorld, NodeWorld, ProxyWorld, ReachWorld } from "../../kinds/index.ts";

/** What a recorded pull met. */
export interface Met {
  readonly fault: string;
  readonly how?: string;
  readonly message?: string;
}

/** As the rig's hosts.toml had it: a mirror that is down, and one without the tag before one of an unknown authority. */
const MIRRORS: readonly MirrorsWorld[] = [
  { registry: "mirrored-down.test", hosts: [{ host: "down.corp.test" }], upstream: true },
  {
    registry: "mirrored-404.test",
    hosts: [{ host: "registry.corp.test" }, { host: "selfsigned.corp.test" }],
    upstream: false,
  },
];

const PROXIES: Readonly<Record<string, Pick<ProxyWorld, "host" | "answer" | "address">>> = {
  "HTTPS_PROXY points to a closed port": {
    host: "down.corp.test:3128",
    address: "127.77.0.99",
    answer: "connection-refused",
  },
  "HTTPS_PROXY points to a name that does not resolve": { host: "proxy.nosuch.test:3128", answer: "dns-nxdomain" },
  "HTTPS_PROXY points to a server that is no proxy": { host: "registry.corp.test:443", answer: "not-a-proxy" },
};

/** Too little room for the layer, or only for the unpacked files: which of both the real disk met, its message says. */
export function recordedNode({ fault, how = "", message = "" }: Met, size: number): Partial<NodeWorld> {
  const resolver = "127.77.0.53:53";
  if (fault === "inode-exhausted") return { resolver, storage: "no-inodes" };
  if (fault === "storage-permission-denied") return { resolver, storage: "read-only" };
  if (fault === "mirror-misconfigured") return { resolver, reach: { mirrors: MIRRORS, trusts: [] } };
  if (fault === "proxy-misconfigured") {
    return { resolver, reach: { mirrors: [], trusts: [], proxy: { noProxy: [], ...PROXIES[how] } } as ReachWorld };
  }
  if (fault !== "disk-full") return { resolver };
  return { resolver, diskFree: message.includes("/ingest/") ? size / 2 : size * 1.5 };
}
