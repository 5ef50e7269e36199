import { afterEach, describe, expect, test } from "vitest";

import { LoopbackHosts, START } from "../../test/registry-kit.ts";
import { Secret } from "../base/index.ts";
import type { RegistryWorld } from "../kinds/index.ts";
import { askRegistry, type RegistryCredential, type RegistryQuestion } from "./index.ts";

const hosts = new LoopbackHosts();
afterEach(() => hosts.close());

const users = [
  { username: "ci", password: "right-password", repositories: ["team/*"] },
  { username: "other", password: "right-password", repositories: ["elsewhere/*"] },
];
const tags = [
  { tag: "1.4.2", platforms: ["linux/amd64", "linux/arm64"], size: 5000 },
  { tag: "single", platforms: ["linux/amd64"], size: 5000 },
];
const repositories = [
  { name: "team/web", public: false, tags },
  { name: "team/open", public: true, tags },
];
const token = { kind: "token", realm: "auth.registry.example", users } as const;
const basic = { kind: "basic", users } as const;

function world(fields: Partial<RegistryWorld> = {}): RegistryWorld {
  const network = { kind: "ok" } as const;
  return { host: "registry.example", network, auth: token, repositories, faults: [], latency: 0, ...fields };
}

function login(username: string, password = "right-password"): RegistryCredential {
  return { kind: "login", username, password: new Secret(password) };
}

function question(path: string, tag: string, fields: Partial<RegistryQuestion> = {}): RegistryQuestion {
  return { image: { host: "registry.example", path, tag, digest: "" }, ...fields };
}

async function ask(asked: RegistryQuestion, session = hosts.session({ hosts: ["registry.example"] })) {
  return askRegistry(session, asked, AbortSignal.timeout(10_000));
}

describe.each([
  ["token", token],
  ["basic", basic],
])("askRegistry() with %s auth", (_name, auth) => {
  test.each([
    ["nobody", undefined, { kind: "wants-login" }],
    ["the right login", login("ci"), { kind: "found", mediaType: "application/vnd.oci.image.index.v1+json" }],
    ["a wrong password", login("ci", "wrong-password"), { kind: "login-refused" }],
    ["a login for something else", login("other"), { kind: "forbidden" }],
  ])("%s", async (_who, credential, expected) => {
    await hosts.serveWorld(world({ auth }));

    const { answer } = await ask(question("team/web", "1.4.2", credential === undefined ? {} : { credential }));

    expect(answer).toMatchObject(expected);
  });
});

test("askRegistry() asks a public image with HEAD and nothing more than a token", async () => {
  await hosts.serveWorld(world());

  const { answer, evidence } = await ask(question("team/open", "1.4.2"));

  expect(answer).toMatchObject({ kind: "found", digest: expect.stringMatching(/^sha256:/) });
  const others = hosts.lines().filter((line) => !/^HEAD |\/token/.test(line));
  expect(others).toEqual(["GET registry.example/v2/"]);
  expect(evidence.map(({ probe, method }) => `${method} ${probe}`).at(-1)).toBe("HEAD manifest");
});

test("askRegistry() tells a missing tag from a missing repository, with tags that are spelled alike", async () => {
  await hosts.serveWorld(world({ auth: { kind: "none" } }));

  expect((await ask(question("team/web", "1.4.3"))).answer).toMatchObject({
    kind: "not-found",
    what: "tag",
    code: "MANIFEST_UNKNOWN",
    nearTags: ["1.4.2"],
    tags: { read: 2, complete: true },
  });
  expect((await ask(question("team/wbe", "1.4.2"))).answer).toMatchObject({ kind: "not-found", what: "repository" });
});

test("askRegistry() finds out the platforms of an index and of a single manifest", async () => {
  await hosts.serveWorld(world({ auth: { kind: "none" } }));
  const platform = { os: "linux", architecture: "arm64" };

  expect((await ask(question("team/web", "1.4.2", { platform }))).answer).toMatchObject({
    kind: "found",
    platforms: ["linux/amd64", "linux/arm64"],
  });
  expect((await ask(question("team/web", "single", { platform }))).answer).toMatchObject({
    kind: "platform-missing",
    has: ["linux/amd64"],
  });
});

test("askRegistry() asks the same question of the same credential once", async () => {
  await hosts.serveWorld(world());
  const session = hosts.session({ hosts: ["registry.example"] });
  const asked = question("team/web", "1.4.2", { credential: login("ci") });

  const reports = await Promise.all([ask(asked, session), ask(asked, session)]);
  const first = hosts.arrived.length;
  await ask(asked, session);
  await ask(question("team/web", "1.4.2", { credential: login("other") }), session);

  expect(reports[0].answer).toEqual(reports[1].answer);
  expect(first).toBe(3);
  expect(hosts.arrived.length).toBeGreaterThan(first);
});

test("askRegistry() tells a mirror in whose stead it is asked", async () => {
  await hosts.serveWorld(world({ auth: { kind: "none" } }));

  await ask(question("team/web", "1.4.2", { insteadOf: "docker.io" }));

  expect(hosts.lines().at(-1)).toBe("HEAD registry.example/v2/team/web/manifests/1.4.2?ns=docker.io");
});

test("askRegistry() asks no host that was not allowed", async () => {
  await hosts.serveWorld(world());

  const { answer } = await ask(question("team/web", "1.4.2"), hosts.session({ hosts: ["other.example"] }));

  expect(answer).toMatchObject({ kind: "not-asked", why: "host-not-allowed" });
  expect(hosts.arrived).toEqual([]);
});

test("askRegistry() reads Docker Hub's allowance off a HEAD, and asks it at registry-1.docker.io", async () => {
  const headers = {
    "content-type": "application/vnd.oci.image.index.v1+json",
    "docker-content-digest": `sha256:${"a".repeat(64)}`,
    "ratelimit-limit": "100;w=21600",
    "ratelimit-remaining": "76;w=21600",
    "docker-ratelimit-source": "192.0.2.7",
  };
  await hosts.serve("registry-1.docker.io", () => new Response(null, { headers }));
  const image = { host: "docker.io", path: "library/nginx", tag: "1.27", digest: "" };

  const report = await ask({ image }, hosts.session({ hosts: ["docker.io"] }));

  expect(report.allowance).toEqual({ limit: 100, remaining: 76, window: 21_600, source: "192.0.2.7" });
  expect(hosts.lines()).toEqual([
    "GET registry-1.docker.io/v2/",
    "HEAD registry-1.docker.io/v2/library/nginx/manifests/1.27",
  ]);
});

test("askRegistry() leaves a host alone that wants it, and says so", async () => {
  const refused = () =>
    Response.json(
      { errors: [{ code: "TOOMANYREQUESTS", message: "You have reached your unauthenticated pull rate limit." }] },
      { status: 429, headers: { "retry-after": "120" } },
    );
  await hosts.serve("registry.example", ({ url }) => (url.endsWith("/v2/") ? new Response() : refused()));
  const session = hosts.session({ hosts: ["registry.example"] });

  const first = await ask(question("team/web", "1.4.2"), session);
  const second = await ask(question("team/other", "1.4.2"), session);

  expect(first.answer).toMatchObject({ kind: "rate-limited", source: "ip", retryAfter: START + 120_000 });
  expect(second.answer).toMatchObject({ kind: "not-asked", why: "retry-later" });
  expect(hosts.arrived).toHaveLength(2);
});

test("askRegistry() asks nothing more of a host that refuses to be asked at all", async () => {
  await hosts.serve("registry.example", () => new Response(null, { status: 429 }));
  const session = hosts.session({ hosts: ["registry.example"] });

  const answers = await Promise.all([ask(question("a", "1"), session), ask(question("b", "1"), session)]);

  expect(answers.map(({ answer }) => answer.kind)).toEqual(["rate-limited", "rate-limited"]);
  expect(hosts.arrived).toHaveLength(1);
});

test("askRegistry() greets a host once, and asks for one token and one manifest of each login and repository", async () => {
  await hosts.serveWorld(world());
  const session = hosts.session({ hosts: ["registry.example"] });
  const credentials = [undefined, login("ci"), login("other")];
  const questions = ["team/web", "team/open"].flatMap((path) =>
    credentials.map((credential) => question(path, "1.4.2", credential === undefined ? {} : { credential })),
  );

  await Promise.all([...questions, ...questions].map((asked) => ask(asked, session)));

  const lines = hosts.lines();
  expect(lines.filter((line) => line === "GET registry.example/v2/")).toHaveLength(1);
  expect(lines.filter((line) => line.includes("/token"))).toHaveLength(questions.length);
  expect(lines.filter((line) => line.startsWith("HEAD "))).toHaveLength(questions.length);
});

test("askRegistry() asks the token service that a repository names, where the host greets with another", async () => {
  const bearer = (realm: string): Response =>
    new Response(null, {
      status: 401,
      headers: { "www-authenticate": `Bearer realm="https://registry.example/${realm}"` },
    });
  await hosts.serve("registry.example", ({ url, headers }) => {
    const { pathname } = new URL(url);
    if (pathname === "/v2/") return bearer("all");
    if (!pathname.startsWith("/v2/")) return Response.json({ token: `from${pathname.replace("/", "-")}` });
    if (headers.get("authorization") !== "Bearer from-team") return bearer("team");
    const found = { "content-type": "application/vnd.oci.image.manifest.v1+json" };
    return new Response(null, { headers: { ...found, "docker-content-digest": `sha256:${"a".repeat(64)}` } });
  });

  expect((await ask(question("team/web", "1"))).answer).toMatchObject({ kind: "found", as: "bearer" });
});

test.each([
  [
    "an HTML page",
    () => new Response("<html>Welcome</html>", { status: 404, headers: { "content-type": "text/html" } }),
    { kind: "not-a-registry", looks: "html" },
  ],
  [
    "a web server's 404",
    () => new Response("404 page not found", { status: 404 }),
    { kind: "not-a-registry", looks: "other" },
  ],
  [
    "a failure",
    () => new Response("upstream", { status: 502 }),
    { kind: "server-error", status: 502, role: "registry" },
  ],
  ["a connection that breaks", () => Response.error(), { kind: "unreachable", fault: { code: "TRANSPORT_RESET" } }],
])("askRegistry() at %s", async (_what, handler, expected) => {
  await hosts.serve("registry.example", handler);

  expect((await ask(question("team/web", "1.4.2"))).answer).toMatchObject(expected);
});

test("askRegistry() finds missing blobs and manifests that are not what they are called", async () => {
  await hosts.serveWorld(world({ auth: { kind: "none" }, faults: [] }));
  const whole = await ask(question("team/web", "1.4.2", { blobs: true }));
  expect(whole.answer).toMatchObject({ kind: "found", layers: [expect.anything()] });
  await hosts.close();

  const digest = `sha256:${"b".repeat(64)}`;
  const headers = { "content-type": "application/vnd.oci.image.manifest.v1+json", "docker-content-digest": digest };
  await hosts.serve("registry.example", () => new Response("{}", { headers }));
  const other = await ask(question("team/web", "1.4.2", { blobs: true }));
  expect(other.answer).toMatchObject({ kind: "corrupt", wanted: digest });
});
