import { expect, test } from "vitest";

import { ManualClock } from "../../base/index.ts";
import type { RegistryWorld } from "../../kinds/index.ts";
import { createNetwork } from "./create-network.ts";
import { digestOf } from "./test-push.ts";
import { image, open, registryWorld, START } from "./test-registry.ts";

const users = [
  { username: "ci", password: "right", repositories: ["team/*"], until: 60_000 },
  { username: "other", password: "right", repositories: ["elsewhere/*"] },
];
const repositories = [
  { name: "team/web", public: false, tags: [image] },
  { name: "team/open", public: true, tags: [image] },
];
const basic = (username: string, password: string): string => `Basic ${btoa(`${username}:${password}`)}`;

test("createRegistry() with basic auth challenges, and lets the right user in until the login ends", async () => {
  const { ask, clock } = open({ auth: { kind: "basic", users }, repositories });
  const status = async (repository: string, authorization?: string): Promise<number> =>
    (await ask(`/v2/${repository}/manifests/1.0`, { headers: authorization ? { authorization } : {} })).status;

  expect((await ask("/v2/")).headers.get("www-authenticate")).toMatch(/^Basic realm="/);
  expect(await status("team/web")).toBe(401);
  expect(await status("team/open")).toBe(200);
  expect(await status("team/web", basic("ci", "wrong"))).toBe(401);
  expect(await status("team/web", basic("other", "right"))).toBe(403);
  expect(await status("team/web", basic("ci", "right"))).toBe(200);
  await clock.runUntil(START + 60_000);
  expect(await status("team/web", basic("ci", "right"))).toBe(401);
});

const auth = { kind: "token", realm: "auth.example", users } as const;
function tokens(fields: Partial<RegistryWorld> = {}) {
  const clock = new ManualClock(START);
  const network = createNetwork({
    registries: [registryWorld({ auth, repositories, ...fields })],
    clock,
    start: START,
  });
  const ask = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const response = await network.registry(new URL(url).host)?.fetch(new Request(url, init));
    if (response === undefined) throw new Error(`No such host: ${url}`);
    return response;
  };
  return { clock, network, ask };
}

/** Follows the challenge as the distribution project's token specification has it. */
async function pullWith(ask: (url: string, init?: RequestInit) => Promise<Response>, url: string, login?: string) {
  const challenge = (await ask(url)).headers.get("www-authenticate") ?? "";
  const fields = Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const query = new URLSearchParams({ service: fields.service ?? "", scope: fields.scope ?? "" });
  const answer = await ask(`${fields.realm}?${query.toString()}`, { headers: login ? { authorization: login } : {} });
  if (answer.status !== 200) return { token: answer.status };
  const { token } = (await answer.json()) as { token: string };
  const pulled = await ask(url, { headers: { authorization: `Bearer ${token}` } });
  return { token: 200, manifest: pulled.status, challenge: pulled.headers.get("www-authenticate") };
}

const WEB = "https://registry.example/v2/team/web/manifests/1.0";

test("createNetwork() leads from challenge to token to manifest", async () => {
  const { ask } = tokens();

  expect((await ask(WEB)).headers.get("www-authenticate")).toBe(
    'Bearer realm="https://auth.example/token",service="registry.example",scope="repository:team/web:pull"',
  );
  expect(await pullWith(ask, WEB, basic("ci", "right"))).toMatchObject({ token: 200, manifest: 200 });
  expect(await pullWith(ask, WEB, basic("ci", "wrong"))).toEqual({ token: 401 });
  expect(await pullWith(ask, WEB.replace("web", "open"))).toMatchObject({ token: 200, manifest: 200 });
});

test.each([undefined, basic("other", "right")])("a token that allows nothing is insufficient (%s)", async (login) => {
  const result = await pullWith(tokens().ask, WEB, login);

  expect(result).toMatchObject({ token: 200, manifest: 401 });
  expect(result.challenge).toContain('error="insufficient_scope"');
});

test("createNetwork() refuses tokens that are old or made up, and logins that have ended", async () => {
  const { ask, clock } = tokens();
  const form = new URLSearchParams({ service: "registry.example", scope: "repository:team/web:pull" });
  form.set("username", "ci");
  form.set("password", "right");
  const answer = await ask("https://auth.example/token", { method: "POST", body: form });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const status = async (bearer: string): Promise<number> =>
    (await ask(WEB, { headers: { authorization: `Bearer ${bearer}` } })).status;

  expect(await status(token)).toBe(200);
  expect(await status("made.up.")).toBe(401);
  await clock.runUntil(START + 301_000);
  expect(await status(token)).toBe(401);
  expect(await pullWith(ask, WEB, basic("ci", "right"))).toEqual({ token: 401 });
});

test("createNetwork() finds token services at a path of the registry's own host", async () => {
  const { ask } = tokens({ auth: { ...auth, realm: "registry.example/auth/token" } });

  expect(await pullWith(ask, WEB, basic("ci", "right"))).toMatchObject({ token: 200, manifest: 200 });
  expect((await ask("https://registry.example/auth/token")).status).toBe(200);
});

test("Docker Hub denies what is not there, login or not, and knows an unknown tag", async () => {
  const { ask } = tokens({
    host: "docker.io",
    auth: { kind: "token", realm: "auth.docker.io", users: [{ username: "ci", password: "right" }] },
    repositories: [{ name: "library/nginx", public: true, tags: [image] }],
  });
  const hub = "https://registry-1.docker.io/v2";

  expect(await pullWith(ask, `${hub}/library/nginx/manifests/1.0`)).toMatchObject({ manifest: 200 });
  expect(await pullWith(ask, `${hub}/library/nginx/manifests/9`)).toMatchObject({ manifest: 404 });
  expect(await pullWith(ask, `${hub}/acme/web/manifests/1`, basic("ci", "right"))).toMatchObject({ manifest: 401 });
  expect(await pullWith(ask, `${hub}/library/nginx/manifests/1.0`, basic("ci", "wrong"))).toEqual({ token: 401 });
});

test("createRegistry() with basic auth lets users push to what is theirs, and nobody else, public or not", async () => {
  const { ask } = open({ auth: { kind: "basic", users }, repositories });
  const start = async (repository: string, login?: string): Promise<number> => {
    const headers = login === undefined ? {} : { authorization: login };
    return (await ask(`/v2/${repository}/blobs/uploads/`, { method: "POST", headers })).status;
  };

  expect(await start("team/open")).toBe(401);
  expect(await start("team/open", basic("other", "right"))).toBe(403);
  expect(await start("team/new", basic("ci", "right"))).toBe(202);
});

/** What a token that was got for `scope` allows to do with `team/web`, or with another repository. */
async function allowed(scope: string, repository = "team/web", login = basic("ci", "right")): Promise<unknown> {
  const { ask } = tokens();
  const headers = { authorization: login };
  const answer = await ask(`https://auth.example/token?service=registry.example&scope=${scope}`, { headers });
  const authorization = `Bearer ${((await answer.json()) as { token: string }).token}`;
  const status = async (method: string, path: string): Promise<number> =>
    (await ask(`https://registry.example/v2/${repository}/${path}`, { method, headers: { authorization } })).status;
  return {
    pull: await status("GET", "manifests/1.0"),
    push: await status("POST", "blobs/uploads/"),
    delete: await status("DELETE", "manifests/1.0"),
  };
}

test("a token allows what its scope names, of what the user may do", async () => {
  expect(await allowed("repository:team/web:pull")).toEqual({ pull: 200, push: 401, delete: 401 });
  expect(await allowed("repository:team/web:pull,push")).toEqual({ pull: 200, push: 202, delete: 401 });
  expect(await allowed("repository:team/web:delete")).toEqual({ pull: 401, push: 401, delete: 202 });
  const all = "repository:team/open:pull,push,delete";
  expect(await allowed(all, "team/open", basic("other", "right"))).toEqual({ pull: 200, push: 401, delete: 401 });
});

test("the challenge names the actions that a request needs", async () => {
  const { ask } = tokens();
  const challenge = async (method: string, path: string): Promise<string | null> =>
    (await ask(`https://registry.example/v2/team/web/${path}`, { method })).headers.get("www-authenticate");

  expect(await challenge("POST", "blobs/uploads/")).toContain('scope="repository:team/web:pull,push"');
  expect(await challenge("PUT", "manifests/1.0")).toContain('scope="repository:team/web:pull,push"');
  expect(await challenge("DELETE", "manifests/1.0")).toContain('scope="repository:team/web:delete"');
});

test("a blob is mounted only from where its user may pull", async () => {
  const { ask } = open({ auth: { kind: "basic", users: [...users, { username: "all", password: "right" }] } });
  const mount = async (from: string): Promise<number> => {
    const headers = { authorization: basic("ci", "right") };
    const path = `/v2/team/new/blobs/uploads/?mount=${digest}${from}`;
    return (await ask(path, { method: "POST", headers })).status;
  };
  const digest = digestOf("secret");
  const headers = { authorization: basic("all", "right") };
  await ask(`/v2/private/app/blobs/uploads/?digest=${digest}`, { method: "POST", body: "secret", headers });

  expect([await mount("&from=private/app"), await mount("")]).toEqual([202, 202]);
});

test("Docker Hub lets its users push below their own names alone", async () => {
  const { ask } = tokens({
    host: "docker.io",
    auth: { kind: "token", realm: "auth.docker.io", users: [{ username: "ci", password: "right" }] },
    repositories: [{ name: "library/nginx", public: true, tags: [image] }],
  });
  const access = async (repository: string): Promise<unknown> => {
    const scope = `repository:${repository}:pull,push`;
    const url = `https://auth.docker.io/token?service=registry.docker.io&scope=${scope}`;
    const answer = await ask(url, { headers: { authorization: basic("ci", "right") } });
    const { token } = (await answer.json()) as { token: string };
    return JSON.parse(atob(token.split(".")[1] ?? "")).access;
  };

  expect(await access("ci/app")).toEqual([{ type: "repository", name: "ci/app", actions: ["pull", "push"] }]);
  expect(await access("library/nginx")).toEqual([{ type: "repository", name: "library/nginx", actions: ["pull"] }]);
});
