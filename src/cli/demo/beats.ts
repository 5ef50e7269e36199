import type { Entry } from "../../kinds/index.ts";
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
  /** What the world is about. */
  readonly about: string;
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
  let status: string | undefined;
  const steps = report.steps.map((step) => {
    const changed = step.pod === undefined || step.status !== status;
    status = step.status;
    const text = isCommand(step) ? commandText(step, stage) : stepText(step, sentenceOf(step, report), stage);
    return { text, pause: changed ? PAUSES.change : PAUSES.other };
  });
  return [heading(report, stage), ...steps, summary(report, stage)];
}

function heading({ title }: TraceReport, { act, about, style, width }: Stage): Beat {
  const text = wrapped(style.bold(`${act}. ${plain(title)}`), width) + wrapped(style.dim(plain(about)), width);
  return { text: `${text}\n`, pause: PAUSES.heading };
}

function isCommand({ id }: Step): boolean {
  return id.startsWith("a");
}

/** What a person typed stands out and has a line of its own; below it what came back. */
function commandText({ t, action, result }: Step, { style, width }: Stage): string {
  const command = wrapped(style.bold(`$ ${plain(action)}`), width, " ".repeat(TIME_COLUMNS + 2));
  const answer = result === "" ? "" : wrapped(plain(result), width, " ".repeat(TIME_COLUMNS + 4));
  return `${timeText(t, style)}  ${command.trimStart()}${answer}`;
}

/** `42.0 s  ◔ ImagePullBackOff   what happened`. */
function stepText({ t, status = "" }: Step, sentence: string, { style, width }: Stage): string {
  const space = " ".repeat(Math.max(2, MARGIN - TIME_COLUMNS - 4 - status.length));
  const lines = wrapped(plain(sentence), width, " ".repeat(MARGIN)).trimStart();
  return `${timeText(t, style)}  ${markedStatus(plain(status), style)}${space}${lines}`;
}

function timeText(t: number, style: Style): string {
  return style.dim(instantText(t).padStart(TIME_COLUMNS));
}

/** What happened; of a look inside a window how much of it has passed, of a failed pull how long the new window is. */
function sentenceOf(step: Step, { entries }: TraceReport): string {
  const own = step.seqs.flatMap((seq) => entries.at(seq) ?? []);
  const what = withShortImages(happening(step), own);
  if (step.id.startsWith("b")) return `${what}, ${step.notes}`;
  const armed = own.find((entry) => entry.kind === "backoff");
  return armed === undefined ? what : `${what}; waits ${shortDuration(armed.data.window)}`;
}

/** `web:1.4.2` for `registry.example/shop/web:1.4.2`: the story is told of one repository. */
function withShortImages(text: string, entries: readonly Entry[]): string {
  const images = entries.flatMap((entry) => (entry.kind === "decision" ? [entry.data.image] : []));
  return images.reduce((shorter, image) => shorter.replaceAll(image, image.slice(image.lastIndexOf("/") + 1)), text);
}

/** The ladder, and what it shows in words. */
function summary(report: TraceReport, { style, width }: Stage): Beat {
  const ladders = laddersOf(report.entries, report.for);
  const drawn = ladders.map((ladder) => ladderText(ladder, { for: report.for, width, style }));
  const text = `\n${drawn.join("\n")}\n${ladderLegend(style)}\n${wrapped(plain(factsOf(report)), width)}\n`;
  return { text, pause: PAUSES.heading };
}

/** `4 pulls failed, followed by windows of 10s, 20s, 40s and 1m20s. Running at 192.0 s.` */
function factsOf({ entries }: Pick<TraceReport, "entries">): string {
  const windows = entries.flatMap((entry) => (entry.kind === "backoff" ? [shortDuration(entry.data.window)] : []));
  const pulls = windows.length === 1 ? "One pull failed" : `${windows.length} pulls failed`;
  const followed = windows.length === 1 ? "a window of" : "windows of";
  const running = entries.find((entry) => entry.kind === "status" && entry.data.status === "Running");
  const end = running === undefined ? "" : ` Running at ${instantText(running.t)}.`;
  return `${pulls}, followed by ${followed} ${listed(windows)}.${end}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const NEXT: readonly (readonly [command: string, what: string])[] = [
  ["trace wrong-tag -o wide", "the first act, in detail"],
  ["trace private-no-secret --why p1.f", "why a step came"],
  ["trace -f pod.yaml --registry-answer denied", "your own pod, refused"],
  ["credentials IMAGE -f secrets.yaml", "which login is used"],
  ["worlds", "more situations"],
];

/** What to try next. */
export function closing({ program, style }: { readonly program: string; readonly style: Style }): Beat {
  const widest = Math.max(...NEXT.map(([command]) => command.length));
  const lines = NEXT.map(([command, what]) => `  ${program} ${command.padEnd(widest)}  ${style.dim(what)}\n`);
  return { text: `${style.bold("Try next")}\n${lines.join("")}`, pause: 0 };
}
