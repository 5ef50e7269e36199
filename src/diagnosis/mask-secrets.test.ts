import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { FAR_TOO_LONG, processorSeconds } from "../../test/processor-time.ts";
import { maskSecrets } from "./mask-secrets.ts";

/** Long enough not to stand in a text by chance; without what ends a value in every form. */
const passwords = fc.stringMatching(/^[A-Za-z0-9!#$%^*_+.~|-]{12,40}$/);
const tokens = fc.stringMatching(/^[A-Za-z0-9_-]{24,60}$/);
const base64 = fc.stringMatching(/^[A-Za-z0-9+]{24,60}={0,2}$/);
const texts = fc.string({ maxLength: 60 });

const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  "a docker config": (s) => JSON.stringify({ auths: { "registry.example": { username: "u", password: s, auth: s } } }),
  "a docker config in a log": (s) =>
    JSON.stringify(JSON.stringify({ auths: { "registry.example": { identitytoken: s } } })),
  "a header": (s) => `Authorization: Basic ${s}`,
  "a header in JSON": (s) => `{"Authorization":"Bearer ${s}"}`,
  "a proxy header": (s) => `Proxy-Authorization: Basic ${s}`,
  "a login for the engine": (s) => `X-Registry-Auth: ${s}`,
  "a URL": (s) => `Get "https://robot:${encodeURIComponent(s)}@registry.example:5000/v2/": EOF`,
  "a proxy's URL": (s) => `HTTPS_PROXY=http://user:${encodeURIComponent(s)}@proxy.example:3128`,
  "a flag": (s) => `kubectl create secret docker-registry regcred --docker-password=${s} --docker-username=u`,
  "a flag with a blank": (s) => `helm registry login registry.example --password ${s}`,
  "a login's flag": (s) => `docker login -u robot -p ${s} registry.example`,
  "a manifest": (s) => `data:\n  password: ${s}\n  username: dQ==`,
  "an environment": (s) => `AWS_SECRET_ACCESS_KEY=${s}`,
};

describe("maskSecrets()", () => {
  test.each(Object.entries(FORMS))("maskSecrets() hides the secret of %s in any surroundings", (_, form) => {
    fc.assert(
      fc.property(passwords, texts, texts, (secret, before, after) => {
        const masked = maskSecrets(`${before}\n${form(secret)}\n${after}`);
        expect(masked).not.toContain(secret);
        expect(masked).not.toContain(encodeURIComponent(secret));
      }),
    );
  });

  test("maskSecrets() hides tokens by their form, wherever they stand", () => {
    fc.assert(
      fc.property(tokens, fc.constantFrom("ghp_", "glpat-", "dckr_pat_", "github_pat_"), (secret, start) => {
        expect(maskSecrets(`denied for ${start}${secret}, said the registry`)).not.toContain(secret);
      }),
    );
  });

  test("maskSecrets() hides what signs a URL", () => {
    fc.assert(
      fc.property(
        tokens,
        fc.constantFrom("sig", "Signature", "X-Amz-Signature", "X-Amz-Security-Token", "token"),
        (secret, name) => {
          expect(maskSecrets(`Get "https://cdn.example/blob?se=2023&${name}=${secret}&sp=r": EOF`)).not.toContain(
            secret,
          );
        },
      ),
    );
  });

  test("maskSecrets() hides JSON in base64: pull secrets and web tokens", () => {
    fc.assert(
      fc.property(base64, (tail) => {
        expect(maskSecrets(`.dockerconfigjson: eyJhdXRocyI6${tail}`)).not.toContain(tail.slice(0, 20));
        expect(maskSecrets(`token was eyJhbGciOi${tail}.${tail}.${tail}`)).not.toContain(tail.slice(0, 20));
      }),
    );
  });

  test("maskSecrets() hides the same twice as once", () => {
    fc.assert(
      fc.property(passwords, fc.constantFrom(...Object.values(FORMS)), texts, (secret, form, before) => {
        const once = maskSecrets(`${before}\n${form(secret)}`);
        expect(maskSecrets(once)).toBe(once);
      }),
    );
  });

  test.each([
    "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    'Failed to pull image "registry.example:5000/team/web@sha256:0123": unauthorized: authentication required',
    "failed to authorize: failed to fetch anonymous token: unexpected status: 403 Forbidden",
    'Www-Authenticate: Bearer realm="https://auth.docker.io/token",service="registry.docker.io"',
    "unable to retrieve auth token: invalid username/password: unauthorized: basic authentication required",
    "docker://registry.example:5000/team/web:1.0@sha256:0123",
    "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.",
  ])("maskSecrets() leaves alone %s", (text) => {
    expect(maskSecrets(text)).toBe(text);
  });

  test("maskSecrets() reads 50,000 characters of unfinished forms in linear time", async () => {
    for (const part of [
      "https://a:",
      '"auth":"',
      "Authorization: Basic ",
      "eyJ",
      "login -u x ",
      "-----BEGIN PRIVATE KEY-----",
      "token=",
      " password: ",
    ]) {
      const text = part.repeat(Math.ceil(50_000 / part.length));
      expect(await processorSeconds(() => maskSecrets(text))).toBeLessThan(FAR_TOO_LONG);
    }
  });
});
