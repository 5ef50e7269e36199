import { afterEach, expect, test } from "vitest";

import { LoopbackHosts } from "../../test/registry-kit.ts";
import { Secret } from "../base/index.ts";
import { askRegistry, type RegistryAnswer } from "./index.ts";
import { type Deviation, DEVIATIONS } from "./vendors.data.ts";

const hosts = new LoopbackHosts();
afterEach(() => hosts.close());

const HOST = "registry.example";
const CODED = /^([A-Z_]*): (.*)$/s;

/** The words as registries wrap them: an error document where there is a code, the bare text where there is none. */
function refusal({ sample }: Deviation, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  const [, code, message] = CODED.exec(sample) ?? [];
  if (code === undefined || message === undefined) return new Response(sample, { status, headers });
  // Docker Hub's token service has its words beside the list that the specification wants.
  const body = code === "" ? { details: message } : { errors: [{ code, message }] };
  return Response.json(body, { status, headers });
}

/** Refuses at the place of the row: the registry after its greeting, or the token service that it names. */
async function serve(row: Deviation, status: number): Promise<void> {
  const challenge = { "www-authenticate": `Bearer realm="https://${HOST}/token",service="registry"` };
  await hosts.serve(HOST, ({ url }) => {
    const { pathname } = new URL(url);
    if (pathname === "/token")
      return row.place === "token-service" ? refusal(row, status) : Response.json({ token: "t" });
    if (pathname === "/v2/") return new Response("", { status: 401, headers: challenge });
    return row.place === "registry"
      ? refusal(row, status, status === 401 ? challenge : {})
      : new Response("", { status: 401, headers: challenge });
  });
}

async function answerTo(row: Deviation, status: number, password?: string): Promise<RegistryAnswer> {
  await serve(row, status);
  const image = { host: HOST, path: "team/web", tag: "1.4", digest: "" };
  const credential =
    password === undefined
      ? {}
      : { credential: { kind: "login", username: "ci", password: new Secret(password) } as const };
  const session = hosts.session({ hosts: [HOST] });
  const report = await askRegistry(session, { image, ...credential }, AbortSignal.timeout(20_000));
  expect(JSON.stringify(report)).not.toContain("not-to-be-shown");
  return report.answer;
}

/** What a row means for somebody with a login, and for nobody. */
const MEANS: Readonly<Record<Deviation["means"], readonly [withLogin: object, anonymously: object]>> = {
  "login-expired": [{ kind: "login-refused", expired: true }, {}],
  "login-refused": [{ kind: "login-refused", expired: false }, {}],
  "wants-login": [{ kind: expect.stringMatching(/^(?:forbidden|login-refused)$/) }, { kind: "wants-login" }],
  forbidden: [{ kind: expect.stringMatching(/^(?:forbidden|login-refused)$/) }, { kind: "wants-login" }],
  policy: [
    { kind: "forbidden", because: "policy" },
    { kind: "forbidden", because: "policy" },
  ],
  address: [
    { kind: "forbidden", because: "address" },
    { kind: "forbidden", because: "address" },
  ],
  "no-repository": [
    { kind: "not-found", what: "repository" },
    { kind: "not-found", what: "repository" },
  ],
  // Of a 429 no words are asked for: it is answered to HEAD
  throttle: [{ kind: "rate-limited" }, { kind: "rate-limited" }],
};

const ROWS = DEVIATIONS.flatMap((row) => row.statuses.map((status) => [row.vendor, row.means, status, row] as const));

test.each(ROWS)("what %s says means %s over HTTP, with status %d", async (...[, means, status, row]) => {
  const [withLogin, anonymously] = MEANS[means];
  expect(await answerTo(row, status, "not-to-be-shown")).toMatchObject(withLogin);
  await hosts.close();
  expect(await answerTo(row, status)).toMatchObject(anonymously);
});

interface Missing {
  readonly vendor: string;
  /** What is answered for the manifest, and for the tags where they are not `1.3`. */
  readonly manifest: object;
  readonly tags?: object;
  readonly what: "tag" | "repository";
  /** Where the form was seen. */
  readonly source: string;
}

const coded = (code: string, message: string, detail?: unknown): object => ({
  errors: [{ code, message, ...(detail !== undefined && { detail }) }],
});

/** How registries say that something is not there, each in its own form. */
const MISSING: readonly Missing[] = [
  {
    vendor: "Nexus",
    manifest: coded("MANIFEST_UNKNOWN", "manifest unknown", [{ Name: "team/web" }, { Revision: "1.4" }]),
    what: "tag",
    source: "https://github.com/sonatype/nexus-public/issues/317",
  },
  {
    vendor: "Artifactory",
    manifest: coded("MANIFEST_UNKNOWN", "The named manifest is not known to the registry.", { manifest: "team/web" }),
    what: "tag",
    source: "https://github.com/jetstack/version-checker/issues/318",
  },
  {
    vendor: "ACR",
    manifest: coded("MANIFEST_UNKNOWN", 'manifest tagged by "1.4" is not found', { Name: "team/web", Tag: "1.4" }),
    what: "tag",
    source: "https://github.com/Azure/acr-cli/issues/459",
  },
  {
    vendor: "GAR",
    manifest: coded("MANIFEST_UNKNOWN", 'Failed to fetch "1.4"'),
    what: "tag",
    source: "https://github.com/firezone/firezone/issues/10484",
  },
  {
    vendor: "Harbor",
    manifest: coded("NOT_FOUND", "artifact team/web:1.4 not found"),
    what: "tag",
    source: "https://github.com/cue-lang/cue/issues/2982",
  },
  {
    vendor: "Harbor",
    manifest: coded("NOT_FOUND", "artifact team/web:1.4 not found"),
    tags: coded("NOT_FOUND", "repository team/web not found"),
    what: "repository",
    source: "https://github.com/cue-lang/cue/issues/2982",
  },
  {
    vendor: "ECR",
    manifest: coded(
      "NAME_UNKNOWN",
      "The repository with name 'team/web' does not exist in the registry with id '123456789012'",
    ),
    what: "repository",
    source: "https://github.com/aws-samples/eks-alb-istio-with-tls/issues/7",
  },
];

test.each(MISSING)("what $vendor says of a missing $what is read so, HEAD without words first", async (row) => {
  await hosts.serve(HOST, ({ url, method }) => {
    const { pathname } = new URL(url);
    if (pathname === "/v2/") return new Response("{}");
    if (pathname.endsWith("/tags/list")) {
      if (row.tags !== undefined) return Response.json(row.tags, { status: 404 });
      return Response.json({ name: "team/web", tags: ["1.3"] });
    }
    return method === "HEAD" ? new Response(null, { status: 404 }) : Response.json(row.manifest, { status: 404 });
  });
  const image = { host: HOST, path: "team/web", tag: "1.4", digest: "" };
  const { answer } = await askRegistry(hosts.session({ hosts: [HOST] }), { image }, AbortSignal.timeout(20_000));
  expect(answer).toMatchObject({ kind: "not-found", what: row.what });
});
