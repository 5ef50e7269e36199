import type { UnreadLine } from "../../../lessons/index.ts";
import type { Io } from "../../io.ts";
import { plain } from "../../print/plain.ts";
import { table } from "../../print/table.ts";
import { wrapped } from "../../print/wrapped.ts";
import { SKILL_TITLES } from "../practice/skill-titles.ts";
import type { ProgressReport } from "./report.ts";

/** Most lines of a file that are named one by one. */
const NAMED = 5;

export function progressText(report: ProgressReport, { width, style }: Pick<Io, "width" | "style">): string {
  const { answers, path, skills, due, later, beliefs, lasting } = report;
  if (answers === 0) return wrapped(`Nothing has been answered yet. Answers will lie in ${plain(path)}`, width);
  const rows = skills.map(({ skill, rating, answers, right }) => [
    SKILL_TITLES[skill],
    rating.toFixed(2),
    `${right} of ${answers}`,
    `${due.filter((card) => card.skill === skill).length}`,
  ]);
  const columns = [
    { title: "SKILL" },
    { title: "RATING", align: "right" },
    { title: "RIGHT", align: "right" },
    { title: "DUE", align: "right" },
  ] as const;
  const [next] = later;
  const told = [
    ...(due.length > 0 ? [`\`pullwhy learn review\` asks what is due: ${due.length}`] : []),
    ...(due.length === 0 && next !== undefined ? [`Nothing is due before ${next.due.slice(0, 10)}`] : []),
    ...beliefs.map(({ says, times }) => `You seem to expect, ${times === 1 ? "once" : `${times} times`}: “${says}”`),
    ...(lasting ? ["Strong and lasting: two tests a day or more apart were strong"] : []),
    "A rating of 0 is even with medium questions, 1 with hard ones; only first tries count",
    `The answers lie in ${plain(path)}`,
  ];
  return `${table({ columns, rows, width, title: style.bold })}\n${told.map((line) => wrapped(line, width)).join("")}`;
}

/** Which lines of a file could not be read, and what becomes of them. */
export function unreadText(path: string, unread: readonly UnreadLine[]): string {
  const lines = unread.slice(0, NAMED).map(({ line, why }) => `  line ${line}: ${plain(why)}\n`);
  const more = unread.length > NAMED ? `  and ${unread.length - NAMED} more\n` : "";
  const count = unread.length === 1 ? "One line" : `${unread.length} lines`;
  return `warning: ${count} of ${JSON.stringify(path)} could not be read and stay as they are:\n${lines.join("")}${more}`;
}
