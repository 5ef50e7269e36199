import { describe, expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { ManualClock } from "../base/index.ts";
import { rulesOf } from "../kinds/index.ts";
import { PluginCache, type CacheKeyType } from "./index.ts";
import { isPluginFor } from "./plugin.ts";

const upstream = readUpstream("credential_plugin") as {
  readonly constants: { readonly cache_purge_interval_s: number };
  readonly match: readonly {
    readonly match: readonly string[];
    readonly cache_key_type: CacheKeyType;
    readonly image: string;
    readonly invoked: boolean;
  }[];
  readonly cache: readonly {
    readonly expires_in_s: number;
    readonly after_s: number;
    readonly found: boolean;
    readonly purged?: boolean;
  }[];
};

test.each(upstream.match)("isPluginFor($match) takes $image", ({ match, image, invoked }) => {
  expect(isPluginFor(match, image, rulesOf("1.35").credentials)).toBe(invoked);
});

describe("PluginCache", () => {
  test.each(upstream.cache)("has an answer of $expires_in_s s after $after_s s: $found", async (row) => {
    const clock = new ManualClock();
    const cache = new PluginCache<string>(clock);
    cache.add("reg.example/app", "Image", { answer: "login", milliseconds: row.expires_in_s * 1000 });
    await clock.runUntil(row.after_s * 1000);
    expect(cache.get("reg.example/app")).toBe(row.found ? "login" : undefined);
    expect(cache.size).toBe(row.found ? 1 : 0);
  });

  test.each<readonly [CacheKeyType, readonly string[]]>([
    ["Image", ["reg.example/app"]],
    ["Registry", ["reg.example/app", "reg.example/other"]],
    ["Global", ["reg.example/app", "reg.example/other", "elsewhere.example/app"]],
  ])("uses an answer of type %s for %j", (type, images) => {
    const cache = new PluginCache<string>(new ManualClock());
    cache.add("reg.example/app", type, { answer: "login", milliseconds: 60_000 });
    const asked = ["reg.example/app", "reg.example/other", "elsewhere.example/app"];
    expect(asked.filter((image) => cache.get(image) !== undefined)).toEqual(images);
  });

  test("prefers the image's answer to the registry's, and that to the one for all", () => {
    const cache = new PluginCache<string>(new ManualClock());
    for (const type of ["Global", "Registry", "Image"] as const) {
      cache.add("reg.example/app", type, { answer: type, milliseconds: 60_000 });
      expect(cache.get("reg.example/app")).toBe(type);
    }
  });
});
