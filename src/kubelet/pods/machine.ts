import type { Rules } from "../../kinds/index.ts";
import { IMAGE_MACHINE, type Machine, type MachineState, type MachineTransition } from "../images/index.ts";

const BEFORE: readonly MachineState[] = [
  { id: "scheduled", title: "The pod is bound to the node", kind: "start" },
  { id: "sync", title: "The status is published, then the pod looked at", kind: "work" },
  { id: "sandbox", title: "The pod's sandbox is started", kind: "work" },
  { id: "container", title: "Is a container to be started?", kind: "question" },
  { id: "crash-back-off", title: "Did it end a short while ago?", kind: "question" },
  { id: "create-sandbox-error", title: "FailedCreatePodSandBox", kind: "failure" },
  { id: "crash-loop-back-off", title: "CrashLoopBackOff", kind: "failure" },
];

const IMAGE_VOLUMES: MachineState = { id: "image-volumes", title: "Are its image volumes there?", kind: "question" };

const AFTER: readonly MachineState[] = [
  { id: "create", title: "The container is created", kind: "work" },
  { id: "start", title: "The container is started", kind: "work" },
  { id: "running", title: "Running", kind: "success" },
  { id: "create-container-error", title: "CreateContainerError", kind: "failure" },
  { id: "run-container-error", title: "RunContainerError", kind: "failure" },
];

const AROUND: readonly MachineTransition[] = [
  { from: "scheduled", to: "sync", when: "At once" },
  { from: "sync", to: "sandbox", when: "The pod has none" },
  { from: "sync", to: "container", when: "The pod has a sandbox" },
  { from: "sandbox", to: "create-sandbox-error", when: "The runtime refuses" },
  { from: "sandbox", to: "container", when: "The sandbox runs" },
  { from: "container", to: "running", when: "All run that should" },
  { from: "container", to: "crash-back-off", when: "One has ended; init containers come first, one by one" },
  { from: "crash-back-off", to: "crash-loop-back-off", when: "Its window is not over" },
  { from: "use-present", to: "create", when: "The image may be used" },
  { from: "pulled", to: "create", when: "The image is there" },
  { from: "create", to: "create-container-error", when: "The runtime refuses" },
  { from: "create", to: "start", when: "The container is made" },
  { from: "start", to: "run-container-error", when: "The runtime refuses" },
  { from: "start", to: "running", when: "The program runs" },
];

/** From the pod to the image; volumes go the way of images first. */
const TO_IMAGE: readonly MachineTransition[] = [
  { from: "container", to: "accepted", when: "One never ran; init containers come first, one by one" },
  { from: "crash-back-off", to: "accepted", when: "No window, or it is over" },
];

const TO_IMAGE_BY_VOLUMES: readonly MachineTransition[] = [
  { from: "container", to: "image-volumes", when: "One never ran; init containers come first, one by one" },
  { from: "crash-back-off", to: "image-volumes", when: "No window, or it is over" },
  { from: "image-volumes", to: "accepted", when: "It has none, or all are there" },
  { from: "image-volumes", to: "sync", when: "One could not be had, and lends its reason to the container" },
];

/** The whole way of a container, from the scheduler to Running, with every way back: what a flow diagram is drawn from. */
export function machine(rules: Rules): Machine {
  const { imageVolumes } = rules.status;
  const volumes = imageVolumes ? [IMAGE_VOLUMES] : [];
  const states = [...BEFORE, ...volumes, ...IMAGE_MACHINE.states, ...AFTER];
  const toImage = imageVolumes ? TO_IMAGE_BY_VOLUMES : TO_IMAGE;
  const transitions = [...AROUND, ...toImage, ...IMAGE_MACHINE.transitions, ...waysBack(states, rules)];
  if (rules.verification.gate === "on") return { states, transitions };
  return {
    states: states.filter(({ id }) => id !== "access-verified"),
    transitions: transitions.filter(({ from, to }) => from !== "access-verified" && to !== "access-verified"),
  };
}

/** After every failure the kubelet looks again; nothing but the next sync leads out of it. */
function waysBack(states: readonly MachineState[], { sync }: Rules): MachineTransition[] {
  const { afterErrorSeconds: seconds, jitter, tickSeconds } = sync;
  const when = `${seconds} to ${seconds * (1 + jitter) + tickSeconds} s later`;
  return states.filter(({ kind }) => kind === "failure").map(({ id }) => ({ from: id, to: "sync", when }));
}
