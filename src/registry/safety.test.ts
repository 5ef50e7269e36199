import { afterEach, describe, expect, test } from "vitest";

import { LoopbackHosts } from "../../test/registry-kit.ts";
import { ok, Secret } from "../base/index.ts";
import { realmAllowed } from "./registry-host.ts";
import { askRegistry, DEFAULT_LIMITS, type RegistryPolicy, RegistrySession } from "./index.ts";

const hosts = new LoopbackHosts();
afterEach(() => hosts.close());

const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const image = { host: "registry.example", path: "team/web", tag: "1.0", digest: "" };
const credential = { kind: "login", username: "ci", password: new Secret("right-password") } as const;

async function ask(policy: Partial<RegistryPolicy> = {}, fields: object = {}) {
  const session = hosts.session({ hosts: ["registry.example"], ...policy });
  return askRegistry(session, { image, credential, ...fields }, AbortSignal.timeout(10_000));
}

const nowhere: RegistryPolicy = { hosts: [], realms: [], plainHttp: [], redirects: [], limits: DEFAULT_LIMITS };

describe("token services", () => {
  test.each([
    ["registry-1.docker.io", "auth.docker.io", true],
    ["registry.gitlab.com", "gitlab.com", true],
    ["ghcr.io", "ghcr.io", true],
    ["registry.example:5000", "registry.example:5001", true],
    ["lscr.io", "ghcr.io", true],
    ["registry.example.co.uk", "auth.other.co.uk", false],
    ["mine.github.io", "yours.github.io", false],
    ["registry.example", "auth.test", false],
    ["10.0.0.1", "10.0.0.2", false],
    ["localhost:5000", "127.0.0.1:5001", false],
  ])("of %s may be %s: %s", (registry, realm, expected) => {
    expect(realmAllowed(registry, realm, nowhere)).toBe(expected);
  });

  test("a stranger is asked only where it was allowed by name", async () => {
    const challenge = 'Bearer realm="https://tokens.test/t",service="s"';
    await hosts.serve("registry.example", ({ headers }) =>
      headers.has("authorization")
        ? new Response(null, {
            headers: { "content-type": MANIFEST, "docker-content-digest": `sha256:${"a".repeat(64)}` },
          })
        : new Response(null, { status: 401, headers: { "www-authenticate": challenge } }),
    );
    await hosts.serve("tokens.test", () => Response.json({ token: "issued-token" }));

    expect((await ask()).answer).toEqual({
      kind: "not-asked",
      role: "token-service",
      host: "tokens.test",
      why: "realm-not-allowed",
    });
    expect((await ask({ realms: ["tokens.test"] })).answer).toMatchObject({ kind: "found", as: "bearer" });
  });

  test.each([
    ["of the public internet", undefined, ["loopback", "link-local", "private", "special"]],
    ["at a private address", "private" as const, ["loopback", "link-local", "special"]],
  ])("of a registry %s may be where the registry is, and at no other address inside", async (_, kind, refused) => {
    const refusals: unknown[] = [];
    const session = new RegistrySession({
      clock: hosts.clock,
      policy: { ...nowhere, hosts: ["registry.example"] },
      transport: {
        send: ({ url }, { refuse }) => {
          if (url.includes("/token")) refusals.push(refuse);
          const headers = { "www-authenticate": ['Bearer realm="https://auth.registry.example/token"'] };
          const seen = { address: "192.0.2.1", phases: {}, chain: [], cut: false, body: new Uint8Array() };
          return Promise.resolve(ok({ status: 401, headers, ...seen, ...(kind && { addressKind: kind }) }));
        },
      },
    });

    await askRegistry(session, { image, credential }, AbortSignal.timeout(10_000));

    expect(refusals[0]).toEqual(refused);
  });

  test("an identity token is exchanged as OAuth2 has it, and a token that died is fetched anew once", async () => {
    let issued = 0;
    await hosts.serve("registry.example", async (request) => {
      if (new URL(request.url).pathname === "/oauth2/token") {
        issued += 1;
        return Response.json({ access_token: `issued-${issued}` });
      }
      if (request.headers.get("authorization") === "Bearer issued-2") {
        return new Response(null, {
          headers: { "content-type": MANIFEST, "docker-content-digest": `sha256:${"a".repeat(64)}` },
        });
      }
      const error = request.headers.has("authorization") ? ',error="invalid_token"' : "";
      const challenge = `Bearer realm="https://registry.example/oauth2/token",service="s"${error}`;
      return new Response(null, { status: 401, headers: { "www-authenticate": challenge } });
    });

    const identity = { kind: "identity-token", token: new Secret("refresh-me-please") };
    const { answer } = await ask({}, { credential: identity });

    expect(answer).toMatchObject({ kind: "found", as: "bearer" });
    const posted = hosts.arrived
      .filter(({ method }) => method === "POST")
      .map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
    expect(posted).toHaveLength(2);
    expect(posted[0]).toMatchObject({
      grant_type: "refresh_token",
      refresh_token: "refresh-me-please",
      service: "s",
      scope: "repository:team/web:pull",
    });
  });
});

describe("redirects", () => {
  const to = (location: string) => () => new Response(null, { status: 307, headers: { location } });

  test.each([
    ["http://store.test/x", { kind: "not-asked", why: "redirect-to-plain-http" }],
    ["ftp://store.test/x", { kind: "not-asked", why: "redirect-malformed" }],
    ["https://u:p@store.test/x", { kind: "not-asked", why: "redirect-malformed" }],
    [
      "https://169.254.169.254/x",
      { kind: "unreachable", fault: { code: "TRANSPORT_ADDRESS_REFUSED", kind: "link-local" } },
    ],
    ["https://2852039166/x", { kind: "unreachable", fault: { code: "TRANSPORT_ADDRESS_REFUSED", kind: "link-local" } }],
    ["https://10.0.0.7/x", { kind: "unreachable", fault: { code: "TRANSPORT_ADDRESS_REFUSED", kind: "private" } }],
    ["https://localhost:9/x", { kind: "unreachable", fault: { code: "TRANSPORT_ADDRESS_REFUSED", kind: "loopback" } }],
    ["https://[::1]:9/x", { kind: "unreachable", fault: { code: "TRANSPORT_ADDRESS_REFUSED", kind: "loopback" } }],
    ["/v2/again", { kind: "not-asked", why: "too-many-redirects" }],
  ])("to %s are not followed", async (location, expected) => {
    await hosts.serve("registry.example", to(location));

    expect((await ask()).answer).toMatchObject(expected);
  });

  test("to a private host are followed where that was allowed, to link-local ones never", async () => {
    await hosts.serve("registry.example", to("https://169.254.169.254/x"));

    expect((await ask({ redirects: ["169.254.169.254"] })).answer).toMatchObject({
      fault: { code: "TRANSPORT_ADDRESS_REFUSED", kind: "link-local" },
    });
  });

  test("evidence of another host shows no query, which may be a signature", async () => {
    await hosts.serve("registry.example", to("https://store.test/blob?X-Amz-Signature=abc"));
    await hosts.serve("store.test", () => new Response(null, { status: 403 }));

    const { evidence } = await ask();

    expect(evidence.map(({ url }) => url)).toContain("https://store.test/blob");
    expect(JSON.stringify(evidence)).not.toContain("X-Amz-Signature");
  });
});

describe("blobs that are kept elsewhere", () => {
  const layer = { mediaType: "application/vnd.oci.image.layer.v1.tar", digest: `sha256:${"d".repeat(64)}`, size: 9 };
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, layers: [layer] });

  async function serveWithStore(store: () => Response): Promise<void> {
    await hosts.serve("registry.example", ({ url, method, headers }) => {
      if (!headers.has("authorization")) {
        return new Response(null, { status: 401, headers: { "www-authenticate": 'Basic realm="x"' } });
      }
      const blob = new URL(url).pathname.includes("/blobs/");
      if (!blob) return new Response(manifest, { headers: { "content-type": MANIFEST } });
      if (method === "HEAD") return new Response(null, { status: 200 });
      return new Response(null, { status: 307, headers: { location: "https://store.test/blob?signature=abc" } });
    });
    await hosts.serve("store.test", store);
  }

  test("are fetched there without the login", async () => {
    await serveWithStore(() => new Response("x", { status: 206 }));

    const { answer, evidence } = await ask({}, { blobs: true });

    expect(answer).toMatchObject({ kind: "found", layers: [layer] });
    const [stored] = hosts.arrived.filter(({ host }) => host === "store.test");
    expect(stored?.headers.authorization).toBeUndefined();
    expect(stored?.headers.range).toBe("bytes=0-0");
    expect(evidence.at(-1)).toMatchObject({ url: "https://store.test/blob", as: "anonymous" });
  });

  test.each([
    [403, { kind: "forbidden", because: "unknown", host: "store.test" }],
    [404, { kind: "blob-missing", missing: [layer.digest] }],
    [500, { kind: "server-error", role: "blob-store", host: "store.test" }],
  ])("and a %i of the store is told as the store's", async (status, expected) => {
    await serveWithStore(() => new Response(null, { status }));

    expect((await ask({}, { blobs: true })).answer).toMatchObject(expected);
  });
});

describe("politeness", () => {
  test("a short pause that is asked for is waited for", async () => {
    let asked = 0;
    await hosts.serve("registry.example", () => {
      asked += 1;
      if (asked === 1) return new Response(null, { status: 503, headers: { "retry-after": "1" } });
      return new Response(null, {
        headers: { "content-type": MANIFEST, "docker-content-digest": `sha256:${"a".repeat(64)}` },
      });
    });
    const began = hosts.clock.now();
    const state = { done: false };

    const report = ask({ limits: { ...DEFAULT_LIMITS, longestWait: 2_000 } }).finally(() => (state.done = true));
    while (!state.done) {
      await new Promise((turn) => setTimeout(turn, 5));
      await hosts.clock.runUntil(hosts.clock.now() + 100);
    }

    expect((await report).answer).toMatchObject({ kind: "found" });
    expect(hosts.clock.now() - began).toBeGreaterThanOrEqual(1_000);
    expect(asked).toBe(3);
  });

  test("a budget of requests ends in an answer that says so", async () => {
    await hosts.serve("registry.example", () =>
      Response.json({ errors: [{ code: "MANIFEST_UNKNOWN" }] }, { status: 404 }),
    );

    const report = await ask({ limits: { ...DEFAULT_LIMITS, requestsPerHost: 1 } });

    expect(report.answer).toMatchObject({ kind: "not-asked", why: "request-budget" });
    expect(hosts.arrived).toHaveLength(1);
  });

  test("no more requests at once than the limit", async () => {
    let [now, most] = [0, 0];
    await hosts.serve("registry.example", async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((done) => setTimeout(done, 10));
      now -= 1;
      return new Response(null, { status: 503 });
    });
    const session = hosts.session({ hosts: ["registry.example"] });
    const tags = Array.from({ length: 8 }, (_, index) => `t${index}`);

    await Promise.all(
      tags.map((tag) => askRegistry(session, { image: { ...image, tag } }, AbortSignal.timeout(10_000))),
    );

    expect(most).toBe(2);
    expect(hosts.arrived).toHaveLength(17);
  });

  test("pages of tags are read up to the limit, and only from the registry", async () => {
    await hosts.serve("registry.example", ({ url }) => {
      const { pathname, searchParams } = new URL(url);
      if (!pathname.endsWith("/tags/list"))
        return Response.json({ errors: [{ code: "MANIFEST_UNKNOWN" }] }, { status: 404 });
      const page = Number(searchParams.get("last") ?? 0) + 1;
      const link = `</v2/team/web/tags/list?n=1000&last=${page}>; rel="next"`;
      return Response.json({ tags: [`1.${page}`, "unlike-anything"] }, { headers: { link } });
    });

    const { answer } = await ask({ limits: { ...DEFAULT_LIMITS, tagPages: 3 } });

    expect(answer).toMatchObject({ kind: "not-found", what: "tag", tags: { read: 6, complete: false } });
    expect(answer).toMatchObject({ nearTags: ["1.1", "1.2", "1.3"] });
  });
});
