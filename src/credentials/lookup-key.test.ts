import fc from "fast-check";
import { expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { filingOf } from "./lookup-key.ts";

const upstream = readUpstream("keyring_lookup") as {
  readonly key_normalisation_derived: readonly { readonly entry: string; readonly key: string }[];
};

test.each(upstream.key_normalisation_derived)("filingOf($entry) is $key", ({ entry, key }) => {
  expect(filingOf(entry, false)?.lookupKey).toBe(key);
});

// Go 1.26 with GODEBUG urlstrictcolons, the default from Kubernetes 1.36 on.
test.each(["host:1:2", "::1"])("filingOf(%s) is none with strict hosts", (key) => {
  expect(filingOf(key, true)).toBeUndefined();
});

const part = fc.stringMatching(/^[a-zA-Z0-9.*:/_~-]{0,12}$/);
const keys = fc.tuple(fc.constantFrom("", "http://", "https://"), part, fc.constantFrom("", "/", "/v1/", "/v2/"), part);

test("filingOf() takes no notice of user info, with which a key has to be read as a URL", () => {
  fc.assert(
    fc.property(keys, fc.boolean(), ([scheme, host, version, path], strict) => {
      // A scheme or a path in front is no place for user info.
      fc.pre(!host.startsWith("/") && !/^https?:\/\//.test(host));
      const rest = host + version + path;
      expect(filingOf(scheme + rest, strict)).toEqual(filingOf(`${scheme}ada@${rest}`, strict));
    }),
    { numRuns: 500 },
  );
});
