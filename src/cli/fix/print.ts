import { mapTexts } from "../../base/index.ts";
import type { Need } from "../../remedy/index.ts";
import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import { plain } from "../print/plain.ts";
import { wrapped } from "../print/wrapped.ts";
import type { FixOptions } from "./options.ts";
import type { FixReport } from "./report.ts";

type Terminal = Pick<Io, "style" | "width" | "program"> & {
  /** A question follows. */
  readonly asks?: boolean;
};
type FixLine = FixReport["fixes"][number];
type Labelled = (label: string, text: string) => string;

const INDENT = 10;

export async function printedFix(report: FixReport, output: FixOptions["output"], terminal: Terminal): Promise<string> {
  if (output !== "text") return printedData(report, output);
  const { fixes, notSeen, files } = mapTexts(report, plain);
  const blocks = fixes.map((fix) => block(fix, terminal, files !== undefined));
  const unseen = notSeen.map((what) => wrapped(`Not seen: ${what}`, terminal.width));
  return [
    ...(blocks.length === 0 ? ["Nothing is seen to be wrong\n"] : blocks),
    ...(files ?? []).map(fileBlock),
    ...unseen,
  ].join("\n");
}

function fileBlock({ path, diff, refused, written }: NonNullable<FixReport["files"]>[number]): string {
  const lines = [
    ...(diff.length === 0 ? [] : [`--- ${path}`, `+++ ${path}`, ...diff]),
    ...refused.map(({ object, line, column, why }) => `${path}:${line}:${column}: ${object} is left as it is: ${why}`),
    ...(diff.length === 0
      ? []
      : ["", written ? `${path} is written` : `${path} was not changed: the same with --write does it`]),
  ];
  return `${lines.join("\n")}\n`;
}

function block(fix: FixLine, { style, width, program, asks = false }: Terminal, inFiles: boolean): string {
  const labelled: Labelled = (label, text) => {
    const [first = "", ...rest] = wrapped(text, width - INDENT)
      .trimEnd()
      .split("\n");
    return [`  ${style.bold(label.padEnd(7))} ${first}`, ...rest.map((line) => `${" ".repeat(INDENT)}${line}`)].join(
      "\n",
    );
  };
  const { none, proof, next, outcome } = fix;
  const found = fix.found === "" ? [] : [wrapped(fix.found, width, "  ").trimEnd()];
  const lines = [
    ...(fix.pods.length === 0 ? [] : [style.bold(fix.pods.join(", "))]),
    `  ${style.bold(fix.cause)}`,
    ...found,
    "",
    labelled("fix", fix.summary),
    ...fix.changes.flatMap((change) => changeLines(change, labelled)),
    ...(none === undefined ? [] : [labelled("", none)]),
    ...fix.needs.flatMap((need) => needLines(need, labelled)),
    ...(proof === undefined ? [] : [labelled("proof", proof.text)]),
    ...(next === "" ? [] : [labelled("next", next)]),
    ...(outcome === undefined ? [] : [labelled(outcome.result, outcome.text)]),
    ...(outcome?.still ?? []).map(({ cause, found: now }) => labelled("now", `${cause}: ${now}`)),
  ];
  const isOpen = !asks && !inFiles && outcome === undefined && fix.changes.length > 0;
  const hint = isOpen ? `\nNothing was changed: the same with --apply --yes does it (${program} fix)\n` : "";
  return `${lines.join("\n")}\n${hint}`;
}

function changeLines(change: FixLine["changes"][number], labelled: Labelled): string[] {
  const { kind, object, reason, risk, diff, managed } = change;
  return [
    labelled("", `${kind} ${object}: ${reason}`),
    ...diff.map((line) => `${" ".repeat(INDENT + 2)}${line}`),
    labelled("risk", risk),
    ...(managed === undefined ? [] : [labelled("owner", managed)]),
  ];
}

function needLines(need: Need, labelled: Labelled): string[] {
  switch (need.kind) {
    case "login":
      return [
        labelled("needs", `--username NAME --password-stdin, --from-docker, or --from-file FILE, for ${need.host}`),
      ];
    case "secret":
      return [labelled("needs", `--secret with one of them: ${need.candidates.join(", ")}`)];
    default:
      return [labelled("needs", "--to IMAGE"), ...need.candidates.map((image) => `${" ".repeat(INDENT)}--to ${image}`)];
  }
}
