import { describe, expect, test } from "vitest";

import type { ProxyWorld } from "../../kinds/index.ts";
import { isWithoutProxy } from "./no-proxy.ts";
import { openRuntime, registryWorld } from "./test-runtime.ts";

const registries = [
  registryWorld({
    host: "registry.example",
    repositories: [{ name: "web", public: true, tags: [{ tag: "1", platforms: ["linux/amd64"], size: 8000 }] }],
  }),
];

async function said(proxy: Partial<ProxyWorld>, image = "registry.example/web:1"): Promise<string> {
  const told = { host: "proxy.example:3128", noProxy: [], answer: "ok" as const, ...proxy };
  const { pull } = openRuntime({ registries, node: { reach: { mirrors: [], trusts: [], proxy: told } } });
  const result = await pull({ image });
  return result.ok ? "pulled" : result.fault.message.replace(/^.*manifests\/\w+": /, "");
}

describe("a runtime behind a proxy", () => {
  test("pulls through one that works, and leaves the name to it", async () => {
    const proxy = { host: "proxy.example:3128", noProxy: [], answer: "ok" as const };
    const { pull, entries } = openRuntime({ registries, node: { reach: { mirrors: [], trusts: [], proxy } } });
    expect((await pull({ image: "registry.example/web:1" })).ok).toBe(true);
    const names = entries.flatMap((entry) => (entry.kind === "dns" ? [entry.data.host] : []));
    expect([...new Set(names)]).toEqual(["proxy.example"]);
  });

  // Go's http.Transport gives the words of the status that the proxy answered CONNECT with (net/http, dialConn); the 407 is
  // published as "Proxy Authentication Required".
  test.each([
    ["login-wanted", "Proxy Authentication Required"],
    ["forbidden", "Forbidden"],
    ["unavailable", "Service Unavailable"],
  ] as const)("that answers %s says %s", async (answer, text) => {
    expect(await said({ answer })).toBe(text);
  });

  test("that opens TLS meets an authority that it does not know", async () => {
    expect(await said({ answer: "intercepts" })).toMatch(/x509: certificate signed by unknown authority$/);
  });

  test("cannot reach a host that the proxy does not find, unless it is to be reached without", async () => {
    expect(await said({}, "nowhere.example/web:1")).toBe("Service Unavailable");
    expect(await said({ noProxy: ["nowhere.example"] }, "nowhere.example/web:1")).toMatch(/no such host$/);
    expect(await said({ answer: "forbidden", noProxy: ["registry.example"] })).toBe("pulled");
  });
});

// golang.org/x/net/http/httpproxy, documentation of Config.NoProxy.
test.each([
  ["foo.com", "foo.com", true],
  ["bar.foo.com", "foo.com", true],
  ["foo.com", ".foo.com", false],
  ["bar.foo.com", ".foo.com", true],
  ["bar.foo.com", "*.foo.com", true],
  ["foo.com:8080", "foo.com:8080", true],
  ["foo.com:5000", "foo.com:8080", false],
  ["10.1.2.3", "10.0.0.0/8", true],
  ["11.1.2.3", "10.0.0.0/8", false],
  ["anything", "*", true],
  ["localhost:5000", "other.com", true],
  ["127.0.0.1:5000", "other.com", true],
])("%s with NO_PROXY=%s: %s", (host, entry, without) => {
  expect(isWithoutProxy(host, [entry])).toBe(without);
});
