import { plain } from "../print/plain.ts";
import { shortDuration } from "../print/short-duration.ts";
import { table } from "../print/table.ts";
import { wrapped } from "../print/wrapped.ts";
import { eventsOf, laddersOf, type ShownEvent } from "../../lessons/index.ts";
import { ladderLegend, ladderText } from "./ladder-text.ts";
import type { TraceReport } from "./report.ts";
import { instantText, stepsTable, type TextLayout } from "./steps-table.ts";
import { trackerTable } from "./tracker-table.ts";

/** The report for a person: process table and tracker; wide adds ladders and events; with a step, why it came. */
export function textReport(report: TraceReport, layout: TextLayout): string {
  if (report.why !== undefined) return whyText(report, report.why, layout);
  const parts = [
    heading(report, layout),
    stepsTable(report.steps, layout),
    trackerTable(report.steps, report.trackers, layout),
  ];
  if (layout.wide) parts.push(laddersText(report, layout), eventsText(report, layout));
  return parts.filter((part) => part !== "").join("\n");
}

function heading(report: TraceReport, { style, width }: TextLayout): string {
  return wrapped(style.bold(plain(report.title)), width) + wrapped(style.dim(plain(conditions(report))), width);
}

/** What decides every byte of the trace. */
export function conditions({ world, kubelet, runtime, seed, for: length }: TraceReport): string {
  return `${world}, kubelet ${kubelet}, ${runtime}, seed ${seed}, ${shortDuration(length)} on a virtual clock`;
}

function laddersText(report: TraceReport, { style, width }: TextLayout): string {
  const ladders = laddersOf(report.entries, report.for);
  if (ladders.length === 0) return "";
  const drawn = ladders.map((ladder) => {
    const name = style.bold(plain(`${ladder.pod} ${ladder.container}`));
    return `${name}\n${ladderText(ladder, { for: report.for, width, style })}`;
  });
  return [...drawn, ladderLegend(style)].join("\n");
}

function eventsText({ entries }: TraceReport, { style, width }: TextLayout): string {
  const events = eventsOf(entries);
  if (events.length === 0) return "";
  const columns = [
    { title: "LAST", align: "right" },
    { title: "TYPE" },
    { title: "REASON" },
    { title: "EVENT", shrinksTo: 36, falls: true },
  ] as const;
  const rows = events.map((event) => [
    instantText(event.last),
    event.type,
    plain(event.reason),
    plain(eventText(event)),
  ]);
  return table({ columns, rows, width, title: style.dim });
}

function eventText({ message, count, first, last }: ShownEvent): string {
  return count > 1 ? `${message} (x${count} over ${shortDuration(Math.round((last - first) / 1000) * 1000)})` : message;
}

function whyText(report: TraceReport, why: NonNullable<TraceReport["why"]>, { style, width }: TextLayout): string {
  const step = report.steps.find(({ id }) => id === why.step);
  const title = `Why step ${why.step} (${step === undefined ? "" : step.action}), from effect to cause`;
  const columns = [
    { title: "ENTRY", align: "right" },
    { title: "TIME", align: "right" },
    { title: "WHAT", shrinksTo: 30 },
  ] as const;
  const rows = why.links.map(({ seq, t, text }) => [String(seq), instantText(t), plain(text)]);
  return `${wrapped(style.bold(plain(title)), width)}\n${table({ columns, rows, width, title: style.dim })}`;
}
