import { mapTexts } from "../../base/index.ts";
import { verdictMarkdown, verdictText } from "../../diagnosis/index.ts";
import type { Lines } from "../../kinds/index.ts";
import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import { plain } from "../print/plain.ts";
import { wrapped } from "../print/wrapped.ts";
import type { DiagnoseOptions } from "./options.ts";
import type { DiagnoseReport } from "./report.ts";

const MOST_LINES = 25;
const MOST_NAMES = 5;

type Terminal = Pick<Io, "style" | "width" | "talk">;

export function printedDiagnosis(
  report: DiagnoseReport,
  output: DiagnoseOptions["output"],
  terminal: Terminal,
): string | Promise<string> {
  if (output === "json" || output === "yaml") return printedData(report, output);
  const safe = mapTexts(report, plain);
  return output === "md" ? markdown(safe) : text(safe, terminal);
}

function text(report: DiagnoseReport, { style, width, talk }: Terminal): string {
  const { verdicts } = report;
  const maxLines = talk === "verbose" ? Infinity : MOST_LINES;
  const blocks = verdicts.length === 0 ? [] : [`${verdictText(verdicts, { style, width, maxLines })}\n`];
  const notes = notesOf(report);
  return [...blocks, ...notes.map((note) => style.dim(wrapped(note, width)))].join("\n");
}

function markdown(report: DiagnoseReport): string {
  const notes = notesOf(report);
  const blocks = report.verdicts.length === 0 ? [] : [verdictMarkdown(report.verdicts)];
  return [...blocks, ...notes.map((note) => `${note}\n`)].join("\n");
}

/** What goes with the verdicts: what is well, what was not seen, what was not understood. */
function notesOf(report: DiagnoseReport): readonly string[] {
  const notSeen = report.notSeen.map((what) => `Not seen: ${what}`);
  return [wellSentence(report), ...notSeen, strangeSentence(report)].filter((sentence) => sentence !== "");
}

/** What is said of pods that are well; of a single pod with a verdict there is nothing more to say. */
function wellSentence({ verdicts, well, origin }: DiagnoseReport): string {
  if (well.length === 0 && verdicts.length > 0) return "";
  if (well.length === 0) return origin === "cluster" ? "No pods were found" : "Nothing is wrong with what was read";
  const names = well.slice(0, MOST_NAMES).join(", ");
  const rest = well.length > MOST_NAMES ? ` and ${well.length - MOST_NAMES} more` : "";
  return `Nothing is seen to be wrong with ${names}${rest}`;
}

function strangeSentence({ notUnderstood }: DiagnoseReport): string {
  if (notUnderstood.length === 0) return "";
  const count = notUnderstood.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  const places = notUnderstood.slice(0, MOST_NAMES).map(placeOf).join(", ");
  const rest = notUnderstood.length > MOST_NAMES ? ", …" : "";
  return `${count} ${count === 1 ? "line was" : "lines were"} not understood: ${places}${rest}`;
}

function placeOf({ from, to, source }: Lines): string {
  const range = from === to ? `${from}` : `${from}-${to}`;
  return source === undefined ? range : `${source}:${range}`;
}
