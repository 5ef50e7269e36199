import { markdownTable } from "../print/markdown.ts";
import { plain } from "../print/plain.ts";
import { conditions } from "./print-text.ts";
import type { TraceReport } from "./report.ts";
import { happening, instantText, subjectText } from "./steps-table.ts";
import { trackerRows } from "./tracker-table.ts";

/** The report for a ticket: process table and tracker, or the chain of causes, as Markdown. */
export function markdownReport(report: TraceReport): string {
  const heading = `**${plain(report.title)}**\n\n${plain(conditions(report))}\n\n`;
  return heading + (report.why === undefined ? tables(report) : whyTable(report.why));
}

function tables({ steps, trackers }: TraceReport): string {
  const rows = steps.map((step) =>
    [step.id, instantText(step.t), step.status ?? "", subjectText(step), happening(step), step.notes].map(plain),
  );
  const tracked = trackerRows(steps, trackers).map(({ step, values }) => [step, ...values].map(plain));
  return [
    markdownTable(["Step", "Time", "Pod status", "Pod", "What", "Notes"], rows),
    markdownTable(["After step", ...trackers.map(({ variable }) => variable)], tracked),
  ].join("\n");
}

function whyTable({ links }: NonNullable<TraceReport["why"]>): string {
  return markdownTable(
    ["Entry", "Time", "What"],
    links.map(({ seq, t, text }) => [String(seq), instantText(t), plain(text)]),
  );
}
