import { describe, expect, test } from "vitest";

import { listAt, textAt } from "../../src/base/index.ts";
import { type Shown, runInCluster } from "./cluster-run.ts";
import { comparableText, withoutMadeNames } from "./comparable.ts";
import { fits, type Fit } from "./fits.ts";
import { type Look, readStory, recordedVersions, storiesOf, type Story } from "./story.ts";
import { type Telling, tellingsOfStory } from "./telling.ts";
import { isBusy } from "./world-of-story.ts";

/** Stories that need more of a cluster than bare pods: workload controllers, refused objects, other failures than pulls. */
const WHOLE_CLUSTER = /^(?:v|w|z|m|zz)-|^g-refused$/;
/** Runs with other jitter that may be tried before a recorded run counts as impossible. */
const SEEDS = 60;

const stories = recordedVersions().flatMap((version) =>
  storiesOf(version)
    .filter((id) => WHOLE_CLUSTER.test(id))
    .map((id) => [version, id] as const),
);
const table: string[] = [];

/** The pods of a story with their statuses and events. */
function tellings(shown: Pick<Shown, "pods" | "events" | "replicasets">): Telling[] {
  return tellingsOfStory(shown).map((telling) => ({ ...telling, pod: withoutMadeNames(telling.pod, shown) }));
}

/** What a look has shown. */
function lookText({ code, stdout, stderr }: Look, shown: Shown): string {
  const lines = comparableText(`${stdout}${stderr}`, shown).split("\n");
  return [code, ...lines].join("\n").trim();
}

/** What each condition of the deployment went through; whether a rollout moves before it is stuck is chance. */
function conditions(shown: Shown, type: string): string[] {
  const said = shown.deployments.flatMap(({ object }) =>
    listAt(object, "status", "conditions")
      .filter((condition) => textAt(condition, "type") === type)
      .map((condition) => ["status", "reason", "message"].map((field) => textAt(condition, field)).join(" ")),
  );
  const neutral = said.map((text) => withoutMadeNames(text, shown));
  const different = neutral.filter((text, index) => text !== neutral[index - 1]);
  return different.filter((text, index) => !(text.includes("ReplicaSetUpdated") && isTimeout(different[index + 1])));
}

function isTimeout(text: string | undefined): boolean {
  return text?.includes("ProgressDeadlineExceeded") === true;
}

/**
 * Whether a look could have shown this: a run has. Of a busy story's list, whose objects do not wait for one another, what is
 * said of each object has to be what a run has said of it, nothing included.
 */
function isAdmissible(recorded: string, runs: readonly string[], isParted: boolean): boolean {
  if (!isParted) return runs.includes(recorded);
  const told = rowsByObject(recorded);
  const shown = runs.map(rowsByObject);
  const objects = new Set([told, ...shown].flatMap((rows) => [...rows.keys()]));
  return [...objects].every((object) => shown.some((rows) => rows.get(object) === told.get(object)));
}

/** The rows about each object of a list: `pod/web` where a column says so, else what stands first. */
function rowsByObject(list: string): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  for (const row of list.split("\n")) {
    const cells = row.split("  ");
    const object = cells.find((cell) => /^[a-z]+\/\S+$/.test(cell)) ?? cells[0] ?? "";
    rows.set(object, `${rows.get(object) ?? ""}${row}\n`);
  }
  return rows;
}

/** How a story compares with the runs so far. */
class Comparison {
  readonly #story: Story;
  readonly #seen: ReadonlyMap<Look, Set<string>>;
  #fit: Fit | undefined;
  #workloads: readonly string[] = [];

  constructor(story: Story) {
    this.#story = story;
    this.#seen = new Map(story.looks.map((look) => [look, new Set<string>()]));
  }

  add(shown: Shown): void {
    const story = this.#story;
    const fit = fits(tellings(story), tellings(shown), this.#fit);
    this.#fit = this.#fit === undefined || fit.misses.length <= this.#fit.misses.length ? fit : this.#fit;
    for (const [index, look] of story.looks.entries()) {
      const ours = shown.looks[index];
      if (ours !== undefined) this.#seen.get(look)?.add(lookText(ours, shown));
    }
    this.#workloads = ["Progressing", "Available"].flatMap((type) => this.#workloadMisses(shown, type));
  }

  get misses(): readonly string[] {
    const story = this.#story;
    const missed = story.looks.filter((look) => {
      const isParted = isBusy(story) && look.argv.includes("get");
      return !isAdmissible(this.#textOf(look), [...(this.#seen.get(look) ?? [])], isParted);
    });
    return [...(this.#fit?.misses ?? ["no run"]), ...this.#workloads, ...missed.map((look) => this.#lookMiss(look))];
  }

  #textOf(look: Look): string {
    return lookText(look, this.#story);
  }

  #lookMiss(look: Look): string {
    const [ours = "nothing"] = this.#seen.get(look) ?? [];
    return `${look.moment}: ${look.argv.join(" ")}\n${this.#textOf(look)}\n--- run ---\n${ours}`;
  }

  #workloadMisses(shown: Shown, type: string): string[] {
    const [real, ours] = [conditions(this.#story, type), conditions(shown, type)].map((said) => said.join("\n"));
    return this.#story.deployments.length === 0 || real === ours ? [] : [`${type}:\n${real}\n--- run ---\n${ours}`];
  }
}

describe("recorded stories of whole clusters", () => {
  test.each(stories)("%s %s could have been this run", { timeout: 120_000 }, async (version, id) => {
    const story = readStory(version, id);
    const comparison = new Comparison(story);
    let seeds = 0;
    while (seeds < SEEDS && (seeds === 0 || comparison.misses.length > 0)) {
      seeds += 1;
      comparison.add(await runInCluster(story, seeds));
    }
    const counted = [new Set(story.pods.map(({ object }) => object.metadata.uid)).size, story.looks.length, seeds];
    table.push([version, id, ...counted].join("\t"));
    expect(comparison.misses).toEqual([]);
  });

  test("prints the comparison", () => {
    const rows = table.map((row) => row.split("\t").map((cell, index) => cell.padEnd([10, 20, 6, 6, 12][index] ?? 0)));
    const head = ["", "story", "pods", "looks", "seeds tried"];
    const text = [head.map((cell, index) => cell.padEnd([10, 20, 6, 6, 12][index] ?? 0)), ...rows].map((row) =>
      row.join(" ").trimEnd(),
    );
    process.stdout.write(`\n${text.join("\n")}\n\n`);
    expect(table).toHaveLength(stories.length);
  });
});
