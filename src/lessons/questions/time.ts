import { type Draft, luresOf, type Template } from "./draft.ts";
import { begunPulls, durations, failedPulls, instant, ofKind, statusAfter, stepOf } from "./read-off.ts";
import type { Story, Told } from "./story.ts";

function windows(told: Told): string {
  return durations(ofKind(told, "backoff").map(({ data }) => data.window));
}

async function delays(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const armed = ofKind(told, "backoff");
  const step = armed[1] === undefined ? undefined : stepOf(told, armed[1]);
  if (step === undefined || armed.length < 3) return undefined;
  const few = (text: string | undefined): string => (text ?? "").split(", ").slice(0, armed.length).join(", ");
  return {
    stem: `The pull fails ${armed.length} times. How long is it forbidden after each failure?`,
    format: "one",
    right: [windows(told)],
    lures: await luresOf(story, ["M20b", "M20c", "M20a", "M02"], (other) => few(windows(other))),
    step,
    solution: [
      "Each failure arms a window that forbids the next pull.",
      "The window grows with each failure until it is as long as it gets.",
    ],
    hint: "Read the numbers in the bars of the ladder.",
  };
}

async function earliest(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const armed = ofKind(told, "backoff");
  const chosen = armed[Math.min(2, armed.length - 1)];
  const step = chosen === undefined ? undefined : stepOf(told, chosen);
  if (chosen === undefined || step === undefined) return undefined;
  const { failures, until } = chosen.data;
  return {
    stem: `Pull number ${failures} failed at ${instant(chosen.t)}. From which second on may the kubelet try again?`,
    format: "number",
    right: [instant(until)],
    lures: [],
    number: { value: until / 1000, tolerance: 1, unit: "s" },
    step,
    solution: [
      `The failure armed a window of ${durations([chosen.data.window])}.`,
      `${instant(chosen.t)} and that window make ${instant(until)}.`,
      "The pull itself comes with the first look at the pod after that.",
    ],
    hint: "The tracker names the delay that was armed last.",
  };
}

async function pullsBy(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const begun = begunPulls(told);
  const last = begun.at(-1);
  const step = last === undefined ? undefined : stepOf(told, last);
  if (last === undefined || step === undefined || begun.length < 3) return undefined;
  const pods = await story.show(`events`, story.world.for);
  const pulling = [...pods.matchAll(/Pulling\s/g)].length;
  if (pulling === 0) return undefined;
  return {
    stem: `How many times has the runtime been asked to pull by ${instant(story.world.for)}?`,
    format: "number",
    right: [`${begun.length}`],
    lures: [],
    number: { value: begun.length, tolerance: 0, unit: "" },
    step,
    solution: [
      "An attempt is one call of the runtime; a look inside a window is none.",
      `The trace has ${begun.length} of them.`,
    ],
    hint: "Count the marks above the ladder, and the pull that went well.",
  };
}

function firstRun(told: Told): string | undefined {
  const running = ofKind(told, "status").find(({ data }) => data.phase === "Running");
  return running === undefined ? "never, in this run" : `at about ${Math.round(running.t / 1000)} s`;
}

async function whenRunning(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const running = ofKind(told, "status").find(({ data }) => data.phase === "Running");
  const failure = failedPulls(told).at(-1);
  const step = running === undefined ? undefined : stepOf(told, running);
  if (running === undefined || step === undefined || failure === undefined) return undefined;
  const act = ofKind(told, "user").findLast(({ t, data }) => data.at === "begin" && t > 0 && t <= running.t);
  const after = act === undefined ? "" : ` At ${instant(act.t)} somebody does this: ${act.data.run}`;
  return {
    stem: `The last failed pull ended at ${instant(failure.t)}.${after} When is the pod Running?`,
    format: "one",
    right: [firstRun(told) ?? ""],
    lures: [
      ...(await luresOf(story, ["M15", "M02", "M28", "M20b", "M20a"], firstRun)),
      { text: `at about ${Math.round((act?.t ?? failure.t) / 1000) + told.rules.backoff.maxSeconds} s` },
      { text: "never, in this run", belief: "M02" },
    ],
    step,
    solution: [
      "A changed image has a window of its own, so it is tried at once.",
      "Everything else waits for the window that is open, and then for the next look at the pod.",
    ],
    hint: "Is the key of the window still the same afterwards?",
  };
}

async function nextShown(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const failures = failedPulls(told);
  const chosen = failures[Math.min(1, failures.length - 1)];
  const now = chosen === undefined ? undefined : statusAfter(told, chosen.t);
  const step = now === undefined ? undefined : stepOf(told, now);
  if (chosen === undefined || now === undefined || step === undefined) return undefined;
  const others = [...new Set(ofKind(told, "status").map(({ data }) => data.status))];
  return {
    stem: `Pull number ${failures.indexOf(chosen) + 1} has just failed, at ${instant(chosen.t)}. What does STATUS show after the next look?`,
    format: "one",
    right: [now.data.status],
    lures: [
      ...(await luresOf(story, ["M03", "M01", "M02"], (other) => statusAfter(other, chosen.t)?.data.status)),
      ...others.map((text) => ({ text })),
      { text: now.data.phase, belief: "M01" },
    ],
    step,
    solution: ["Each look publishes first what the look before it has found, and tries only then."],
    hint: "Watch how STATUS takes turns in the ribbon below the ladder.",
  };
}

export const TIME_TEMPLATES: readonly Template[] = [
  { id: "Q12", skill: "TIM", level: "medium", make: earliest },
  { id: "Q13", skill: "TIM", level: "medium", make: delays },
  { id: "Q14", skill: "TIM", level: "medium", make: pullsBy },
  { id: "Q15", skill: "TIM", level: "hard", make: whenRunning },
  { id: "Q27", skill: "TIM", level: "medium", make: nextShown },
];
