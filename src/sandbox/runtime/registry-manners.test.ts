import { join } from "node:path";

import { expect, test } from "vitest";

import { readJsonLines } from "../../../conformance/vectors.ts";
import type { RegistryWorld, RuntimeName } from "../../kinds/index.ts";
import { createRegistry } from "../registry/index.ts";
import { openRuntime, registryWorld, START } from "./test-runtime.ts";

/** A message that somebody met and published. */
interface Published {
  readonly id: string;
  readonly message: string;
}

const CORPUS = readJsonLines(join(import.meta.dirname, "../../../conformance/corpus-messages.jsonl.gz")) as Published[];
const user = { username: "someone", password: "right" };

function published(id: string): string {
  const row = CORPUS.find((each) => each.id === id);
  if (row === undefined) throw new Error(`No message ${id}`);
  return row.message;
}

interface Row {
  readonly id: string;
  readonly image: string;
  readonly registry: Partial<RegistryWorld> & { readonly host: string };
  readonly runtime: RuntimeName;
  readonly login?: true;
  /** The first words that are the same, and the last ones. */
  readonly from: string;
  readonly to?: string;
}

const token = (host: string): RegistryWorld["auth"] => ({ kind: "token", realm: host, users: [user] });
const web = (name: string) => ({ name, public: false, tags: [{ tag: "1.0", platforms: ["linux/amd64"], size: 5000 }] });
const ECR = "067575901363.dkr.ecr.us-west-2.amazonaws.com";

const ROWS: readonly Row[] = [
  {
    id: "m03afd50a",
    image: "ghcr.io/nloui/paperless-mcp:latest",
    registry: { host: "ghcr.io", auth: token("ghcr.io") },
    runtime: "containerd-1.7",
    from: "failed to resolve reference",
  },
  {
    id: "m5c36183b",
    image: "myacr.azurecr.io/fluent/fluent-bit:3.1.6",
    registry: { host: "myacr.azurecr.io", auth: token("myacr.azurecr.io") },
    runtime: "containerd-1.7",
    from: 'failed to resolve reference "myacr.azurecr.io/fluent/fluent-bit:3.1.6": failed to authorize: failed to fetch anonymous',
    to: "401 Unauthorized",
  },
  {
    id: "m99af33a8",
    image: "quay.io/goharbor/harbor-db:v2.12.0",
    registry: { host: "quay.io", auth: token("quay.io") },
    runtime: "cri-o",
    from: "initializing source",
  },
  {
    id: "mf5df2b9a",
    image: `${ECR}/ecr-token-refresher:v0.4.5-ee5506184b3dce86716eaf644d4b416661ae459f`,
    registry: { host: ECR, auth: { kind: "basic", users: [user] }, repositories: [web("ecr-token-refresher")] },
    runtime: "cri-o",
    login: true,
    from: "reading manifest",
  },
];

test.each(ROWS)("$registry.host answers so that $runtime says what was published ($id)", async (row) => {
  const { pull } = openRuntime({ name: row.runtime, registries: [registryWorld(row.registry)] });
  const result = await pull({ image: row.image, ...(row.login && { auth: user }) });
  const said = result.ok ? "pulled" : result.fault.message;
  const text = published(row.id);
  const end = row.to === undefined ? text.length : text.indexOf(row.to, text.indexOf(row.from)) + row.to.length;
  expect(said).toContain(text.slice(text.indexOf(row.from), end).trim());
});

async function errorOf(registry: Partial<RegistryWorld>, path: string, password?: string): Promise<string> {
  const clock = { now: () => START + 60_000, sleep: () => Promise.resolve() } as never;
  const server = createRegistry({ world: registryWorld(registry), clock, start: START });
  const headers = password === undefined ? {} : { authorization: `Basic ${btoa(`${user.username}:${password}`)}` };
  const response = await server.fetch(new Request(`https://${registry.host}${path}`, { headers }));
  const { errors } = (await response.json()) as { errors: { code: string; message: string }[] };
  return `${response.status} ${errors[0]?.code}: ${errors[0]?.message}`;
}

test.each([
  [
    "mbc2b2a3d",
    ECR,
    "/v2/shop/web/tags/list",
    "DENIED: Your authorization token has expired. Reauthenticate and try again.",
  ],
  ["m310b75a1", ECR, "/v2/other/manifests/1", "does not exist in the registry with id '067575901363'"],
])("what ECR answered (%s)", async (...[id, host, path, words]) => {
  const users = [{ ...user, ...(id === "mbc2b2a3d" && { until: 1000 }) }];
  const registry = { host, auth: { kind: "basic" as const, users }, repositories: [web("shop/web")] };
  expect(published(id)).toContain(words.replace("067575901363", "050568424332"));
  expect(await errorOf(registry, path, user.password)).toContain(words);
});

test.each([
  [
    "m6d3d9d27",
    "registry.gitlab.com",
    "/jwt/auth?service=registry.gitlab.com&scope=repository:a/b:pull",
    "access forbidden",
  ],
  [
    "m7efc3f20",
    "us-docker.pkg.dev",
    "/v2/token?service=us-docker.pkg.dev&scope=repository:a/b:pull",
    'do not have permission "artifactregistry.repositories.downloadArtifacts" on resource',
  ],
])("what a token service answered to nobody (%s)", async (...[id, host, path, words]) => {
  expect(published(id)).toContain(words);
  expect(await errorOf({ host, auth: token(host) }, path)).toMatch(new RegExp(`^403 DENIED: .*${words.slice(-20)}`));
});

test("what Harbor answered to a login without rights (m00b7465c, maad5d7fb)", async () => {
  const host = "harbor.example";
  const registry: RegistryWorld = registryWorld({
    host,
    like: "harbor",
    auth: { kind: "token", realm: host, users: [{ ...user, repositories: ["other"] }] },
    repositories: [web("commons/bsk-rhel9-java17-tomcat10")],
  });
  const { pull } = openRuntime({ name: "cri-o", registries: [registry] });
  const result = await pull({ image: `${host}/commons/bsk-rhel9-java17-tomcat10:1.0`, auth: user });
  const text = published("m00b7465c").replace(/^.*?daemon: /, "");
  expect(result.ok ? "" : result.fault.message).toContain(text);
});
