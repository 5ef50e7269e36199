import { runWorld, showWorld } from "../../sandbox/index.ts";
import type { AskKind, Asks } from "./contract.ts";

type Answers = { readonly [K in AskKind]: (ask: Asks[K]["ask"]) => Promise<Asks[K]["answer"]> };

const ANSWERS: Answers = {
  run: async ({ world, ...options }) => {
    const trace = await runWorld(world, options);
    return { ...trace, entries: [...trace.entries] };
  },
  show: ({ world, command, at, ...options }) => showWorld(world, command, { ...options, for: Math.max(at, SOON) }),
  yaml: async ({ objects }) => {
    const { stringify } = await import("yaml");
    return objects.map((object) => stringify(object)).join("---\n");
  },
  paste: async ({ text, kubelet }) => {
    const { pasteAnswer } = await import("./paste.ts");
    return pasteAnswer(text, kubelet);
  },
};

/** At the very start nothing has been run yet. */
const SOON = 1;

/** Answers one question; the same in a worker, in the page and in Node. */
export function answer<K extends AskKind>(kind: K, ask: Asks[K]["ask"]): Promise<Asks[K]["answer"]> {
  return ANSWERS[kind](ask);
}
