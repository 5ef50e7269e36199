import type { Entry, Trace, World } from "../../kinds/index.ts";
import { type Deed, forkedWorld, paced } from "../play/index.ts";
import type { Column, Lab, Variant } from "./contract.ts";

/** Late enough for a window that is worth waiting for. */
const AT = 100_000;

const SECRET: Deed = {
  run: "kubectl create secret docker-registry regcred --docker-server=registry.example --docker-username=puller --docker-password=puller-pass",
  exits: 0,
};
const REMOVAL: Deed = { run: "kubectl delete pod web", exits: 0 };

function variant(id: string, says: string, deedsOf: (world: World) => readonly Deed[]): Variant {
  return { id, says, worldOf: (world) => forkedWorld(world, AT, paced(deedsOf(world), AT, 1)) };
}

/** The pod's own manifest once more. */
function again({ cluster }: World): Deed {
  const pod = cluster.objects.find(({ kind }) => kind === "Pod");
  return { run: "kubectl apply -f -", stdin: JSON.stringify(pod), exits: 0 };
}

const COLUMNS: readonly Column[] = [
  { id: "left", title: "What is left of the delay then", unit: "ms", of: leftOfWindow },
  { id: "next", title: "Next attempt after", unit: "ms", of: (trace) => since(first(trace, isAttempt)) },
  { id: "ready", title: "Ready after", unit: "ms", of: (trace) => since(first(trace, isReady)) },
  { id: "looks", title: "Looks at the pod from then on", unit: "", of: (trace) => after(trace).filter(isLook).length },
];

export const FIX_RACE: Lab = {
  id: "fix-race",
  world: "fix-race",
  skills: ["TIM", "FIX"],
  beliefs: ["M15", "M28"],
  title: "Four ways out of one pod's trouble",
  objective: "choose the repair that is quickest, and say what the others wait for",
  task: "Pod web names a pull secret that nobody has made. Which of these gets it to run first, and which not at all?",
  variants: [
    variant("edit-image", "Name the public copy of the image", () => [
      { run: "kubectl set image pod/web app=open.example/shop/web:1.4.2", exits: 0 },
    ]),
    variant("create-secret", "Create the secret", () => [SECRET]),
    variant("recreate", "Create the secret and make the pod anew", (world) => [SECRET, REMOVAL, again(world)]),
    variant("delete", "Delete the pod", () => [REMOVAL]),
  ],
  columns: COLUMNS,
};

function after({ entries }: Trace): Entry[] {
  return entries.filter(({ t }) => t >= AT);
}

function first(trace: Trace, test: (entry: Entry) => boolean): Entry | undefined {
  return after(trace).find(test);
}

function since(entry: Entry | undefined): number | undefined {
  return entry === undefined ? undefined : entry.t - AT;
}

function isAttempt({ kind, data }: Entry): boolean {
  return kind === "cri" && data.call === "PullImage" && data.at === "begin";
}

function isReady({ kind, data }: Entry): boolean {
  return kind === "status" && data.phase === "Running" && data.containers.every(({ state }) => "running" in state);
}

function isLook({ kind, data }: Entry): boolean {
  return kind === "sync" && data.trigger !== "deleted";
}

/** 0 where the window is over, as the pod waits for its next look only. */
function leftOfWindow({ entries }: Trace): number | undefined {
  const armed = entries.filter(({ kind, t }) => kind === "backoff" && t < AT).at(-1);
  return armed?.kind === "backoff" ? Math.max(0, armed.data.until - AT) : undefined;
}
