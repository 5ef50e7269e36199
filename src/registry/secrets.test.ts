import { inspect } from "node:util";

import fc from "fast-check";
import { afterEach, expect, test } from "vitest";

import { type Handler, LoopbackHosts } from "../../test/registry-kit.ts";
import { Secret } from "../base/index.ts";
import { askRegistry, type RegistryCredential } from "./index.ts";

const hosts = new LoopbackHosts();
afterEach(() => hosts.close());

const REGISTRY = "registry.example";
const REALM = "auth.registry.example";
const STRANGER = "stranger.test";
const DIGEST = `sha256:${"c".repeat(64)}`;

/** Everything that came in, sent back wherever there is room for it. */
function echo(request: Request): string {
  const said = request.headers.get("authorization") ?? "";
  const known = said.startsWith("Basic ") ? `${atob(said.slice(6))} ${encodeURIComponent(atob(said.slice(6)))}` : "";
  return `${said} ${said.split(" ")[1] ?? ""} ${known}`;
}

const challenge = (realm: string, scheme: string): string =>
  scheme === "basic"
    ? `Basic realm="${realm}"`
    : `Bearer realm="${realm}",service="s",scope="repository:team/web:pull"`;

const manifest = JSON.stringify({
  config: { digest: DIGEST, mediaType: "application/vnd.oci.image.config.v1+json", size: 1 },
  layers: [{ digest: DIGEST, mediaType: "application/vnd.oci.image.layer.v1.tar", size: 1 }],
});

/** What a registry does with somebody who shows a credential. */
const ENDINGS: Readonly<Record<string, Handler>> = {
  success: () => new Response(manifest, { headers: { "content-type": "application/vnd.oci.image.manifest.v1+json" } }),
  echoes: (request) => Response.json({ errors: [{ code: echo(request), message: echo(request) }] }, { status: 403 }),
  "echoes as text": (request) =>
    new Response(echo(request), { status: 500, headers: { server: clean(echo(request)) } }),
  "echoes in a challenge": (request) =>
    new Response(null, {
      status: 401,
      headers: { "www-authenticate": `Bearer realm="x",scope="${clean(echo(request))}"` },
    }),
  "echoes in a digest": (request) =>
    new Response(manifest, {
      headers: { "content-type": clean(echo(request)), "docker-content-digest": clean(echo(request)) },
    }),
  "redirects away": (request) => Response.redirect(`https://${STRANGER}/x?q=${encodeURIComponent(echo(request))}`, 307),
  "redirects within": (request) =>
    Response.redirect(`https://${REGISTRY}/again/${encodeURIComponent(echo(request))}`, 302),
  "redirects to plain HTTP": () => Response.redirect(`http://${STRANGER}/`, 307),
  "redirects to a machine's own address": () => Response.redirect("http://169.254.169.254/latest/", 307),
  breaks: () => Response.error(),
  "next page elsewhere": () =>
    Response.json(
      { tags: ["1.0"] },
      { headers: { link: `<https://${STRANGER}/v2/team/web/tags/list?last=1>; rel="next"` } },
    ),
};

/** What a token service does. */
const SERVICES: Readonly<Record<string, Handler>> = {
  token: () => Response.json({ token: ISSUED, expires_in: 300, refresh_token: REFRESH }),
  "no token": (request) => Response.json({ said: echo(request) }),
  refuses: (request) => Response.json({ details: echo(request) }, { status: 401 }),
  forbids: (request) => Response.json({ errors: [{ code: "DENIED", message: echo(request) }] }, { status: 403 }),
  redirects: () => Response.redirect(`https://${STRANGER}/token`, 307),
  breaks: () => Response.error(),
  html: (request) => new Response(`<html>${echo(request)}</html>`, { headers: { "content-type": "text/html" } }),
};

const ISSUED = "issued-token-of-the-service";
const REFRESH = "refresh-token-of-the-service";
const REALMS = [
  `https://${REALM}/token`,
  `https://${STRANGER}/token`,
  `http://${REALM}/token`,
  `https://u:p@${REALM}/`,
  "nonsense",
];

function clean(text: string): string {
  return text.replace(/[^ -~]|"/g, "");
}

const secretText = fc.stringMatching(/^[A-Za-z0-9!#$%&*+/:=?@~ äß-]{12,40}$/);
const credential = fc.record({
  kind: fc.constantFrom("login", "identity-token"),
  user: secretText,
  secret: secretText,
});
const place = fc.record({
  scheme: fc.constantFrom("bearer", "basic"),
  realm: fc.constantFrom(...REALMS),
  service: fc.constantFrom(...Object.keys(SERVICES)),
  ending: fc.constantFrom(...Object.keys(ENDINGS)),
});

type Drawn = typeof credential extends fc.Arbitrary<infer T> ? T : never;

function credentialOf({ kind, user, secret }: Drawn): RegistryCredential {
  return kind === "login"
    ? { kind, username: user, password: new Secret(secret) }
    : { kind: "identity-token", token: new Secret(secret) };
}

/** Every way in which the secret could be written. */
function formsOf({ user, secret }: Drawn): readonly string[] {
  const bytes = (text: string): string => Buffer.from(text).toString("base64").replace(/=+$/, "");
  const form = new URLSearchParams({ v: secret }).toString().slice(2);
  return [secret, bytes(secret), bytes(`${user}:${secret}`), encodeURIComponent(secret), form, ISSUED, REFRESH];
}

test("askRegistry() shows no credential and no token to another host or in what it reports", async () => {
  await fc.assert(
    fc.asyncProperty(credential, place, async (drawn, { scheme, realm, service, ending }) => {
      const login = (): Response =>
        new Response(null, { status: 401, headers: { "www-authenticate": challenge(realm, scheme) } });
      const registry: Handler = (request) =>
        request.headers.has("authorization") ? (ENDINGS[ending] ?? login)(request) : login();
      await hosts.serve(REGISTRY, registry);
      await hosts.serve(REALM, SERVICES[service] ?? login);
      await hosts.serve(STRANGER, (request) => new Response(echo(request)));
      const session = hosts.session({ hosts: [REGISTRY] });
      const image = { host: REGISTRY, path: "team/web", tag: "1.0", digest: "" };
      const asked = { image, credential: credentialOf(drawn), blobs: true, referrers: true };

      const report = await askRegistry(session, asked, AbortSignal.timeout(10_000));

      const told = `${JSON.stringify(report)} ${inspect(report, { depth: 20 })} ${inspect(session, { depth: 20 })}`;
      const strangers = hosts.arrived.filter(({ host }) => host === STRANGER).map((each) => JSON.stringify(each));
      await hosts.close();
      const forms = formsOf(drawn);
      expect(forms.filter((form) => told.includes(form))).toEqual([]);
      expect(forms.filter((form) => strangers.join().includes(form))).toEqual([]);
      expect(strangers.filter((all) => all.includes("authorization"))).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test("the property above would see a credential that is shown: it arrives at the registry itself", async () => {
  await hosts.serve(REGISTRY, (request) =>
    request.headers.has("authorization")
      ? Response.json({ errors: [{ code: "DENIED", message: echo(request) }] }, { status: 403 })
      : new Response(null, { status: 401, headers: { "www-authenticate": 'Basic realm="x"' } }),
  );
  const image = { host: REGISTRY, path: "team/web", tag: "1.0", digest: "" };
  const credential = { kind: "login", username: "ci", password: new Secret("hunter2hunter2") } as const;

  const report = await askRegistry(
    hosts.session({ hosts: [REGISTRY] }),
    { image, credential },
    AbortSignal.timeout(5_000),
  );

  expect(hosts.arrived.some(({ headers }) => headers.authorization === `Basic ${btoa("ci:hunter2hunter2")}`)).toBe(
    true,
  );
  expect(JSON.stringify(report)).toContain("***");
});
