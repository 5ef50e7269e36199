import type { Step } from "../../lessons/index.ts";
import { plain } from "../print/plain.ts";
import { shortDuration } from "../print/short-duration.ts";
import { markedStatus } from "../print/status-mark.ts";
import type { Style } from "../print/style.ts";
import { wrapped } from "../print/wrapped.ts";
import { ladderLegend, ladderText } from "../trace/ladder-text.ts";
import { laddersOf } from "../trace/ladder.ts";
import type { TraceReport } from "../trace/report.ts";
import { happening, instantText } from "../trace/steps-table.ts";

/** A piece of the story, and how long to let it stand (ms). */
export interface Beat {
  readonly text: string;
  readonly pause: number;
}

interface Stage {
  readonly act: number;
  readonly style: Style;
  readonly width: number;
}

/** A reader takes in a change of status or a command slower than a look that finds nothing new. */
const PAUSES = { heading: 1500, change: 1000, other: 350 } as const;

/** Columns before the sentence: the instant, and the longest of the usual statuses with its mark. */
const TIME_COLUMNS = 8;
const MARGIN = TIME_COLUMNS + 2 + "◌ ContainerCreating".length + 2;

/** One act: its heading, a beat a step, and what it comes to. All words and numbers are the trace's. */
export function beatsOf(report: TraceReport, stage: Stage): Beat[] {
  const steps = report.steps.map((step, index) => stepBeat(step, report.steps[index - 1], stage));
  return [heading(report, stage), ...steps, summary(report, stage)];
}

function heading({ title }: TraceReport, { act, style, width }: Stage): Beat {
  return { text: `${wrapped(style.bold(`${act}. ${plain(title)}`), width)}\n`, pause: PAUSES.heading };
}

/** `42.0 s  ◔ ImagePullBackOff   what happened`; a command of the user stands out and has its own first line. */
function stepBeat(step: Step, before: Step | undefined, { style, width }: Stage): Beat {
  const instant = instantText(step.t).padStart(TIME_COLUMNS);
  if (step.pod === undefined) {
    const command = wrapped(style.bold(`$ ${plain(step.action)}`), width, " ".repeat(TIME_COLUMNS + 2));
    const answer = step.result === "" ? "" : wrapped(plain(step.result), width, " ".repeat(TIME_COLUMNS + 4));
    return { text: `${style.dim(instant)}  ${command.trimStart()}${answer}`, pause: PAUSES.change };
  }
  const status = step.status ?? "";
  const space = " ".repeat(Math.max(2, MARGIN - TIME_COLUMNS - 4 - status.length));
  const sentence = wrapped(plain(happening(step)), width, " ".repeat(MARGIN)).trimStart();
  const text = `${style.dim(instant)}  ${markedStatus(plain(status), style)}${space}${sentence}`;
  return { text, pause: status === before?.status ? PAUSES.other : PAUSES.change };
}

/** The ladder, and what it shows in words. */
function summary(report: TraceReport, { style, width }: Stage): Beat {
  const ladders = laddersOf(report.entries, report.for);
  const drawn = ladders.map((ladder) => ladderText(ladder, { for: report.for, width, style }));
  const text = `\n${drawn.join("\n")}\n${ladderLegend(style)}\n${wrapped(plain(factsOf(report)), width)}\n`;
  return { text, pause: PAUSES.heading };
}

/** `4 pulls failed, and windows of 10s, 20s, 40s and 1m20s followed them. The last pull succeeded at 192.1 s.` */
export function factsOf({ entries }: Pick<TraceReport, "entries">): string {
  const windows = entries.flatMap((entry) => (entry.kind === "backoff" ? [shortDuration(entry.data.window)] : []));
  const good = entries.findLast(({ kind, data }) => kind === "cri" && "call" in data && data.call === "PullImage");
  const pulls = windows.length === 1 ? "One pull failed" : `${windows.length} pulls failed`;
  const followed = windows.length === 1 ? "a window of" : "windows of";
  const end = good === undefined ? "" : ` The last pull ended at ${instantText(good.t)}.`;
  return `${pulls}, followed by ${followed} ${listed(windows)}.${end}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const NEXT: readonly (readonly [command: string, what: string])[] = [
  ["pullwhy trace wrong-tag -o wide", "the first act in every detail"],
  ["pullwhy trace private-no-secret --why p1.f", "the reasons behind one step"],
  ["pullwhy trace -f pod.yaml --registry-answer denied", "your own pod, and a registry that says no"],
  ["pullwhy credentials IMAGE -f secrets.yaml", "which of your logins is used"],
  ["pullwhy worlds", "more situations"],
];

/** What to try next. */
export function closing(style: Style): Beat {
  const widest = Math.max(...NEXT.map(([command]) => command.length));
  const lines = NEXT.map(([command, what]) => `  ${command.padEnd(widest)}  ${style.dim(what)}\n`);
  return { text: `${style.bold("Try next")}\n${lines.join("")}`, pause: 0 };
}
