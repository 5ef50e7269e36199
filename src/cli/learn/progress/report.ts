import {
  type Attempt,
  BELIEFS,
  beliefText,
  isLasting,
  reviewCards,
  type Skill,
  skillRatings,
  type UnreadLine,
} from "../../../lessons/index.ts";

export interface ProgressReport {
  readonly schema: "pullwhy.learn-progress/v1";
  readonly path: string;
  readonly answers: number;
  readonly skills: readonly SkillRow[];
  readonly due: readonly DueCard[];
  readonly later: readonly DueCard[];
  readonly beliefs: readonly { readonly id: string; readonly says: string; readonly times: number }[];
  /** Strong in two tests, a day or more apart. */
  readonly lasting: boolean;
  /** Lines of the file that are no answers; they stay in it. */
  readonly unread: readonly UnreadLine[];
}

interface SkillRow {
  readonly skill: Skill;
  /** On the scale of the questions: 0 is a medium one, 1 a hard one. */
  readonly rating: number;
  readonly answers: number;
  readonly right: number;
}

interface DueCard {
  /** Kind of question. */
  readonly template: string;
  readonly skill: Skill;
  /** ISO 8601. */
  readonly due: string;
}

export function progressReport(
  { path, attempts, unread }: Pick<ProgressReport, "path" | "unread"> & { readonly attempts: readonly Attempt[] },
  now: number,
): ProgressReport {
  const cards = reviewCards(attempts);
  const asked = attempts.filter(({ question }) => !question.startsWith("TEST/"));
  return {
    schema: "pullwhy.learn-progress/v1",
    path,
    answers: asked.length,
    skills: skillRatings(attempts).map((row) => ({ ...row, rating: Math.round(row.rating * 100) / 100 })),
    due: cards.filter(({ due }) => due <= now).map(cardReport),
    later: cards.filter(({ due }) => due > now).map(cardReport),
    beliefs: beliefsOf(attempts),
    lasting: isLasting(attempts),
    unread,
  };
}

function cardReport({ template, skill, due }: ReturnType<typeof reviewCards>[number]): DueCard {
  return { template, skill, due: new Date(due).toISOString() };
}

function beliefsOf(attempts: readonly Attempt[]): ProgressReport["beliefs"] {
  return BELIEFS.map(({ id }) => ({
    id,
    says: beliefText(id),
    times: attempts.filter(({ belief }) => belief === id).length,
  }))
    .filter(({ times }) => times > 0)
    .toSorted((a, b) => b.times - a.times);
}
