import { type KubernetesObject, type World, type WorldAction } from "../../kinds/index.ts";
import { machine } from "../../kubelet/index.ts";
import { toneOf } from "../tone.ts";
import { type Draft, luresOf, type Template } from "./draft.ts";
import { failedPulls, instant, ofKind, statusBy, stepOf } from "./read-off.ts";
import type { Story, Told } from "./story.ts";

function presented(told: Told): string | undefined {
  const offers = [...new Set(ofKind(told, "credential").map(({ data }) => data.source))];
  return offers.at(-1);
}

async function credential(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const offer = ofKind(told, "credential").at(-1);
  const step = offer === undefined ? undefined : stepOf(told, offer);
  if (offer === undefined || step === undefined) return undefined;
  const secrets = story.world.cluster.objects.filter(({ kind }) => kind === "Secret");
  const named = secrets.map(({ metadata }) => ({ text: `secret ${metadata.namespace ?? "default"}/${metadata.name}` }));
  return {
    stem: `Which login does the kubelet hand to the runtime at ${instant(offer.t)}?`,
    format: "one",
    right: [offer.data.source],
    lures: [
      ...(await luresOf(story, ["M06", "M07", "M08", "M09", "M27"], presented)),
      ...named,
      { text: "anonymous" },
      { text: "node" },
    ],
    step,
    solution: [
      "Only secrets that the pod names count, of its own namespace, of the right type, with a key that matches the image.",
    ],
    hint: "The exchange begins with the login that is offered.",
  };
}

function policy(told: Told): string | undefined {
  return ofKind(told, "decision").at(-1)?.data.policy;
}

async function effectivePolicy(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const decision = ofKind(told, "decision").at(-1);
  const step = decision === undefined ? undefined : stepOf(told, decision);
  const json = decision === undefined ? "" : await story.show(`get pod ${story.pod} -o json`, decision.t);
  const written = /"imagePullPolicy": "(\w+)"/.exec(json)?.[1];
  if (decision === undefined || step === undefined || written === undefined) return undefined;
  return {
    stem: `By which pull policy does the kubelet decide about ${decision.data.image}?`,
    format: "one",
    right: [decision.data.policy],
    lures: [
      ...(await luresOf(story, ["M10"], policy)),
      { text: "Always" },
      { text: "IfNotPresent" },
      { text: "Never" },
    ],
    second: [written],
    step,
    solution: [
      "The API server fills the policy in when the pod is created, from the tag that it has then.",
      "A later change of the image does not change it.",
    ],
    hint: "kubectl get pod -o json shows what was filled in.",
  };
}

async function lastStatus(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const last = ofKind(told, "status").at(-1);
  const step = last === undefined ? undefined : stepOf(told, last);
  if (last === undefined || step === undefined) return undefined;
  const shown = (other: Told): string | undefined => statusBy(other, story.world.for)?.data.status;
  const seen = [...new Set(ofKind(told, "status").map(({ data }) => data.status))];
  return {
    stem: `What does kubectl show in STATUS at ${instant(story.world.for)}, when all this has happened?`,
    format: "one",
    right: [last.data.status],
    lures: [
      ...(await luresOf(story, ["M19", "M29", "M27", "M06", "M09", "M02", "M01", "M05"], shown)),
      ...seen.map((text) => ({ text })),
    ],
    step,
    solution: ["Run it to the end: what decides is the last look at the pod."],
    hint: "What is different at the end from what it was at the start?",
  };
}

async function failedState(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const failed = ofKind(told, "decision").find(({ data }) => data.reason !== undefined);
  const step = failed === undefined ? undefined : stepOf(told, failed);
  if (failed === undefined || step === undefined) return undefined;
  const { states } = machine(told.rules);
  const title = (id: string): string => states.find((state) => state.id === id)?.title ?? "";
  const path =
    failed.data.path.length > 2
      ? failed.data.path
      : [
          ...(ofKind(told, "decision").find(({ seq }) => seq < failed.seq)?.data.path ?? []),
          ...failed.data.path.slice(1),
        ];
  const at = path.at(-2) ?? "";
  const near = path.slice(0, -2).toReversed();
  return {
    stem: "At which station of the kubelet’s way does it go wrong for the first time?",
    format: "one",
    right: [title(at)],
    lures: near.map((id) => ({ text: title(id) })).filter(({ text }) => text !== ""),
    step,
    solution: [`The decision passed ${path.length - 1} stations; the last one before it failed is the one.`],
    hint: "The flow marks the stations that the step at the cursor has passed.",
  };
}

/** Changes that people try, each as one command. */
function deeds({ world, pod }: Story): readonly { readonly line: string; readonly stdin?: string }[] {
  const template = world.cluster.objects.find((object) => object.kind === "Pod" && object.metadata.name === pod);
  const own = world.actions.flatMap((action) =>
    "run" in action && action.stdin === undefined ? [{ line: action.run }] : [],
  );
  const container = containerOf(template);
  return [
    ...own,
    { line: `kubectl label pod ${pod} tried=again` },
    { line: `kubectl delete pod ${pod}` },
    { line: `kubectl patch pod ${pod} -p '{"spec":{"imagePullSecrets":[{"name":"regcred"}]}}'` },
    ...(container === undefined
      ? []
      : [{ line: `kubectl set image pod/${pod} ${container.name}=${container.image}-fixed` }]),
  ];
}

function containerOf(pod: PodLike | undefined): { readonly name: string; readonly image: string } | undefined {
  return pod?.spec?.containers?.[0];
}

type PodLike = KubernetesObject & {
  readonly spec?: { readonly containers?: readonly { name: string; image: string }[] };
};

const TEN_MINUTES = 600_000;

async function whichRepairs(story: Story): Promise<Draft | undefined> {
  const told = await story.tell();
  const [failure] = failedPulls(told);
  const step = failure === undefined ? undefined : stepOf(told, failure);
  if (failure === undefined || step === undefined) return undefined;
  const at = Math.ceil(failure.t) + 5000;
  const tried = await Promise.all(
    deeds(story).map(async ({ line }) => {
      const actions: readonly WorldAction[] = [{ at, run: line, exits: 0 }];
      const world: World = { ...story.world, actions, for: at + TEN_MINUTES };
      return { line, repairs: isReady(await story.tellOther(world)) };
    }),
  );
  const without = isReady(await story.tellOther({ ...story.world, actions: [], for: at + TEN_MINUTES }));
  const repairs = tried.filter((each) => each.repairs).map(({ line }) => line);
  if (without || repairs.length === 0) return undefined;
  return {
    stem: `At ${instant(at)} you may type one line. After which of these is the pod Ready within ten minutes?`,
    format: "many",
    right: [...new Set(repairs)],
    lures: tried
      .filter((each) => !each.repairs)
      .map(({ line }) => ({ text: line, ...(line.includes("imagePullSecrets") ? { belief: "M05" as const } : {}) })),
    step,
    solution: ["Each line was run for ten minutes; these are the ones after which it was Ready."],
    hint: "What stands between the kubelet and the image? Which line changes that?",
  };
}

function isReady(told: Told): boolean {
  const last = ofKind(told, "status").at(-1);
  return last !== undefined && toneOf(last.data.status) === "good";
}

export const CAUSE_TEMPLATES: readonly Template[] = [
  { id: "Q11", skill: "CAU", level: "medium", make: failedState },
  { id: "Q19", skill: "CRD", level: "medium", make: credential },
  { id: "Q21", skill: "POL", level: "easy", make: effectivePolicy },
  { id: "Q22", skill: "POL", level: "hard", make: lastStatus },
  { id: "Q24", skill: "FIX", level: "hard", make: whichRepairs },
];
