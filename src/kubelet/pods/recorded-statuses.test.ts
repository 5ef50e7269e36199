import { describe, expect, test } from "vitest";

import { playStory, recordedShapes, type Shapes } from "../../../test/kubelet-story.ts";
import { readStory, recordedVersions, storiesOf, type Story } from "../../../test/recordings/story.ts";

/*
 * Whole statuses of real pods beside those of this kubelet, whose runtime answers pulls as the recording tells. Jitter
 * decides which reason shows when a pod is edited or deleted, so a recorded sequence must be that of one of some runs.
 */

const SEEDS = 60;

/** Stories that a runtime which only fails and succeeds cannot play; the runs of whole worlds compare them. */
const NOT_PLAYED: Readonly<Record<string, string>> = {
  "g-refused": "no pod gets as far as a kubelet",
  "g-malformed-auth": "the pod's secret decides",
  "x-present-private": "credentials and records decide",
  "z-service-account": "credentials and records decide",
  "t-chart": "the container cannot be created",
  "m-invalid-names": "the runtime knows the image by another name",
  "v1.30.14 f-secret-missing": "the event of the pull that succeeded was never sent",
  "v1.35.4 c-no-secret": "the busy machine left statuses out",
};

/** Pods whose trouble begins after the image. */
const OTHER_TROUBLE: Readonly<Record<string, readonly string[]>> = {
  "zz-not-pulls": ["noconfig", "nocommand", "nomount", "notexec"],
};

const stories = recordedVersions().flatMap((version) =>
  storiesOf(version)
    .filter((id) => !(id in NOT_PLAYED) && !(`${version} ${id}` in NOT_PLAYED))
    .map((id) => [version, id] as const),
);

function podsOf({ id, pods }: Story): Story["pods"] {
  return pods.filter(({ object }) => !OTHER_TROUBLE[id]?.includes(object.metadata.name ?? ""));
}

function sequence(shapes: Shapes, uid: string): readonly string[] {
  return [...(shapes.get(uid) ?? [])];
}

/** A recording may end earlier than the run. */
function isBeginning(recorded: readonly string[], run: readonly string[]): boolean {
  return recorded.every((shape, index) => shape === run[index]);
}

describe("statuses of recorded stories", () => {
  test.each(stories)("%s %s", async (version, id) => {
    const story = readStory(version, id);
    const recorded = recordedShapes({ ...story, pods: podsOf(story) });
    let run: Shapes = new Map();
    let missing = [...recorded.keys()];
    for (let seed = 1; seed <= SEEDS && missing.length > 0; seed += 1) {
      run = await playStory(story, seed);
      missing = missing.filter((uid) => !isBeginning(sequence(recorded, uid), sequence(run, uid)));
    }

    expect(recorded.size).toBeGreaterThan(0);
    expect(missing.map((uid) => sequence(run, uid))).toEqual(missing.map((uid) => sequence(recorded, uid)));
  });

  test("every story that is left out exists", () => {
    const all = recordedVersions().flatMap((version) => storiesOf(version).flatMap((id) => [id, `${version} ${id}`]));

    expect(Object.keys(NOT_PLAYED).filter((name) => !all.includes(name))).toEqual([]);
  });
});
