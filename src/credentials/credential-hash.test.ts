import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { Secret, sha256 } from "../base/index.ts";
import { credentialHash, goString, type TrackedCredential } from "./index.ts";

interface Auth {
  readonly username: string;
  readonly password: string;
  readonly email?: string;
}

const upstream = readUpstream("keyring_lookup") as {
  readonly auth_config_hash: { readonly cases: readonly { readonly auth: Auth; readonly hash: string }[] };
};

function tracked({ username, password, email = "" }: Auth, key = "reg.example"): TrackedCredential {
  const hidden = new Secret({ text: password, utf8: true });
  return { username: { text: username, utf8: true }, password: hidden, email, source: { kind: "node", key } };
}

describe("credentialHash()", () => {
  test.each(upstream.auth_config_hash.cases)("of $auth.username", ({ auth, hash }) => {
    expect(credentialHash(tracked(auth))).toBe(hash);
  });

  test("is that of the JSON without empty fields, whatever the registry", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.record({ username: text, password: text, email: text }), text, (auth, key) => {
        const filled = Object.entries(auth).filter(([, value]) => value !== "");
        const json = JSON.stringify(Object.fromEntries(filled)).replace(/[<>&\u2028\u2029]/g, escaped);
        expect(credentialHash(tracked(auth, key))).toBe(sha256(json));
      }),
    );
  });

  test("takes a byte that is not UTF-8 as an escaped U+FFFD", () => {
    const username = goString("a\xffb\xe2\x80\xa8");
    expect(credentialHash({ ...tracked({ username: "", password: "" }), username })).toBe(
      sha256(String.raw`{"username":"a\ufffdb\u2028"}`),
    );
  });
});

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
