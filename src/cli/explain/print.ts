import { causeTable, explanationList, explanationMarkdown, explanationText } from "../../diagnosis/index.ts";
import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import type { ExplainOptions, ExplainReport } from "./run.ts";

/** The report in the wanted format. One cause that was asked for is told whole, several are listed. */
export function printedExplanations(
  report: ExplainReport,
  { cause, output }: ExplainOptions,
  { style, width }: Pick<Io, "style" | "width">,
): string | Promise<string> {
  const { causes } = report;
  const asked = causes.find(({ id }) => id === cause);
  switch (output) {
    case "json":
    case "yaml":
      return printedData(report, output);
    case "name":
      return causes.map(({ id }) => `${id}\n`).join("");
    case "md":
      return asked === undefined ? causeTable(causes) : explanationMarkdown(asked);
    case "text":
      return `${asked === undefined ? explanationList(causes, { style }) : explanationText(asked, { style, width })}\n`;
  }
}
