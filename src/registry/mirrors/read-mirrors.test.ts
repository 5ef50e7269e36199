import { describe, expect, test } from "vitest";

import { mirrorsFor, readMirrors } from "./index.ts";

const endpoint = (host: string, prefix = "", plainHttp = false) => ({ host, plainHttp, prefix });

/** The forms that the documentation of each runtime shows. */
describe("readMirrors() reads", () => {
  test.each([
    [
      "a hosts.toml of containerd, whose folder names the registry",
      "/etc/containerd/certs.d/docker.io/hosts.toml",
      'server = "https://registry-1.docker.io"\n[host."https://mirror.example"]\n  capabilities = ["pull", "resolve"]\n[host."http://10.0.0.1:5000/v2/hub"]\n  capabilities = ["pull"]\n  override_path = true\n[host."https://push.example"]\n  capabilities = ["push"]\n',
      [
        {
          registry: "docker.io",
          endpoints: [endpoint("mirror.example"), endpoint("10.0.0.1:5000", "hub/", true)],
          upstream: true,
        },
      ],
    ],
    [
      "a hosts.toml that leaves the registry itself out",
      "certs.d/registry.example:5000/hosts.toml",
      'server = "https://mirror.example"\n[host."https://mirror.example"]\n',
      [{ registry: "registry.example:5000", endpoints: [endpoint("mirror.example")], upstream: false }],
    ],
    [
      "a hosts.toml elsewhere, by its server",
      "hosts.toml",
      'server = "https://registry-1.docker.io"\n[host."https://mirror.example"]\n',
      [{ registry: "docker.io", endpoints: [endpoint("mirror.example")], upstream: true }],
    ],
    [
      "the default of all registries",
      "certs.d/_default/hosts.toml",
      '[host."https://mirror.example"]\n',
      [{ registry: "*", endpoints: [endpoint("mirror.example")], upstream: true }],
    ],
    [
      "a registries.conf of CRI-O and podman",
      "/etc/containers/registries.conf",
      'unqualified-search-registries = ["docker.io"]\n[[registry]]\nprefix = "docker.io"\nlocation = "docker.io"\n[[registry.mirror]]\nlocation = "mirror.example:5000/hub"\ninsecure = true\n',
      [{ registry: "docker.io", endpoints: [endpoint("mirror.example:5000", "hub/", true)], upstream: true }],
    ],
    [
      "a registries.yaml of k3s",
      "/etc/rancher/k3s/registries.yaml",
      'mirrors:\n  docker.io:\n    endpoint: ["https://mirror.example:5000"]\n  "*":\n    endpoint: ["https://all.example"]\n',
      [
        { registry: "docker.io", endpoints: [endpoint("mirror.example:5000")], upstream: true },
        { registry: "*", endpoints: [endpoint("all.example")], upstream: true },
      ],
    ],
  ])("%s", async (...[, name, text, expected]) => {
    expect(await readMirrors(text, name)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ["hosts.toml", "server = \npassword = 'secret-word'", "line 1"],
    ["registries.yaml", "mirrors: [", "line 1"],
    ["hosts.toml", '[host."https://mirror.example"]', "names no registry"],
  ])("%s, and says where it cannot, without what stands there", async (name, text, said) => {
    const read = await readMirrors(text, name);
    expect(read.ok ? "" : read.fault).toContain(said);
    expect(JSON.stringify(read)).not.toContain("secret-word");
  });
});

test("mirrorsFor() takes the registry's own rule before that of all", () => {
  const rules = ["*", "docker.io"].map((registry) => ({ registry, endpoints: [], upstream: true }));
  expect(mirrorsFor("docker.io", rules)).toBe(rules[1]);
  expect(mirrorsFor("quay.io", rules)).toBe(rules[0]);
});
