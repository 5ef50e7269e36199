import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

import { afterAll, describe, expect, test } from "vitest";

import { readJsonLines } from "../../../../conformance/vectors.ts";
import { isMinor, type KubernetesObject, type Minor, type Pod, rulesOf } from "../../../kinds/index.ts";
import { logSource } from "../../../kubelet/pods/logs.ts";
import type { LogsReply } from "./logs.ts";
import { renderKubectl } from "./render-kubectl.ts";
import type { Shown } from "./shown.ts";

const ROOT = join(import.meta.dirname, "../../../../conformance/recordings");

/** Seconds that a change may reach the recorder after it has reached kubectl. */
const WATCH_LATENCY = 0.3;

interface Recorded {
  /** Seconds since the story began when the command was started, and had ended. */
  readonly t: number;
  readonly until: number;
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Change {
  readonly t: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly object: KubernetesObject;
}

interface Scenario {
  readonly began: string;
  readonly kubectl: string;
  readonly kubernetes: string;
}

interface Story {
  readonly began: number;
  readonly kubectl: Minor;
  readonly server: Minor;
  readonly commands: readonly Recorded[];
  readonly changes: readonly Change[];
}

const WATCHED = ["pods", "events", "deployments", "replicasets", "jobs"];

function readStory(folder: string): Story {
  const scenario = JSON.parse(gunzipSync(readFileSync(join(folder, "scenario.json.gz"))).toString()) as Scenario;
  const lines = (name: string): unknown[] => {
    const path = join(folder, `${name}.jsonl.gz`);
    return existsSync(path) ? readJsonLines(path) : [];
  };
  return {
    began: Date.parse(scenario.began),
    kubectl: minorOf(scenario.kubectl),
    server: minorOf(scenario.kubernetes),
    commands: lines("kubectl") as Recorded[],
    changes: (WATCHED.flatMap(lines) as Change[]).sort((a, b) => a.t - b.t),
  };
}

function minorOf(version: string): Minor {
  const minor = /^v(\d+\.\d+)\./.exec(version)?.[1] ?? "";
  if (!isMinor(minor)) throw new Error(`No minor ${version}`);
  return minor;
}

function objectsAt({ changes }: Story, t: number): readonly KubernetesObject[] {
  const objects = new Map<string, KubernetesObject>();
  for (const { type, object } of changes.filter((change) => change.t <= t)) {
    if (type === "DELETED") objects.delete(object.metadata.uid ?? "");
    else objects.set(object.metadata.uid ?? "", object);
  }
  return [...objects.values()];
}

/** What we print for the state that had been received at `state`, at the instant `now`. */
function shownAt(story: Story, { argv }: Recorded, at: { readonly state: number; readonly now: number }): Shown {
  return renderKubectl(argv, objectsAt(story, at.state), {
    now: story.began + at.now * 1000,
    rules: rulesOf(story.kubectl).printer,
    serverRules: rulesOf(story.server).printer,
    logs: logsOf,
  });
}

/** By the published status; what a container has written is in no object. */
function logsOf(pod: KubernetesObject, container: string, previous: boolean): LogsReply {
  const source = logSource((pod as Pod).status ?? {}, { pod: pod.metadata.name ?? "", container, previous });
  return source.ok ? { ok: true, text: "" } : source;
}

/** Not comparable: what a container has written is in no object. */
function isWritten({ argv, stdout }: Recorded): boolean {
  return argv[2] === "logs" && stdout !== "";
}

function isSame(shown: Shown, { stdout, stderr, code }: Recorded): boolean {
  return shown.stdout === stdout && shown.stderr === stderr && shown.exitCode === code;
}

/** The command looked at some instant between its start and its end, and so did the clock that its ages are from. */
function holdsMeanwhile(story: Story, command: Recorded): boolean {
  const { t, until } = command;
  const arrivals = story.changes.map((change) => change.t).filter((at) => at > t && at <= until + WATCH_LATENCY);
  const steps = Math.ceil((until - t) / 0.01);
  const instants = Array.from({ length: steps + 1 }, (_, index) => Math.min(t + index * 0.01, until));
  return [t, ...arrivals].some((state) =>
    instants.some((now) => isSame(shownAt(story, command, { state, now }), command)),
  );
}

const stories = readdirSync(ROOT)
  .filter((set) => set.startsWith("v"))
  .flatMap((set) => readdirSync(join(ROOT, set)).map((name) => ({ set, name })));

const counts = { atTheStart: 0, meanwhile: 0, skipped: 0 };

describe.each(stories)("renderKubectl() prints what kubectl printed: $set $name", ({ set, name }) => {
  const story = readStory(join(ROOT, set, name));

  test("every command, to the second", () => {
    const missed = story.commands.filter((command) => {
      if (isWritten(command)) counts.skipped += 1;
      else if (isSame(shownAt(story, command, { state: command.t, now: command.t }), command)) counts.atTheStart += 1;
      else if (holdsMeanwhile(story, command)) counts.meanwhile += 1;
      else return true;
      return false;
    });
    expect(missed.map(({ t, argv }) => `${t} s: ${argv.join(" ")}`)).toEqual([]);
  });
});

afterAll(() => {
  const { atTheStart, meanwhile, skipped } = counts;
  process.stdout.write(
    `\nRecorded commands: ${atTheStart} exact at their start, ${meanwhile} exact before their end, ${skipped} logs not compared (what a container has written is in no object)\n\n`,
  );
});
