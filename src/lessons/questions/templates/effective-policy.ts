import type { Pod } from "../../../kinds/index.ts";
import { objectAt, ofKind, stepOf } from "../read-off.ts";
import type { Template } from "../template.ts";

const POLICIES = ["Always", "IfNotPresent", "Never"] as const;

export const effectivePolicy: Template = {
  id: "Q21",
  skill: "POL",
  level: "easy",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const decision = dice.pick(ofKind(told, "decision"));
    const step = decision === undefined ? undefined : stepOf(told, decision);
    if (decision === undefined || step === undefined) return undefined;
    const { container, t, data } = decision;
    return {
      values: { image: data.image, seconds: Math.round(t / 1000) },
      right: [data.policy],
      believed: {
        beliefs: ["M10"],
        value: (other) =>
          ofKind(other, "decision").findLast((each) => each.container === container && each.t <= t)?.data.policy,
        until: t,
      },
      lures: POLICIES.map((text) => ({ text, invented: true })),
      second: async () => {
        const pod = await objectAt<Pod>(told, "get pod POD", t);
        const all = [...(pod?.spec.initContainers ?? []), ...(pod?.spec.containers ?? [])];
        return all.filter(({ name }) => name === container).flatMap(({ imagePullPolicy }) => imagePullPolicy ?? []);
      },
      step,
    };
  },
};
