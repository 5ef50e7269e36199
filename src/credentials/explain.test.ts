import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { base64, utf8Bytes } from "../base/index.ts";
import { rulesOf, type SecretObject } from "../kinds/index.ts";
import { explainCredentials, makeKeyring, type CredentialRow, type ExplainOptions } from "./index.ts";

const rules = rulesOf("1.35").credentials;
const HUB = "https://index.docker.io/v1/";

interface SecretOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly type?: string;
  readonly dataKey?: string;
}

function secretOf(text: string, options: SecretOptions = {}): SecretObject {
  const { name = "pull", namespace = "shop", type = "kubernetes.io/dockerconfigjson" } = options;
  const data = { [options.dataKey ?? ".dockerconfigjson"]: base64(utf8Bytes(text)) };
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace, uid: `uid-${name}` }, type, data };
}

/** A secret with one login a key, user name and password after the key. */
function loginSecret(keys: readonly string[], options?: SecretOptions): SecretObject {
  const auths = keys.map((key) => [key, { username: `user of ${key}`, password: `password of ${key}` }]);
  return secretOf(JSON.stringify({ auths: Object.fromEntries(auths) }), options);
}

function explain(options: Partial<ExplainOptions>): readonly CredentialRow[] {
  const defaults = { repository: "reg.example:5000/shop/api", namespace: "shop", secrets: [], rules };
  return explainCredentials({ ...defaults, ...options });
}

describe("explainCredentials() says of a key", () => {
  test.each([
    ["reg.example:5000", "reg.example:5000 matches reg.example:5000/shop/api: number 1 to be tried"],
    ["https://reg.example/v2/", "https://reg.example/v2/ does not match reg.example:5000/shop/api: port"],
    ["other.example:5000", "other.example:5000 does not match reg.example:5000/shop/api: host"],
    ["reg.example:5000/hop", "reg.example:5000/hop does not match reg.example:5000/shop/api: path"],
    [
      "*.reg.example:5000",
      "*.reg.example:5000 does not match reg.example:5000/shop/api: number of parts between the dots",
    ],
    ["reg.example:port", "reg.example:port is no URL and is ignored"],
  ])("%s: %s", (key, sentence) => {
    expect(explain({ secrets: [loginSecret([key])] }).map((row) => row.sentence)).toEqual([sentence]);
  });

  test("that it was tried first, where it is filed and who logs in", () => {
    expect(explain({ secrets: [loginSecret(["https://reg.example:5000/v2/shop"])] })).toEqual([
      {
        secret: "shop/pull",
        key: "https://reg.example:5000/v2/shop",
        lookupKey: "reg.example:5000/shop",
        username: "user of https://reg.example:5000/v2/shop",
        used: true,
        order: 1,
        verdict: { code: "CREDENTIALS_USED", order: 1 },
        sentence: "https://reg.example:5000/v2/shop matches reg.example:5000/shop/api: number 1 to be tried",
      },
    ]);
  });

  test("what it is without the login in it", () => {
    expect(explain({ secrets: [loginSecret(["https://ada:smash@reg.example:5000/shop"])] })).toMatchObject([
      { key: "https://***@reg.example:5000/shop", lookupKey: "reg.example:5000/shop", used: true },
    ]);
  });

  test("that the same key comes again", () => {
    const text = '{"auths":{"reg.example:5000":{},"reg.example:5000":{"username":"last"}}}';
    expect(explain({ secrets: [secretOf(text)] })).toMatchObject([
      { key: "reg.example:5000", used: false, verdict: { code: "CREDENTIALS_SHADOWED" } },
      { key: "reg.example:5000", used: true, username: "last" },
    ]);
  });

  test.each([
    [[HUB], [{ used: true, verdict: { code: "CREDENTIALS_HUB_USED", order: 1 } }]],
    [
      [HUB, "docker.io"],
      [
        { used: false, verdict: { code: "CREDENTIALS_HUB_NOT_NEEDED", matched: "docker.io" } },
        { used: true, verdict: { code: "CREDENTIALS_USED", order: 1 } },
      ],
    ],
    [
      ["https://index.docker.io/v1"],
      [{ used: false, verdict: { code: "CREDENTIALS_MISMATCH", differs: ["host", "path"] } }],
    ],
  ])("what Docker Hub's login is for: %j", (keys, rows) => {
    expect(explain({ secrets: [loginSecret(keys)], repository: "docker.io/library/nginx" })).toMatchObject(rows);
  });
});

describe("explainCredentials() says of a secret", () => {
  test.each<readonly [SecretOptions, string, object]>([
    [{ type: "Opaque" }, "{}", { code: "CREDENTIALS_WRONG_TYPE", type: "Opaque" }],
    [
      { dataKey: "config.json" },
      "{}",
      { code: "CREDENTIALS_WRONG_DATA_KEY", wanted: ".dockerconfigjson", has: ["config.json"] },
    ],
    [{}, "", { code: "CREDENTIALS_EMPTY_VALUE", dataKey: ".dockerconfigjson" }],
    [{}, "{", { code: "CREDENTIALS_UNDECODABLE", message: "unexpected end of JSON input" }],
    [{ namespace: "other" }, "{}", { code: "CREDENTIALS_OTHER_NAMESPACE", podNamespace: "shop" }],
  ])("%j", (options, text, verdict) => {
    const rows = explain({ secrets: [secretOf(text, options)] });
    expect(rows).toMatchObject([{ secret: `${options.namespace ?? "shop"}/pull`, used: false, verdict }]);
  });

  test("that it takes all others with it where it does not decode, the node's too", () => {
    const secrets = [loginSecret(["reg.example:5000"]), secretOf("{", { name: "bad" })];
    const nodeFiles = { dockercfg: '{"reg.example:5000":{}}' };
    expect(explain({ secrets, nodeFiles })).toMatchObject([
      { secret: "shop/pull", used: false, verdict: { code: "CREDENTIALS_BLOCKED", by: "shop/bad" } },
      { secret: "shop/bad", used: false, verdict: { code: "CREDENTIALS_UNDECODABLE" } },
      { key: "reg.example:5000", used: false, verdict: { code: "CREDENTIALS_BLOCKED", by: "shop/bad" } },
    ]);
  });
});

const key = fc.constantFrom(
  HUB,
  "docker.io",
  "*.example",
  "reg.example",
  "reg.example/team",
  "*",
  "[bad",
  "reg.example:5000",
  "https://ada:hunter-1@reg.example/v2/",
  "ada:hunter-2@reg.example",
  "HTTPS://ada:hunter-3@reg.example",
  "ada:hunter-4/@reg.example",
);
const repository = fc.constantFrom(
  "docker.io/library/nginx",
  "reg.example/team/app",
  "localhost/app",
  "reg.example:5000/x",
);
const password = fc.stringMatching(/^hunter-[a-z0-9]{12}$/);
const login = fc.record({ username: fc.stringMatching(/^user[0-9]{3}$/), password });
const damage = fc.constantFrom<readonly [string, string]>(
  ["", ""],
  ["}", ""],
  [":", ""],
  ['"', "'"],
  ["{", "["],
  ["user", "\n"],
);

/** Secrets of which some do not decode, with the texts that must not show. */
const secretWithHidden = fc
  .tuple(fc.dictionary(key, login), fc.boolean(), damage)
  .map(([logins, asAuth, [from, to]]) => {
    const auths = Object.entries(logins).map(([registry, { username, password }]) => [
      registry,
      asAuth ? { auth: btoa(`${username}:${password}`) } : { username, password },
    ]);
    const text = JSON.stringify({ auths: Object.fromEntries(auths) }).replace(from, to);
    return {
      secret: secretOf(text),
      hidden: Object.values(logins).map(({ username, password }) => btoa(`${username}:${password}`)),
    };
  });
const secretList = fc.array(secretWithHidden, { maxLength: 3 });

describe("laws of explainCredentials()", () => {
  test("the rows that are used, by their order, are what the keyring gives", () => {
    fc.assert(
      fc.property(secretList, repository, (list, repository) => {
        const secrets = list.map(({ secret }) => secret);
        const keyring = makeKeyring({ secrets, rules });
        const given = keyring.ok ? keyring.value.lookup(repository).map(({ username }) => username.text) : [];
        const used = explain({ secrets, repository }).filter((row) => row.used);
        const sorted = used.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0));
        expect(sorted.map(({ username }) => username)).toEqual(given);
        expect(sorted.map(({ order }) => order)).toEqual(given.map((_, at) => at + 1));
      }),
    );
  });

  test("no password, plain or encoded, is in a row, a fault or a printed keyring", () => {
    fc.assert(
      fc.property(secretList, repository, (list, repository) => {
        const secrets = list.map(({ secret }) => secret);
        const keyring = makeKeyring({ secrets, rules });
        const shown = [explain({ secrets, repository }), keyring.ok ? keyring.value.lookup(repository) : keyring.fault];
        const printed = JSON.stringify(shown);
        for (const text of ["hunter", ...list.flatMap(({ hidden }) => hidden)]) expect(printed).not.toContain(text);
      }),
    );
  });
});
