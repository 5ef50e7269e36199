import { mapTexts } from "../../base/index.ts";
import { pullSentence, verdictMarkdown, verdictText } from "../../diagnosis/index.ts";
import type { Lines } from "../../kinds/index.ts";
import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import { type JsonpathTemplate, loadJsonpath } from "../../kubectl/jsonpath/index.ts";
import { plain } from "../print/plain.ts";
import { wrapped } from "../print/wrapped.ts";
import type { DiagnoseOptions } from "./options.ts";
import { type DiagnoseReport, type ExchangeLine, isThere } from "./report.ts";

const MOST_LINES = 25;
/** So many causes are shown whole, each of more in fewer lines: -v shows all. */
const FEW = 3;
const LINES_OF_MANY = 13;
const MOST_NAMES = 5;

type Terminal = Pick<Io, "style" | "width" | "talk">;

export function printedDiagnosis(
  report: DiagnoseReport,
  output: DiagnoseOptions["output"],
  terminal: Terminal,
): string | Promise<string> {
  if (output === "json" || output === "yaml") return printedData(report, output);
  const safe = mapTexts(report, plain);
  if (typeof output !== "string") return byTemplate(output, safe);
  switch (output) {
    case "md":
      return markdown(safe);
    case "name":
      return names(safe);
    case "wide":
      return wide(safe, terminal);
    default:
      return text(safe, terminal);
  }
}

async function byTemplate(template: JsonpathTemplate, report: DiagnoseReport): Promise<string> {
  const { printedJsonpath } = await loadJsonpath();
  return printedJsonpath(template, report);
}

async function wide(report: DiagnoseReport, { style }: Terminal): Promise<string> {
  const { podTable } = await import("./pod-table.ts");
  const notes = notesOf(report).map((note) => `${note}\n`);
  return [podTable(report.verdicts, style), ...notes].filter((part) => part !== "").join("\n");
}

/** As kubectl names them: `pod/web`. */
function names({ verdicts, images = [] }: DiagnoseReport): string {
  const pods = verdicts.flatMap((verdict) => verdict.pods.map((pod) => `pod/${pod.slice(pod.indexOf("/") + 1)}`));
  const failing = images.filter(({ image }) => verdicts.some((verdict) => verdict.image === image));
  return [...new Set([...pods, ...failing.map(({ image }) => `image/${image}`)])].map((name) => `${name}\n`).join("");
}

/** `HEAD https://… as bearer, with the login of shop/regcred: 404 NAME_UNKNOWN, 12 ms`. */
export function printedExchange(lines: readonly ExchangeLine[]): string {
  return mapTexts(lines, plain)
    .map(({ method, url, as, secret, result, said, milliseconds }) => {
      const who = secret === undefined ? as : `${as}, of ${secret}`;
      const took = milliseconds === undefined ? "" : `, ${milliseconds} ms`;
      return `${method} ${url} (${who}): ${result}${said ? ` ${said}` : ""}${took}\n`;
    })
    .join("");
}

function text(report: DiagnoseReport, { style, width, talk }: Terminal): string {
  const { verdicts } = report;
  const most = verdicts.length > FEW ? LINES_OF_MANY : MOST_LINES;
  const maxLines = talk === "verbose" ? Infinity : most;
  const blocks = verdicts.length === 0 ? [] : [`${verdictText(verdicts, { style, width, maxLines })}\n`];
  const found = imagesThere(report).map((line) => wrapped(line, width));
  const notes = notesOf(report);
  return [...blocks, ...found, ...notes.map((note) => style.dim(wrapped(note, width)))].join("\n");
}

/** Of images without a verdict, who was shown them. */
function imagesThere({ images = [], verdicts }: DiagnoseReport): readonly string[] {
  const there = images.filter(({ image }) => !verdicts.some((verdict) => verdict.image === image));
  return there.flatMap((each) => [
    isThere(each) ? `image/${each.image} is there` : `Whether image/${each.image} is there is not known`,
    ...each.answers.map(({ text: said }) => said),
  ]);
}

function markdown(report: DiagnoseReport): string {
  const notes = notesOf(report);
  const blocks = report.verdicts.length === 0 ? [] : [verdictMarkdown(report.verdicts)];
  return [...blocks, ...notes.map((note) => `${note}\n`)].join("\n");
}

/** What goes with the verdicts: what is well, what was not seen, what was not understood. */
function notesOf(report: DiagnoseReport): readonly string[] {
  const notSeen = report.notSeen.map((what) => `Not seen: ${what}`);
  return [...report.pulling.map(pullSentence), wellSentence(report), ...notSeen, strangeSentence(report)].filter(
    (sentence) => sentence !== "",
  );
}

/** What is said of pods that are well; of a single pod with a verdict there is nothing more to say. */
function wellSentence({ verdicts, well, pulling, origin, images }: DiagnoseReport): string {
  if (well.length === 0 && verdicts.length + pulling.length > 0) return "";
  if (well.length === 0 && images !== undefined) return "";
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
