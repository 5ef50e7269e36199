import type { Skill } from "../../../lessons/index.ts";

/** What is practised, in words. */
export const SKILL_TITLES: Readonly<Record<Skill, string>> = {
  SYM: "reading the symptom",
  CAU: "finding the cause",
  TIM: "attempts and delays",
  CRD: "credentials",
  POL: "policy, cache, node",
  FIX: "choosing the repair",
};
