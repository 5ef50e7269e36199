import { beforeEach, describe, expect, test } from "vitest";

import { boundPod } from "../../../test/kubelet-node.ts";
import { ManualClock } from "../../base/index.ts";
import type { Container } from "../../kinds/index.ts";
import { type CrashBackOff, CrashBackOffs } from "./crash-back-off.ts";
import type { SeenContainer } from "./runtime-view.ts";

const MAIN: Container = { name: "main", image: "registry.example/web:1" };
const POD = boundPod({ containers: [MAIN] });
const MINUTE = 60_000;

function endedAt(instant: number): SeenContainer {
  const { name, image = "" } = MAIN;
  const run = { id: "r://0", name, image, specImage: image, imageRef: "sha256:1", createdAt: 0, attempt: 0 };
  return { ...run, state: "exited", exitCode: 1, finishedAt: instant };
}

describe("CrashBackOffs.check()", () => {
  let clock: ManualClock;
  let crashes: CrashBackOffs;

  beforeEach(() => {
    clock = new ManualClock(0);
    crashes = new CrashBackOffs(clock);
  });

  /** The container ends now, and is looked at at once. */
  function crash(container = MAIN): CrashBackOff | undefined {
    return crashes.check(POD, container, endedAt(clock.now()));
  }

  /** The container ends again and again, and each time is restarted when it may be; how long it waited. */
  async function waits(count: number): Promise<readonly string[]> {
    const texts: string[] = [];
    for (let number = 0; number < count; number += 1) {
      const end = clock.now();
      const held = crash();
      const text = held?.message.split(" ")[1] ?? "none";
      await clock.runUntil(held?.restartAt ?? end);
      const isFree = held === undefined || crashes.check(POD, MAIN, endedAt(end)) === undefined;
      texts.push(isFree ? text : `more than ${text}`);
    }
    return texts;
  }

  test("restarts at once after the first end, then waits twice as long each time, five minutes at most", async () => {
    expect(await waits(9)).toEqual(["none", "10s", "20s", "40s", "1m20s", "2m40s", "5m0s", "5m0s", "5m0s"]);
  });

  test("names the container and its pod, and when the wait is over", async () => {
    crash();
    await clock.runUntil(2_000);

    expect(crash()).toEqual({
      message: "back-off 10s restarting failed container=main pod=web_shop(uid-web)",
      restartAt: 12_000,
    });
  });

  test("goes on with the ladder after a run of ten minutes, and begins anew after a longer one", async () => {
    await waits(3);
    await clock.runUntil(clock.now() + 10 * MINUTE);
    expect(await waits(1)).toEqual(["40s"]);
    await clock.runUntil(clock.now() + 10 * MINUTE + 1);
    expect(await waits(2)).toEqual(["none", "10s"]);
  });

  test("begins anew for a container whose image or resources were edited", async () => {
    crash();

    expect(crash()).toBeDefined();
    expect(crash({ ...MAIN, image: "registry.example/web:2" })).toBeUndefined();
    expect(crash({ ...MAIN, resources: { limits: { cpu: "1" } } })).toBeUndefined();
  });
});
