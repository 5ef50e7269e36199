import { describe, expect, test } from "vitest";

import { rulesOf, type Minor, type Verdict } from "../../kinds/index.ts";
import { diagnose } from "./diagnose.ts";
import { INJECTED_FAULTS } from "../../../test/injected-faults.ts";
import { firstMomentOf, snapshotAt, storiesOf, type Story } from "../../../test/recorded-snapshots.ts";

const STORIES = ["v1.30.14", "v1.33.13", "v1.35.4"].flatMap(storiesOf);
const FAILING =
  /^(?:ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|CreateContainerError|illegal base64.*)$/;

function verdictsAt(story: Story, t: number, pod?: string): readonly Verdict[] {
  return diagnose(snapshotAt(story, t, pod), { rules: rulesOf(story.minor as Minor) });
}

const told = STORIES.filter(({ id }) => id in INJECTED_FAULTS).map(
  (story) => [`${story.minor} ${story.id}`, story] as const,
);

describe("diagnose() and recorded clusters", () => {
  test.each(told)("diagnose() names what was done in %s", (_, story) => {
    const moment = firstMomentOf(story, /^ImagePullBackOff$/) ?? firstMomentOf(story, FAILING);
    if (moment === undefined) throw new Error("Nothing fails in this story");
    const [verdict] = verdictsAt(story, moment);
    expect(INJECTED_FAULTS[story.id]).toContain(verdict?.cause);
    expect(verdict?.pods.length).toBeGreaterThan(0);
  });

  test.each(STORIES.map((story) => [`${story.minor} ${story.id}`, story] as const))(
    "diagnose() says of every failed pull in %s when the next one comes",
    (_, story) => {
      for (const { from, to, pod } of retriesOf(story)) {
        const next = verdictsAt(story, from, pod)[0]?.next;
        if (next === undefined) continue;
        // Times in events are whole seconds
        expect(to - from).toBeGreaterThanOrEqual(next.earliest - 1.5);
        expect(to - from).toBeLessThanOrEqual(next.latest + 1.5);
      }
    },
  );

  test("the recordings hold enough retries to say so", () => {
    expect(STORIES.flatMap(retriesOf).length).toBeGreaterThan(50);
  });
});

/** Failed pulls and the beginnings of the next ones of the same image, in seconds of the story. */
function retriesOf({ events }: Story): { readonly from: number; readonly to: number; readonly pod: string }[] {
  return events.flatMap(({ t: from, object: { reason, message, involvedObject } }, index) => {
    const image = /^Failed to pull image ("[^"]+")/.exec(message)?.[1];
    if (reason !== "Failed" || image === undefined) return [];
    const next = events
      .slice(index + 1)
      .find(({ object }) => object.involvedObject.uid === involvedObject.uid && object.reason === "Pulling");
    return next === undefined || !next.object.message.includes(image)
      ? []
      : [{ from, to: next.t, pod: involvedObject.name }];
  });
}
