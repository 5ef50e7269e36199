import { describe, expect, test } from "vitest";

import type { ImageWorld, MirrorsWorld, RegistryFault, RegistryWorld, RuntimeName } from "../../kinds/index.ts";
import { openRuntime, registryWorld, type TestRuntime } from "./test-runtime.ts";

const image: ImageWorld = { tag: "1.27", platforms: ["linux/amd64"], size: 8000 };
const nginx = { name: "library/nginx", public: true, tags: [image] };
const hub = registryWorld({
  host: "docker.io",
  repositories: [nginx],
  auth: { kind: "token", realm: "auth.docker.io", users: [] },
});
const NOT_THERE = { kind: "connection-refused" } as const;

function mirror(host: string, fields: Partial<RegistryWorld> = {}): RegistryWorld {
  return registryWorld({ host, repositories: [nginx], ...fields });
}

function broken(host: string, fault: RegistryFault): RegistryWorld {
  return mirror(host, { faults: [{ from: 0, on: fault.kind === "status" ? "any" : "connect", fault }] });
}

interface Setting {
  readonly name?: RuntimeName;
  readonly mirrors: readonly MirrorsWorld[];
  readonly registries: readonly RegistryWorld[];
}

function open({ mirrors, ...rest }: Setting): TestRuntime {
  return openRuntime({ ...rest, node: { reach: { mirrors, trusts: [] } } });
}

function of(...hosts: readonly string[]): readonly MirrorsWorld[] {
  return [{ registry: "docker.io", hosts: hosts.map((host) => ({ host })), upstream: true }];
}

/** Host, path and query of each request, in order. */
function asked({ entries }: TestRuntime): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind !== "http") return [];
    const { host, pathname, search } = new URL(entry.data.url);
    return [`${entry.data.method} ${host}${pathname.replace(/sha256:\w+/, "D")}${search} ${entry.data.status}`];
  });
}

const NGINX = "docker.io/library/nginx:1.27";

describe("a runtime with mirrors", () => {
  test("asks the first one, says for whom, and leaves the registry alone", async () => {
    const runtime = open({ mirrors: of("a.example", "b.example"), registries: [hub, mirror("a.example")] });
    expect((await runtime.pull({ image: NGINX })).ok).toBe(true);
    const requests = asked(runtime);
    expect(requests[0]).toBe("HEAD a.example/v2/library/nginx/manifests/1.27?ns=docker.io 200");
    expect(requests.every((request) => request.includes(" a.example/") && request.includes("?ns=docker.io"))).toBe(
      true,
    );
  });

  test.each([
    ["is down", broken("a.example", NOT_THERE)],
    ["does not have it", mirror("a.example", { repositories: [] })],
    [
      "wants a login",
      mirror("a.example", { auth: { kind: "basic", users: [] }, repositories: [{ ...nginx, public: false }] }),
    ],
    ["fails", broken("a.example", { kind: "status", status: 500 })],
  ])("goes on to the next when a mirror %s, and then to the registry", async (_what, first) => {
    const registries = [hub, first, broken("b.example", NOT_THERE)];
    const runtime = open({ mirrors: of("a.example", "b.example"), registries });
    expect((await runtime.pull({ image: NGINX })).ok).toBe(true);
    const hosts = asked(runtime).map((request) => request.split(/[ /]/)[1]);
    expect(hosts).toContain("registry-1.docker.io");
    expect(asked(runtime).filter((request) => request.includes("registry-1") && request.includes("ns="))).toEqual([]);
  });

  test("asks nobody else where the registry is not to be asked", async () => {
    const mirrors = of("a.example").map((entry) => ({ ...entry, upstream: false }));
    const runtime = open({ mirrors, registries: [hub, mirror("a.example", { repositories: [] })] });
    expect((await runtime.pull({ image: NGINX })).ok).toBe(false);
    expect(asked(runtime)).toEqual(["HEAD a.example/v2/library/nginx/manifests/1.27?ns=docker.io 404"]);
  });

  test("puts the path of the mirror before the repository, and speaks plain HTTP where it is told to", async () => {
    const hosts = [{ host: "cache.example:5000", path: "/v2/hub", plainHttp: true }];
    const repository = { ...nginx, name: "hub/library/nginx" };
    const cache = registryWorld({
      host: "cache.example:5000",
      network: { kind: "plain-http" },
      repositories: [repository],
    });
    const runtime = open({ mirrors: [{ registry: "*", hosts, upstream: true }], registries: [hub, cache] });
    expect((await runtime.pull({ image: NGINX })).ok).toBe(true);
    expect(asked(runtime)[0]).toBe("HEAD cache.example:5000/v2/hub/library/nginx/manifests/1.27?ns=docker.io 200");
  });

  test("takes a certificate of an unknown authority where it is told not to look, or to trust it", async () => {
    const registries = [
      registryWorld({ host: "x.example", network: { kind: "tls-unknown-authority" }, repositories: [nginx] }),
    ];
    const pull = { image: "x.example/library/nginx:1.27" };
    expect((await openRuntime({ registries }).pull(pull)).ok).toBe(false);
    const hosts = [{ host: "x.example", skipVerify: true }];
    const skipping = { mirrors: [{ registry: "x.example", hosts, upstream: true }], trusts: [] };
    expect((await openRuntime({ registries, node: { reach: skipping } }).pull(pull)).ok).toBe(true);
    const told = openRuntime({ registries });
    told.runtime.configure({ trusts: ["x.example"] });
    expect((await told.pull(pull)).ok).toBe(true);
  });

  test("takes a layer from the registry when the mirror has lost it", async () => {
    const lost = mirror("a.example", {
      faults: [{ from: 0, on: "layer", fault: { kind: "status", status: 404, code: "BLOB_UNKNOWN" } }],
    });
    const runtime = open({ mirrors: of("a.example"), registries: [hub, lost] });
    expect((await runtime.pull({ image: NGINX })).ok).toBe(true);
    expect(
      asked(runtime).some((request) => request.includes("registry-1.docker.io") && request.includes("/blobs/")),
    ).toBe(true);
  });
});

describe("of several failures", () => {
  const mirrors: readonly MirrorsWorld[] = [
    { registry: "quay.io", hosts: [{ host: "ml-registry1.fyre.ibm.com:5000" }], upstream: true },
  ];
  const registries = [
    mirror("ml-registry1.fyre.ibm.com:5000", {
      repositories: [],
      faults: [{ from: 0, on: "manifest", fault: { kind: "status", status: 404, code: "MANIFEST_UNKNOWN" } }],
    }),
    broken("quay.io", NOT_THERE),
  ];

  // The text of the mirror's failure: an event of CRI-O that was published (IBM's mas-cli notes, March 2025).
  test("CRI-O tells all, mirrors first", async () => {
    const { pull } = open({ name: "cri-o", mirrors, registries });
    const result = await pull({ image: "quay.io/ibmmas/cli:13.13.0" });
    expect(result.ok ? "" : result.fault.message).toContain(
      "(Mirrors also failed: [ml-registry1.fyre.ibm.com:5000/ibmmas/cli:13.13.0: reading manifest 13.13.0 in ml-registry1.fyre.ibm.com:5000/ibmmas/cli: manifest unknown]): quay.io/ibmmas/cli:13.13.0: pinging container registry quay.io: ",
    );
  });

  test.each([
    ["containerd-1.7", "connection refused"],
    ["containerd-2.2", "not found"],
    ["cri-dockerd", "connection refused"],
  ] as const)("%s tells one", async (name, told) => {
    const { pull } = open({ name, mirrors, registries });
    const result = await pull({ image: "quay.io/ibmmas/cli:13.13.0" });
    expect(result.ok ? "" : result.fault.message).toMatch(new RegExp(`${told}$`));
  });
});
