import { setTimeout } from "node:timers/promises";

import { describe, expect, test } from "vitest";

import { firstShown, inOrder, isReason, nameHere, watchAll, type Watches } from "../recordings/cluster-run.ts";
import { comparableText } from "../recordings/comparable.ts";
import { type Action, type Look, readStory, type Story } from "../recordings/story.ts";
import { worldOfStory } from "../recordings/world-of-story.ts";
import { kubectl, kubectlPath } from "./real-kubectl.ts";
import { startTestSandbox, type TestSandbox } from "./test-sandbox.ts";

/** Stories that the real kubectl tells in a sandbox behind HTTPS; those of bare pods and other versions run on a virtual clock. */
const STORIES = ["g-refused", "m-invalid-names", "v-rollout", "v-undo", "w-delete-pod", "z-service-account"];
const VERSION = "v1.33.13";
const MINOR = "1.33";
const STEP = 250;
/** A rollout that does not end is waited for in real time. */
const WAITS = /^--timeout=\d+s$/;
const SHORT_WAIT = "--timeout=3s";

function isWaiting(argv: readonly string[]): boolean {
  return argv.includes("status") || argv.includes("delete");
}

/** Something that was typed, in order of time. */
type Typed = (Action | Look) & { readonly argv: readonly string[] };

/** A story in a sandbox whose time goes only when it is told to. */
class Telling {
  readonly #story: Story;
  readonly #sandbox: TestSandbox;
  readonly #shown: Watches;
  readonly #start: number;

  constructor(story: Story, sandbox: TestSandbox) {
    this.#story = story;
    this.#sandbox = sandbox;
    sandbox.clock.speed = 0;
    this.#start = sandbox.clock.now();
    this.#shown = watchAll(sandbox.live, story.namespace);
    sandbox.live.play();
  }

  /** What was shown then, and what is shown now. */
  async type(typed: Typed): Promise<{ readonly real: string; readonly ours: string }> {
    await this.#comeTo(typed);
    const argv = typed.argv.map((word) => nameHere(word, this.#story, this.#shown).replace(WAITS, SHORT_WAIT));
    const stdin = "stdin" in typed && typed.stdin !== undefined ? JSON.stringify(typed.stdin) : "";
    const { kubeconfig } = this.#sandbox;
    const running = kubectl(MINOR, argv, { kubeconfig, stdin });
    const { stdout, stderr, exitCode } = await (isWaiting(argv) ? this.#meanwhile(running) : running);
    return {
      real: this.#text(typed.code, `${typed.stdout ?? ""}${typed.stderr ?? ""}`, this.#story),
      ours: this.#text(exitCode, stdout + stderr, inOrder(this.#shown)),
    };
  }

  #text(code: number | null | undefined, output: string, shown: Watches): string {
    return `${code}\n${withoutLadder(comparableText(output, shown))}`.trim();
  }

  /** To the time of a look, or to when a pod shows what the moment is called after. */
  async #comeTo({ t, ...typed }: Typed): Promise<void> {
    const moment = "moment" in typed ? typed.moment : "";
    if (!isReason(moment)) return this.#jumpTo(t);
    while (firstShown(this.#shown.pods, moment) === undefined) await this.#sandbox.jump(STEP);
    const later = t - (firstShown(this.#story.pods, moment) ?? t);
    await this.#jumpTo((firstShown(this.#shown.pods, moment) ?? t) + later);
  }

  async #jumpTo(t: number): Promise<void> {
    const ahead = t * 1000 - (this.#sandbox.clock.now() - this.#start);
    if (ahead > 0) await this.#sandbox.jump(ahead);
  }

  /** Time goes while a command waits for something. */
  async #meanwhile<T>(running: Promise<T>): Promise<T> {
    const over = new AbortController();
    const ended = running.finally(() => over.abort());
    while (!over.signal.aborted) {
      await setTimeout(STEP);
      if (!over.signal.aborted) await this.#sandbox.jump(STEP);
    }
    return ended;
  }
}

/** On which step of its ladder a pull stands at a time is chance; how often a rollout says where it is, too. */
function withoutLadder(text: string): string {
  const lines = text
    .replaceAll(/ErrImagePull(?!: )|ImagePullBackOff/g, "PULL FAILS")
    .replaceAll(/image can't be pulled|trying and failing to pull image/g, "PULL FAILS")
    .split("\n");
  const isRollout = lines.some((line) => line.startsWith("Waiting for deployment"));
  return lines
    .filter((line, index) => (isRollout ? !line.startsWith("Waiting") : line !== lines[index - 1]))
    .join("\n");
}

function typedIn({ actions, looks }: Story): Typed[] {
  const commands = actions.filter((action): action is Action & Typed => action.argv !== undefined);
  return [...commands, ...looks].toSorted((one, other) => one.t - other.t);
}

describe.each(STORIES)("the recorded story %s", (id) => {
  test.skipIf(kubectlPath(MINOR) === undefined)(
    `is told again by kubectl ${MINOR} in a sandbox`,
    { timeout: 180_000 },
    async () => {
      const story = readStory(VERSION, id);
      const world = worldOfStory(story);
      const actions = world.actions.filter((action) => !("run" in action));
      const { name: _name, ...rest } = world;
      const sandbox = await startTestSandbox(MINOR, { world: "playground", ...rest, actions });
      try {
        const telling = new Telling(story, sandbox);
        for (const typed of typedIn(story)) {
          const { real, ours } = await telling.type(typed);
          expect.soft(ours, typed.argv.join(" ")).toBe(real);
        }
      } finally {
        await sandbox.stop();
      }
    },
  );
});
