import type { CredentialRow } from "../../credentials/index.ts";
import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import { markdownTable } from "../print/markdown.ts";
import { plain } from "../print/plain.ts";
import type { Column } from "../print/columns.ts";
import { table } from "../print/table.ts";
import { wrapped } from "../print/wrapped.ts";
import type { CredentialsReport } from "./report.ts";

export type CredentialsFormat = "text" | "wide" | "json" | "yaml" | "md";

interface ReportColumn extends Column {
  readonly wide?: true;
  readonly of: (row: CredentialRow) => string;
}

const NOTHING = "-";

const COLUMNS: readonly ReportColumn[] = [
  { title: "ORDER", of: ({ order }) => (order === undefined ? NOTHING : String(order)) },
  { title: "SECRET", shrinksTo: 14, of: ({ secret }) => secret ?? NOTHING },
  { title: "KEY", shrinksTo: 18, of: ({ key }) => key ?? NOTHING },
  { title: "USER", of: ({ username }) => username || NOTHING },
  { title: "LOOKED UP AS", wide: true, of: ({ lookupKey }) => lookupKey ?? NOTHING },
  { title: "CODE", wide: true, of: ({ verdict }) => verdict.code },
];

type Terminal = Pick<Io, "style" | "width">;

export function printedCredentials(
  report: CredentialsReport,
  format: CredentialsFormat,
  terminal: Terminal,
): string | Promise<string> {
  if (format === "json" || format === "yaml") return printedData(report, format);
  if (format === "md") return markdown(report);
  return text(report, format === "wide", terminal);
}

function text(report: CredentialsReport, wide: boolean, { style, width }: Terminal): string {
  const columns = COLUMNS.filter((column) => wide || !column.wide);
  const rows = report.rows.map((row) => columns.map((column) => plain(column.of(row))));
  const notes = report.rows.map(({ sentence }) => plain(sentence));
  return [
    wrapped(plain(headline(report)), width),
    "\n",
    table({ columns, rows, notes, width, title: style.dim }),
    "\n",
    wrapped(style.bold(plain(conclusion(report))), width),
  ].join("");
}

function markdown(report: CredentialsReport): string {
  const columns = COLUMNS.filter((column) => !column.wide);
  const rows = report.rows.map((row) => [...columns.map((column) => column.of(row)), row.sentence].map(plain));
  const titles = [...columns.map(({ title }) => title.charAt(0) + title.slice(1).toLowerCase()), "Verdict"];
  return `${headline(report)}\n\n${markdownTable(titles, rows)}\n${conclusion(report)}\n`;
}

function headline({ image, repository, kubelet, namespace }: CredentialsReport): string {
  return `${image} is looked up as ${repository}, for a pod in namespace ${namespace}, by a kubelet ${kubelet}`;
}

/** What the kubelet does with all this. */
function conclusion({ rows, tried }: Pick<CredentialsReport, "rows" | "tried">): string {
  const broken = rows.find(({ verdict }) => verdict.code === "CREDENTIALS_UNDECODABLE");
  if (broken !== undefined) return `No pull is possible while secret ${broken.secret ?? ""} does not decode`;
  if (tried === 0) return "No login is offered: the registry is asked anonymously";
  if (tried === 1) return "One login is offered; the registry is not asked anonymously after it";
  return `${tried} logins are offered one after the other; the registry is not asked anonymously after them`;
}
