import { ok, type Outcome } from "../../base/index.ts";
import type { Minor, World } from "../../kinds/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { printedData } from "../print/data.ts";
import { shortDuration } from "../print/short-duration.ts";
import { table } from "../print/table.ts";
import { readWorldFile } from "./read-world-file.ts";
import { worldFile, worldNames } from "./shipped.ts";

export interface WorldsOptions {
  readonly output: "text" | "name" | "json" | "yaml";
}

export interface WorldsReport {
  readonly schema: "pullwhy.worlds/v1";
  readonly worlds: readonly WorldRow[];
}

interface WorldRow {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly kubelet: Minor;
  /** Virtual milliseconds. */
  readonly for: number;
}

export function worldsOptions({ flags }: Typed<WorldsOptions>): Outcome<WorldsOptions, Fault> {
  return ok(flags);
}

export async function runWorlds({ output }: WorldsOptions, io: Io): Promise<ExitCode> {
  const rows: WorldRow[] = [];
  for (const name of worldNames()) {
    const world = await readWorldFile(worldFile(name), name);
    if (!world.ok) return refuse(io, world.fault);
    rows.push(rowOf(world.value));
  }
  await io.out.write(await printed({ schema: "pullwhy.worlds/v1", worlds: rows }, output, io));
  return EXIT.ok;
}

function rowOf({ name, title, about = "", kubelet, for: length }: World): WorldRow {
  return { name, title, about, kubelet, for: length };
}

function printed(report: WorldsReport, output: WorldsOptions["output"], io: Io): string | Promise<string> {
  if (output === "json" || output === "yaml") return printedData(report, output);
  if (output === "name") return report.worlds.map(({ name }) => `world/${name}\n`).join("");
  const rows = report.worlds.map(({ name, title, kubelet, for: length }) => [
    name,
    kubelet,
    shortDuration(length),
    title,
  ]);
  const columns = [{ title: "NAME" }, { title: "KUBELET" }, { title: "FOR" }, { title: "TITLE", shrinksTo: 24 }];
  return table({ columns, rows, width: io.width, title: io.style.dim });
}
