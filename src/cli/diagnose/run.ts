import { failed, ok, type Outcome } from "../../base/index.ts";
import { DEFAULT_MINOR } from "../../kinds/index.ts";
import type { Source } from "../../node/index.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { gatherSources } from "../sources.ts";
import type { DiagnoseOptions } from "./options.ts";
import { printedDiagnosis } from "./print.ts";
import { readPastes } from "./read-pastes.ts";
import { type DiagnoseQuestion, diagnoseReport } from "./report.ts";

export { diagnoseOptions } from "./options.ts";

export async function runDiagnose(options: DiagnoseOptions, io: Io): Promise<ExitCode> {
  const question = await gather(options, io);
  if (!question.ok) return refuse(io, question.fault, exitOf(question.fault));
  const report = diagnoseReport(question.value);
  await io.out.write(await printedDiagnosis(report, options.output, io));
  return report.verdicts.length === 0 ? EXIT.ok : EXIT.problems;
}

/** Texts that were named or piped in, else the cluster, for which more has to be loaded. */
async function gather(options: DiagnoseOptions, io: Io): Promise<Outcome<DiagnoseQuestion, Fault>> {
  const { where, filenames, kubelet } = options;
  const sources = where === "cluster" ? ok([]) : await gatherSources(filenames, io.in);
  if (!sources.ok) return sources;
  if (sources.value.length === 0) {
    const { gatherCluster } = await import("./gather-cluster.ts");
    return gatherCluster({ ...options.cluster, kubelet }, io);
  }
  return readTexts(sources.value, options);
}

async function readTexts(
  sources: readonly Source[],
  { kubelet = DEFAULT_MINOR }: DiagnoseOptions,
): Promise<Outcome<DiagnoseQuestion, Fault>> {
  const source = sources.map(({ name }) => name).join(", ");
  if (sources.every(({ text }) => text.trim() === "")) return failed(nothingIn(source));
  const snapshot = await readPastes(sources);
  return snapshot.ok ? ok({ source, kubelet, snapshot: snapshot.value }) : snapshot;
}

function nothingIn(source: string): Fault {
  return cliFault("CLI_USAGE", `Nothing to diagnose: ${source} is empty`, "Try kubectl describe pod NAME | pullwhy");
}

function exitOf({ code }: Fault): ExitCode {
  return code.startsWith("CLUSTER_") ? EXIT.unreachable : EXIT.usage;
}
