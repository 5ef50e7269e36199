import { describe, expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { base64, utf8Bytes } from "../base/index.ts";
import { rulesOf, type SecretObject } from "../kinds/index.ts";
import { makeKeyring, type KeyringOptions, type KeyringPlugin } from "./index.ts";
import { isHubName } from "./keyring-part.ts";

interface Login {
  readonly username: string;
  readonly password: string;
}

interface LookupTable {
  readonly entries: Readonly<Record<string, Login>>;
  readonly cases: readonly { readonly image: string; readonly users: readonly string[] }[];
}

const lookups = readUpstream("keyring_lookup") as {
  readonly single_entry: readonly { readonly entry: string; readonly lookup: string; readonly found: boolean }[];
  readonly default_registry_match: readonly { readonly image: string; readonly default: boolean }[];
  readonly ordered_lookup: LookupTable;
  readonly versioned_path_entry: LookupTable;
};
const secretSets = readUpstream("dockerconfig") as {
  readonly secrets: readonly {
    readonly name: string;
    readonly image: string;
    readonly secrets: readonly {
      readonly name: string;
      readonly type: string;
      readonly data: Record<string, string>;
    }[];
    readonly node?: readonly Login[];
    readonly creds: readonly Login[];
  }[];
};

const rules = rulesOf("1.35").credentials;

function secretOf(type: string, data: Readonly<Record<string, string>>, name = "pull"): SecretObject {
  const encoded = Object.entries(data).map(([key, text]) => [key, base64(utf8Bytes(text))]);
  const metadata = { name, namespace: "shop", uid: `uid-${name}` };
  return { apiVersion: "v1", kind: "Secret", metadata, type, data: Object.fromEntries(encoded) };
}

function configSecret(auths: Readonly<Record<string, Partial<Login>>>, name?: string): SecretObject {
  return secretOf("kubernetes.io/dockerconfigjson", { ".dockerconfigjson": JSON.stringify({ auths }) }, name);
}

function lookUp(options: Omit<KeyringOptions, "rules">, repository: string, minor: "1.32" | "1.35" = "1.35"): Login[] {
  const keyring = makeKeyring({ ...options, rules: rulesOf(minor).credentials });
  if (!keyring.ok) throw new Error(keyring.fault.message);
  return keyring.value.lookup(repository).map(({ username, password }) => ({
    username: username.text,
    password: password.reveal().text,
  }));
}

describe("makeKeyring() and the tables of the kubelet's own tests", () => {
  test.each(lookups.single_entry)("key $entry, image $lookup: $found", ({ entry, lookup, found }) => {
    const login = { username: "user", password: "word" };
    expect(lookUp({ secrets: [configSecret({ [entry]: login })] }, lookup)).toEqual(found ? [login] : []);
  });

  test.each(
    [lookups.ordered_lookup, lookups.versioned_path_entry].flatMap(({ entries, cases }) =>
      cases.map((row) => ({ ...row, entries })),
    ),
  )("image $image gets $users", ({ entries, image, users }) => {
    expect(lookUp({ secrets: [configSecret(entries)] }, image).map(({ username }) => username)).toEqual(users);
  });

  test.each(secretSets.secrets)("$name", ({ image, secrets, node = [], creds }) => {
    const [login] = node;
    const nodeFiles = login ? { configJson: JSON.stringify({ auths: { [image]: login } }) } : {};
    const objects = secrets.map(({ name, type, data }) => secretOf(type, data, name));
    expect(lookUp({ secrets: objects, nodeFiles }, image)).toEqual(creds);
  });

  test.each(lookups.default_registry_match)("isHubName($image): $default", ({ image, default: expected }) => {
    expect(isHubName(image)).toBe(expected);
  });
});

describe("makeKeyring()", () => {
  test("remembers a secret without showing it: a copy gives the same", () => {
    const secret = configSecret({ "reg.example": { username: "ada", password: "smash" } });
    const twice = [1, 2].map(() => lookUp({ secrets: [secret] }, "reg.example/app"));
    expect([...twice, lookUp({ secrets: [structuredClone(secret)] }, "reg.example/app")]).toEqual([
      [{ username: "ada", password: "smash" }],
      [{ username: "ada", password: "smash" }],
      [{ username: "ada", password: "smash" }],
    ]);
  });

  test("does not use what it remembers under other rules", () => {
    const secret = { ...configSecret({ "reg.example": { username: "ada", password: "smash" } }), type: "Opaque" };
    const counts = [rules, { ...rules, requireType: false }, rules].map((beliefs) => {
      const keyring = makeKeyring({ secrets: [secret], rules: beliefs });
      return keyring.ok && keyring.value.lookup("reg.example/app").length;
    });
    expect(counts).toEqual([0, 1, 0]);
  });

  test("names the secret that does not decode", () => {
    const bad = secretOf("kubernetes.io/dockercfg", { ".dockercfg": "{" }, "bad");
    expect(makeKeyring({ secrets: [configSecret({}), bad], rules })).toEqual({
      ok: false,
      fault: {
        code: "CREDENTIALS_UNDECODABLE",
        secret: "shop/bad",
        dataKey: ".dockercfg",
        message: "unexpected end of JSON input",
      },
    });
  });
});

// Section "Node credentials": ≥ 1.33 the file, then the plugins; before, both merged and sorted by key.
describe("makeKeyring() with a node file and plugins", () => {
  const plugin: KeyringPlugin = {
    name: "login",
    matchImages: ["*.example"],
    answer: () => ({ auths: { "reg.example/team": { username: "plugin", password: "p" } } }),
  };
  const nodeFiles = { configJson: JSON.stringify({ auths: { "reg.example": { username: "file", password: "f" } } }) };
  const options = { secrets: [], nodeFiles, plugins: [plugin] };

  test.each([
    ["1.32", ["plugin", "file"]],
    ["1.35", ["file", "plugin"]],
  ] as const)("of %s tries %j", (minor, users) => {
    expect(lookUp(options, "reg.example/team/app", minor).map(({ username }) => username)).toEqual(users);
  });

  test("does not ask a plugin for an image that it is not set up for", () => {
    const asked = { ...plugin, answer: () => expect.unreachable() };
    expect(lookUp({ secrets: [], plugins: [asked] }, "reg.example.org/team/app")).toEqual([]);
  });
});
