import type { Rules } from "../../kinds/index.ts";
import { IMAGE_MACHINE, type Machine, type MachineState, type MachineTransition } from "../images/index.ts";

const STATES = [
  { id: "scheduled", title: "The pod is bound to the node", kind: "start" },
  { id: "sync", title: "The kubelet looks at the pod", kind: "work" },
  { id: "sandbox", title: "The pod's sandbox is started", kind: "work" },
  { id: "crash-loop-back-off", title: "CrashLoopBackOff", kind: "failure" },
  { id: "create", title: "The container is created and started", kind: "work" },
  { id: "create-container-error", title: "CreateContainerError", kind: "failure" },
  { id: "running", title: "Running", kind: "success" },
] as const satisfies readonly MachineState[];

const BEFORE: readonly MachineTransition[] = [
  { from: "scheduled", to: "sync", when: "At once" },
  { from: "sync", to: "sandbox", when: "There is none yet" },
  { from: "sync", to: "crash-loop-back-off", when: "The container ended a short while ago" },
  { from: "sync", to: "accepted", when: "A container is to be started" },
  { from: "sandbox", to: "accepted", when: "The sandbox runs" },
];

const AFTER: readonly MachineTransition[] = [
  { from: "use-present", to: "create", when: "The image may be used" },
  { from: "pulled", to: "create", when: "The image is there" },
  { from: "create", to: "running", when: "The runtime has started it" },
  { from: "create", to: "create-container-error", when: "The runtime refuses" },
];

/** The whole way of a container, from the scheduler to Running, with every way back: what a flow diagram is drawn from. */
export function machine(rules: Rules): Machine {
  const verifies = rules.verification.gate === "on";
  const states = [...STATES.slice(0, 3), ...IMAGE_MACHINE.states, ...STATES.slice(3)];
  const transitions = [...BEFORE, ...IMAGE_MACHINE.transitions, ...AFTER, ...waysBack(states, rules)];
  if (verifies) return { states, transitions };
  return {
    states: states.filter(({ id }) => id !== "access-verified"),
    transitions: transitions.filter(({ from, to }) => from !== "access-verified" && to !== "access-verified"),
  };
}

/** After every failure the kubelet looks again; nothing but the sync leads out of it. */
function waysBack(states: readonly MachineState[], { sync }: Rules): MachineTransition[] {
  const { afterErrorSeconds: seconds, jitter } = sync;
  const when = `${seconds} to ${seconds * (1 + jitter)} s later`;
  return states.filter(({ kind }) => kind === "failure").map(({ id }) => ({ from: id, to: "sync", when }));
}
