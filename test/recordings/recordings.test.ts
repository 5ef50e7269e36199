import { describe, expect, test } from "vitest";

import { runWorld } from "../../src/sandbox/index.ts";
import { fits, type Fit } from "./fits.ts";
import { readStory, recordedVersions, storiesOf } from "./story.ts";
import { tellingsOfStory, tellingsOfTrace } from "./telling.ts";
import { worldOfStory } from "./world-of-story.ts";

/** Stories that need more of a cluster than bare pods: workload controllers, refused objects, other failures than pulls. */
const NOT_BARE_PODS = /^(?:v|w|z|m|zz)-|^g-refused$/;
/** Runs with other jitter that may be tried before a recorded run counts as impossible. */
const SEEDS = 120;

const stories = recordedVersions().flatMap((version) =>
  storiesOf(version)
    .filter((id) => !NOT_BARE_PODS.test(id))
    .map((id) => [version, id] as const),
);

const table: string[] = [];

describe("recorded stories of bare pods", () => {
  test.each(stories)("%s %s could have been this run", async (version, id) => {
    const story = readStory(version, id);
    const told = tellingsOfStory(story);
    const world = worldOfStory(story);
    let best: Fit | undefined;
    let seeds = 0;
    while (seeds < SEEDS && best?.misses.length !== 0) {
      seeds += 1;
      const trace = await runWorld(world, { seed: seeds });
      const fit = fits(told, tellingsOfTrace(trace, story.namespace), best);
      best = best === undefined || fit.misses.length <= best.misses.length ? fit : best;
    }
    const attempts = told.map((telling) => telling.pulls.length).join("+");
    table.push(`${version.padEnd(10)} ${id.padEnd(22)} ${attempts.padStart(8)} ${String(seeds).padStart(6)}`);
    expect(best?.misses).toEqual([]);
  });

  test("prints the comparison", () => {
    process.stdout.write(`\nstory                             pulls  seeds tried\n${table.join("\n")}\n\n`);
    expect(table).toHaveLength(stories.length);
  });
});
