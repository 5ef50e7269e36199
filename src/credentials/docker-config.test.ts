import { describe, expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { bytesOf } from "./go-string.ts";
import { decodeDockerConfig, type DockerConfigFormat } from "./docker-config.ts";

interface Login {
  readonly username?: string;
  readonly password?: string;
  readonly email?: string;
  readonly error?: boolean;
}

const upstream = readUpstream("dockerconfig") as {
  readonly entry_decode: readonly (Login & { readonly json: string })[];
  readonly auth_decode: readonly (Login & { readonly auth: string })[];
  readonly auth_decode_derived: readonly (Login & { readonly auth: string })[];
  readonly whole_file: readonly {
    readonly format: DockerConfigFormat;
    readonly json: string;
    readonly entries: Readonly<Record<string, string>>;
  }[];
};

/** The login of the only entry, or undefined where it does not decode. */
function decodeEntry(json: string): Login | undefined {
  const config = decodeDockerConfig(bytesOf(`{"reg.example":${json}}`), "dockercfg");
  const entry = config.ok ? config.value.entries.get("reg.example") : undefined;
  return entry && { username: entry.username.text, password: entry.password.reveal().text, email: entry.email };
}

describe("decodeDockerConfig() and the tables of the kubelet's own tests", () => {
  test.each(upstream.entry_decode)("entry $json", ({ json, username, password, email, error }) => {
    expect(decodeEntry(json)).toEqual(error ? undefined : { username, password, email });
  });

  test.each([...upstream.auth_decode, ...upstream.auth_decode_derived])("auth $auth", (row) => {
    const { auth, username = "", password = "", error } = row;
    expect(decodeEntry(JSON.stringify({ auth }))).toEqual(error ? undefined : { username, password, email: "" });
  });

  test.each(upstream.whole_file)("$format with two registries", ({ format, json, entries }) => {
    const config = decodeDockerConfig(bytesOf(json), format);
    if (!config.ok) throw new Error(config.fault);
    const names = Array.from(config.value.entries, ([key, { username }]) => [key, username.text]);
    expect(Object.fromEntries(names)).toEqual(entries);
  });
});

// Go decodes into one map; the vectors of kind docker-config record it.
describe("decodeDockerConfig() of a text that says things twice", () => {
  test("merges the objects of two auths and keeps the last of equal keys", () => {
    const text = '{"auths":{"a":{"username":"1"},"b":{}},"Auths":{"a":{"username":"2"},"c":{}}}';
    const config = decodeDockerConfig(text, "dockerconfigjson");
    if (!config.ok) throw new Error(config.fault);
    expect([...config.value.entries.keys()]).toEqual(["a", "b", "c"]);
    expect(config.value.entries.get("a")?.username.text).toBe("2");
    expect(config.value.shadowed).toEqual(["a"]);
  });

  test("forgets what came before a null", () => {
    const config = decodeDockerConfig('{"auths":{"a":{}},"auths":null}', "dockerconfigjson");
    if (!config.ok) throw new Error(config.fault);
    expect(config.value.entries.size).toBe(0);
    expect(config.value.shadowed).toEqual(["a"]);
  });
});
