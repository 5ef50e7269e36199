import { expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { lookupKeyOf } from "./lookup-key.ts";

const upstream = readUpstream("keyring_lookup") as {
  readonly key_normalisation_derived: readonly { readonly entry: string; readonly key: string }[];
};

test.each(upstream.key_normalisation_derived)("lookupKeyOf($entry) is $key", ({ entry, key }) => {
  expect(lookupKeyOf(entry, false)).toBe(key);
});

// Go 1.26 with GODEBUG urlstrictcolons, the default from Kubernetes 1.36 on.
test.each(["host:1:2", "::1"])("lookupKeyOf(%s) is none with strict hosts", (key) => {
  expect(lookupKeyOf(key, true)).toBeUndefined();
});
