import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import type { TraceFormat } from "./options.ts";
import { markdownReport } from "./print-markdown.ts";
import { textReport } from "./print-text.ts";
import type { TraceReport } from "./report.ts";

/** Prints the report in one of the formats; `jsonl` is the log itself, one entry a line. */
export async function printTrace(report: TraceReport, format: TraceFormat, io: Io): Promise<void> {
  switch (format) {
    case "jsonl":
      for (const entry of report.entries) await io.out.write(`${JSON.stringify(entry)}\n`);
      return;
    case "json":
    case "yaml":
      return io.out.write(await printedData(report, format));
    case "md":
      return io.out.write(markdownReport(report));
    case "text":
    case "wide":
      return io.out.write(textReport(report, { wide: format === "wide", style: io.style, width: io.width }));
  }
}
