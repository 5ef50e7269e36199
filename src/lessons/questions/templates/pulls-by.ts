import { begunPulls, eventsOfState, instant, stepOf, timesOf } from "../read-off.ts";
import type { Template } from "../template.ts";

const SECOND = 1000;
/** A kubelet holds back events of a pod that has many: what comes later cannot be counted by them. */
const MOST = 3;

export const pullsBy: Template = {
  id: "Q14",
  skill: "TIM",
  level: "medium",
  format: "number",
  make: async (story, dice) => {
    const told = await story.tell();
    const begun = begunPulls(told);
    const number = dice.pick(begun.map((_, index) => index + 1).slice(1, MOST));
    const last = begun[(number ?? 0) - 1];
    const next = begun[number ?? 0]?.t ?? story.world.for;
    const step = last === undefined ? undefined : stepOf(told, last);
    if (number === undefined || last === undefined || step === undefined || next - last.t < SECOND) return undefined;
    const at = Math.floor((last.t + next) / 2 / SECOND) * SECOND;
    return {
      values: { at: instant(at), n: number },
      right: [`${number}`],
      number: { value: number, tolerance: 0, unit: "" },
      second: async () => [`${timesOf(await eventsOfState(told, "pulling", at))}`],
      step,
    };
  },
};
