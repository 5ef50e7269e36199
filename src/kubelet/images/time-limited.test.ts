import { expect, test } from "vitest";

import { ManualClock, ok } from "../../base/index.ts";
import type { ImageService } from "../ports.ts";
import { timeLimited } from "./time-limited.ts";

/** A runtime whose pulls take so many seconds. */
function slow(clock: ManualClock, seconds: number): ImageService {
  return {
    imageStatus: () => ok(undefined),
    pullImage: async () => {
      await clock.sleep(seconds * 1000);
      return ok("sha256:1");
    },
  };
}

async function pulled(seconds: number, limit: number | "any"): Promise<unknown> {
  const clock = new ManualClock();
  const images = timeLimited(slow(clock, seconds), clock, limit);
  let answer: unknown;
  clock.start(async () => {
    const got = await images.pullImage({ image: "app", pod: "default/web" });
    answer = [clock.now(), got.ok];
  });
  await clock.runUntil(100_000);
  return answer;
}

test("timeLimited() ends a pull that takes too long, when it does, and leaves the others alone", async () => {
  expect(await pulled(30, 10)).toEqual([10_000, false]);
  expect(await pulled(5, 10)).toEqual([5000, true]);
  expect(await pulled(30, "any")).toEqual([30_000, true]);
});
