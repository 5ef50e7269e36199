import type { Gathered } from "../../cluster/index.ts";
import { isPod } from "../../cluster/index.ts";
import { verdictText } from "../../diagnosis/index.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { type ClusterLook, lookIntoCluster } from "./gather-cluster.ts";
import type { DiagnoseOptions } from "./options.ts";
import { printedDiagnosis } from "./print.ts";
import { type DiagnoseReport, diagnoseReport } from "./report.ts";

/** Milliseconds between looks at pods and events. */
const EVERY = 2_000;
/** Looks in a row that may fail: an API server that restarts is waited for. */
const MOST_FAULTS = 5;
/** What waiting does not change. */
const FINAL: ReadonlySet<string> = new Set(["CLUSTER_UNAUTHORIZED", "CLUSTER_FORBIDDEN", "CLUSTER_NOT_FOUND"]);
const WELL: ReadonlySet<string> = new Set(["Running", "Succeeded"]);

/** Looks again and again; says it anew when something has changed, and ends when all pods run. */
export async function followCluster(options: DiagnoseOptions, io: Io): Promise<ExitCode> {
  const look = await lookIntoCluster({ ...options, ...options.cluster }, io);
  if (!look.ok) return refuse(io, look.fault, EXIT.unreachable);
  try {
    return await follow(look.value, options, io);
  } catch (error) {
    if (io.signal.aborted) return EXIT.interrupted;
    throw error;
  }
}

async function follow(look: ClusterLook, options: DiagnoseOptions, io: Io): Promise<ExitCode> {
  let [before, told, faults] = ["", "", 0];
  while (!io.signal.aborted) {
    const seen = await look.seen();
    if (io.signal.aborted) break;
    if (seen.ok) {
      faults = 0;
      const state = stateOf(seen.value);
      if (state !== before) {
        const report = diagnoseReport(await look.proven(seen.value), { verbose: false });
        // Ages and attempts alone are no news.
        const news = JSON.stringify([
          report.verdicts.map(({ cause, pods, variant }) => [cause, pods, variant]),
          report.well,
        ]);
        if (news !== told) {
          await io.out.write(`${told === "" ? "" : "\n"}${await printedDiagnosis(report, options.output, io)}`);
        } else if (report.verdicts.length > 0) await io.out.write(headlines(report, io));
        [before, told] = [state, news];
        if (report.verdicts.length === 0 && allRun(seen.value)) return EXIT.ok;
      }
    } else if ((faults += 1) === MOST_FAULTS || before === "" || FINAL.has(seen.fault.code))
      return refuse(io, seen.fault, EXIT.unreachable);
    await io.sleep(EVERY, io.signal);
  }
  return EXIT.interrupted;
}

/** A line each, where only the attempts have gone on. */
function headlines({ verdicts }: DiagnoseReport, { style }: Io): string {
  const lines = verdictText(verdicts, { style, maxLines: 1 }).split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => `${line}\n`)
    .join("");
}

/** What makes it worth to look closer again. */
function stateOf({ objects }: Gathered): string {
  const parts = objects.map((object) => {
    if (!isPod(object)) return [object.metadata.uid, (object as { readonly count?: number }).count];
    const { metadata, spec, status } = object;
    const { phase, containerStatuses, initContainerStatuses } = status ?? {};
    const images = spec.containers.map(({ image }) => image);
    return [metadata.uid, spec.imagePullSecrets, images, phase, containerStatuses, initContainerStatuses];
  });
  return JSON.stringify(parts);
}

function allRun({ objects }: Gathered): boolean {
  const pods = objects.filter(isPod);
  return pods.length > 0 && pods.every(({ status }) => WELL.has(status?.phase ?? ""));
}
