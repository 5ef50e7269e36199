/** What is practised: read the symptom, find the cause, time, credentials, policy and node, choose the repair. */
export const SKILLS = ["SYM", "CAU", "TIM", "CRD", "POL", "FIX"] as const;

export type Skill = (typeof SKILLS)[number];

export const LEVELS = ["easy", "medium", "hard"] as const;

export type Level = (typeof LEVELS)[number];
