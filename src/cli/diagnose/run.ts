import { failed, ok, type Outcome } from "../../base/index.ts";
import type { NamedObject } from "../../cluster/index.ts";
import { DEFAULT_MINOR } from "../../kinds/index.ts";
import type { Source } from "../../node/index.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { gatherSources } from "../sources.ts";
import { type DiagnoseOptions, twoPlaces } from "./options.ts";
import { printedDiagnosis, printedExchange } from "./print.ts";
import { readPastes } from "./read-pastes.ts";
import { type DiagnoseQuestion, type DiagnoseReport, diagnoseReport, isThere } from "./report.ts";

export { diagnoseOptions } from "./options.ts";

export async function runDiagnose(options: DiagnoseOptions, io: Io): Promise<ExitCode> {
  if (options.watch) {
    const { followCluster } = await import("./follow-cluster.ts");
    return followCluster(options, io);
  }
  const question = await gather(options, io);
  if (!question.ok) return refuse(io, question.fault, exitOf(question.fault));
  const report = diagnoseReport(question.value, { verbose: io.talk === "verbose" });
  await io.out.write(await printedDiagnosis(report, options.output, io));
  if (report.exchanged !== undefined && options.output === "text")
    await io.err.write(printedExchange(report.exchanged));
  return exitFor(report);
}

/** Where nobody who counts was answered, nothing is known. */
function exitFor({ verdicts, images }: DiagnoseReport): ExitCode {
  if (verdicts.length > 0) return EXIT.problems;
  return images?.every(isThere) === false ? EXIT.unreachable : EXIT.ok;
}

/** Texts that were named or piped in, else the cluster, for which more has to be loaded. */
async function gather(options: DiagnoseOptions, io: Io): Promise<Outcome<DiagnoseQuestion, Fault>> {
  const { where, filenames, wantsCluster, cluster } = options;
  if (where === "images") {
    const { gatherImages } = await import("./gather-images.ts");
    return gatherImages(options, io);
  }
  const sources = where === "cluster" ? ok([]) : await gatherSources(filenames, io.in);
  if (!sources.ok) return sources;
  if (sources.value.length === 0) {
    const { gatherCluster } = await import("./gather-cluster.ts");
    return gatherCluster({ ...options, ...cluster }, io);
  }
  const objects = filenames.length === 0 ? undefined : await targetsIn(sources.value);
  if (objects !== undefined) {
    const { gatherCluster } = await import("./gather-cluster.ts");
    return gatherCluster({ ...options, ...cluster, target: { ...cluster.target, objects } }, io);
  }
  return wantsCluster ? failed(twoPlaces()) : readTexts(sources.value, options);
}

async function targetsIn(sources: readonly Source[]): Promise<readonly NamedObject[] | undefined> {
  if (!sources.some(({ text }) => text.includes("apiVersion"))) return undefined;
  const { manifestTargets } = await import("./manifest-targets.ts");
  return manifestTargets(sources);
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
