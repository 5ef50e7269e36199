import { ok, type Outcome } from "../../../base/index.ts";
import {
  type Attempt,
  nextScenarios,
  recommendedOrder,
  reviewCards,
  type Scenario,
  type Skill,
  skillShares,
  solvedScenarios,
  startedScenarios,
} from "../../../lessons/index.ts";
import type { Typed } from "../../entry.ts";
import { EXIT, type ExitCode } from "../../exit.ts";
import type { Fault } from "../../fault.ts";
import type { Io } from "../../io.ts";
import { printedData } from "../../print/data.ts";
import { markOf } from "../../print/status-mark.ts";
import { table } from "../../print/table.ts";
import { wrapped } from "../../print/wrapped.ts";
import { bookFor } from "../practice/book-for.ts";

export interface ListOptions {
  readonly output: "text" | "name" | "json" | "yaml";
  readonly skill?: Skill;
}

export interface ListReport {
  readonly schema: "pullwhy.learn-list/v1";
  readonly next?: string;
  readonly scenarios: readonly ListRow[];
}

interface ListRow extends Pick<Scenario, "title" | "objective" | "level" | "skills"> {
  readonly id: string;
  readonly state: State;
}

/** Due: repaired, and a skill of it is to be reviewed. */
type State = "new" | "started" | "due" | "solved";

export function listOptions({ flags }: Typed<ListOptions>): Outcome<ListOptions, Fault> {
  return ok(flags);
}

export async function runList({ output, skill }: ListOptions, io: Io): Promise<ExitCode> {
  const { attempts } = await bookFor(io);
  const report = listReport(attempts, { now: io.now(), ...(skill === undefined ? {} : { skill }) });
  if (output === "name") await io.out.write(report.scenarios.map(({ id }) => `${id}\n`).join(""));
  else await io.out.write(output === "text" ? listText(report, io) : await printedData(report, output));
  return EXIT.ok;
}

function listReport(
  attempts: readonly Attempt[],
  { now, skill }: { readonly now: number; readonly skill?: Skill },
): ListReport {
  const [solved, started] = [solvedScenarios(attempts), startedScenarios(attempts)];
  const due = new Set(reviewCards(attempts).flatMap((card) => (card.due <= now ? [card.skill] : [])));
  const stateOf = ({ id, skills }: Scenario): State => {
    if (!solved.has(id)) return started.has(id) ? "started" : "new";
    return skills.some((each) => due.has(each)) ? "due" : "solved";
  };
  const [next] = nextScenarios({ solved, shares: skillShares(attempts) });
  const scenarios = recommendedOrder()
    .filter(({ skills }) => skill === undefined || skills.includes(skill))
    .map((scenario) => {
      const { id, title, objective, level, skills } = scenario;
      return { id, title, objective, level, skills, state: stateOf(scenario) };
    });
  return { schema: "pullwhy.learn-list/v1", ...(next === undefined ? {} : { next: next.id }), scenarios };
}

const MARKS = { new: "unknown", started: "busy", due: "waiting", solved: "good" } as const;

function listText({ scenarios, next }: ListReport, { width, style }: Pick<Io, "width" | "style">): string {
  const rows = scenarios.map(({ id, title, level, skills, state }) => [
    id === next ? style.bold(id) : id,
    level,
    skills.join(" "),
    state === "new" ? "" : style.paint(MARKS[state], `${markOf(MARKS[state], style)} ${state}`),
    title,
  ]);
  const columns = [
    { title: "SCENARIO" },
    { title: "LEVEL" },
    { title: "SKILLS" },
    { title: "STATE" },
    { title: "TITLE", shrinksTo: 12, falls: true },
  ] as const;
  const advice = next === undefined ? "All are repaired." : `Best met next: \`pullwhy learn fix ${next}\``;
  return `${table({ columns, rows, width, title: style.bold })}\n${wrapped(advice, width)}`;
}
