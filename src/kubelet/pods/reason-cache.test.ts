import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import { type Reason, ReasonCache, reasonKey } from "./reason-cache.ts";

interface Table {
  readonly results: readonly {
    readonly action: string;
    readonly target: string;
    readonly error?: string;
    readonly message?: string;
  }[];
  readonly cached: readonly string[];
  readonly not_cached: readonly string[];
  readonly lru_size: number;
}

const { reason_cache: TABLE } = readUpstream("status_and_requeue") as { readonly reason_cache: Table };
const FAILURE: Reason = { reason: "ErrImagePull", message: "not found" };

describe("ReasonCache", () => {
  test("keeps the failed starts of upstream's table, and no others", () => {
    const cache = new ReasonCache(false);
    for (const { action, target, error, message = "" } of TABLE.results) {
      if (action !== "StartContainer") continue;
      cache.update(reasonKey("pod", target), error === undefined ? undefined : { reason: error, message });
    }

    expect(TABLE.cached.map((name) => cache.get(reasonKey("pod", name))?.reason)).toEqual(["RunContainerError"]);
    expect(TABLE.not_cached.map((name) => cache.get(reasonKey("pod", name)))).toEqual([undefined, undefined]);
  });

  test("forgets what was not used for longest when it is full", () => {
    const cache = new ReasonCache(false);
    for (let number = 0; number < TABLE.lru_size; number += 1) cache.update(reasonKey("pod", `c${number}`), FAILURE);
    cache.get(reasonKey("pod", "c0"));
    cache.update(reasonKey("pod", "one-more"), FAILURE);

    expect(cache.get(reasonKey("pod", "c0"))).toEqual(FAILURE);
    expect(cache.get(reasonKey("pod", "c1"))).toBeUndefined();
    expect(cache.get(reasonKey("pod", "c2"))).toEqual(FAILURE);
  });

  test("forgets a container that was started", () => {
    const cache = new ReasonCache(false);
    cache.update(reasonKey("pod", "main"), FAILURE);
    cache.update(reasonKey("pod", "main"), undefined);

    expect(cache.get(reasonKey("pod", "main"))).toBeUndefined();
  });

  test("keeps pods and containers apart", () => {
    const cache = new ReasonCache(false);
    cache.update(reasonKey("pod", "main"), FAILURE);

    expect(cache.get(reasonKey("pod", "other"))).toBeUndefined();
    expect(cache.get(reasonKey("other", "main"))).toBeUndefined();
  });

  test("answers the same object while the reason is the same, so that what said so first stays the cause", () => {
    const cache = new ReasonCache(false);
    cache.update(reasonKey("pod", "main"), { ...FAILURE, cause: 1 });
    const first = cache.get(reasonKey("pod", "main"));
    cache.update(reasonKey("pod", "main"), { ...FAILURE, cause: 2 });

    expect(cache.get(reasonKey("pod", "main"))).toBe(first);
  });
});
