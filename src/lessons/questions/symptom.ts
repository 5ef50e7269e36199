import { toneOf } from "../tone.ts";
import { type Draft, luresOf, type Template } from "./draft.ts";
import { cellOf, failedPulls, instant, ofKind, statusAfter, statusBy, stepOf } from "./read-off.ts";
import type { Story, Told } from "./story.ts";

function firstShown(told: Told): string | undefined {
  const [failure] = failedPulls(told);
  return failure === undefined ? undefined : statusAfter(told, failure.t)?.data.status;
}

async function firstStatus(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const [failure] = failedPulls(told);
  const status = failure === undefined ? undefined : statusAfter(told, failure.t);
  if (failure === undefined || status === undefined) return undefined;
  const step = stepOf(told, status);
  if (step === undefined) return undefined;
  const seen = [...new Set(ofKind(told, "status").map(({ data }) => ({ text: data.status })))];
  const table = await story.show("get pods", status.t);
  return {
    stem: "What does kubectl show in STATUS first, after the first pull has failed?",
    format: "one",
    right: [status.data.status],
    lures: [...(await luresOf(story, ["M03", "M01", "M02"], firstShown)), ...seen, { text: status.data.phase }],
    second: [cellOf(table, story.pod, "STATUS") ?? ""],
    step,
    solution: [
      `The first pull ended at ${instant(failure.t)}.`,
      `The next status was published at ${instant(status.t)}; it tells what the look before it has found.`,
    ],
    hint: "Find the row in which the first pull ends, and look at STATUS in the rows behind it.",
  };
}

async function phaseInBackOff(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const waiting = ofKind(told, "status").find(({ data }) => toneOf(data.status) === "waiting");
  const step = waiting === undefined ? undefined : stepOf(told, waiting);
  if (waiting === undefined || step === undefined) return undefined;
  const json = await story.show(`get pod ${story.pod} -o json`, waiting.t);
  const phases = [...new Set(ofKind(told, "status").map(({ data }) => ({ text: data.phase })))];
  return {
    stem: `At ${instant(waiting.t)} kubectl shows ${waiting.data.status}. What is the phase of the pod?`,
    format: "one",
    right: [waiting.data.phase],
    lures: [{ text: waiting.data.status, belief: "M01" }, ...phases, { text: "Failed" }, { text: "Unknown" }],
    second: [/"phase": "(\w+)"/.exec(json)?.[1] ?? ""],
    step,
    solution: [
      "STATUS is worked out from why the containers wait; the phase is a field of its own.",
      "A pod stays in its phase until its containers have started.",
    ],
    hint: "The tracker has a row for the phase.",
  };
}

async function firstRunning(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const index = told.steps.findIndex(({ status }) => status !== undefined && toneOf(status) === "good");
  const step = told.steps[index];
  if (step === undefined || index < 2) return undefined;
  const near = [-2, -1, 1].flatMap((by) => told.steps[index + by] ?? []);
  return {
    stem: `In which row does STATUS read ${step.status} for the first time?`,
    format: "row",
    right: [step.id],
    lures: near.map(({ id }) => ({ text: id })),
    step,
    solution: [`The image was there one row before; the status is published after the container has started.`],
    hint: "Go to the end and step back while STATUS stays the same.",
  };
}

async function restarts(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const failure = failedPulls(told).at(-1);
  const status = failure === undefined ? undefined : statusAfter(told, failure.t);
  const step = status === undefined ? undefined : stepOf(told, status);
  const failures = failedPulls(told).filter(({ t }) => t <= (failure?.t ?? 0)).length;
  if (status === undefined || step === undefined || failures < 2) return undefined;
  const shown = (other: Told): string => `${statusBy(other, status.t)?.data.restarts ?? 0}`;
  const table = await story.show("get pods", status.t);
  return {
    stem: `By ${instant(status.t)} the pull has failed ${failures} times. What does RESTARTS show?`,
    format: "one",
    right: [`${status.data.restarts}`],
    lures: [
      ...(await luresOf(story, ["M14"], shown)),
      { text: `${failures}`, belief: "M14" },
      { text: `${failures - 1}` },
      { text: `${failures + 1}` },
    ],
    second: [cellOf(table, story.pod, "RESTARTS") ?? ""],
    step,
    solution: ["A restart is counted when a container that ran is started again.", "This one has never run."],
    hint: "What has to have happened before something can be started again?",
  };
}

async function logs(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const failure = failedPulls(told).at(-1);
  const status = failure === undefined ? undefined : statusAfter(told, failure.t);
  const step = status === undefined ? undefined : stepOf(told, status);
  if (failure === undefined || status === undefined || step === undefined) return undefined;
  const first = async (belief?: "M04"): Promise<string> =>
    (await story.show(`logs ${story.pod}`, status.t, belief)).split("\n", 1)[0] ?? "";
  return {
    stem: `What does kubectl logs ${story.pod} print at ${instant(status.t)}?`,
    format: "one",
    right: [await first()],
    lures: [
      { text: await first("M04"), belief: "M04" },
      { text: failure.data.message ?? "", belief: "M04" },
      { text: "nothing: a container that has not started has written nothing" },
      { text: `Error from server (NotFound): pods "${story.pod}" not found` },
    ].filter(({ text }) => text !== "") as Draft["lures"],
    step,
    solution: ["Logs are what a container has written.", "While it waits for its image, the server says so instead."],
    hint: "Which container could have written something?",
  };
}

const TELLING = ["get pods", "describe pod POD", "events", "logs POD", "get pod POD -o json"] as const;

async function whichTells(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const failure = failedPulls(told).at(-1);
  const status = failure === undefined ? undefined : statusAfter(told, failure.t);
  const step = status === undefined ? undefined : stepOf(told, status);
  const message = failure?.data.message ?? "";
  if (status === undefined || step === undefined || message === "") return undefined;
  const tail = message.slice(-40).replaceAll('"', "").trim();
  const shown = await Promise.all(
    TELLING.map(async (command) => {
      const line = command.replace("POD", story.pod);
      const printed = await story.show(line, status.t);
      return {
        line: `kubectl ${line}`,
        tells: printed.replaceAll(/[\\"]|\s+/g, " ").includes(tail.replaceAll(/\s+/g, " ")),
      };
    }),
  );
  return {
    stem: `At ${instant(status.t)}: which of these commands print why the pull failed?`,
    format: "many",
    right: shown.filter(({ tells }) => tells).map(({ line }) => line),
    lures: shown
      .filter(({ tells }) => !tells)
      .map(({ line }) => ({ text: line, ...(line.includes("logs") ? { belief: "M04" as const } : {}) })),
    step,
    solution: [
      "The runtime's words stand in the pod's events and in its waiting message.",
      "STATUS has only the reason, and logs belong to containers that run.",
    ],
    hint: "Try each of them in the view “kubectl”.",
  };
}

export const SYMPTOM_TEMPLATES: readonly Template[] = [
  { id: "Q01", skill: "SYM", level: "easy", make: firstStatus },
  { id: "Q02", skill: "SYM", level: "easy", make: phaseInBackOff },
  { id: "Q03", skill: "SYM", level: "easy", make: firstRunning },
  { id: "Q04", skill: "SYM", level: "easy", make: whichTells },
  { id: "Q05", skill: "SYM", level: "medium", make: restarts },
  { id: "Q07", skill: "SYM", level: "medium", make: logs },
];
