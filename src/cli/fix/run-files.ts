import { failed, ok, type Outcome } from "../../base/index.ts";
import { rewriteFile, type Source } from "../../node/index.ts";
import { type EditedManifest, editManifest, type ManifestEdit } from "../../remedy/index.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import type { GivenChoices } from "./choices.ts";
import type { Fix } from "./gather.ts";
import { type FoundInFiles, gatherFilesFixes } from "./gather-files.ts";
import type { FixOptions } from "./options.ts";
import { printedFix } from "./print.ts";
import { type FileLine, type FixReport, fixReport } from "./report.ts";
import { exitOf } from "./run.ts";

/** The change as a diff of files, and on request in them; the cluster is left as it is. */
export async function runFixFiles(options: FixOptions, io: Io, choices: GivenChoices): Promise<ExitCode> {
  const found = await gatherFilesFixes({ options, io, choices });
  if (!found.ok) return refuse(io, found.fault, exitOf(found.fault));
  const files = inFiles(found.value, options.write);
  if (!files.ok) return refuse(io, files.fault);
  const report = reportOf(found.value, files.value);
  await io.out.write(await printedFix(report, options.output, io));
  return io.signal.aborted ? EXIT.interrupted : endOf(report);
}

function inFiles({ sources, fixes }: FoundInFiles, write: boolean): Outcome<readonly FileLine[], Fault> {
  const wanted = fixes.flatMap(editsOf);
  const edited = sources.map((source) => ({ source, edit: editManifest(source.text, wanted) }));
  const files: FileLine[] = [];
  for (const { source, edit } of edited) {
    if (edit.changed.length + edit.refused.length === 0) continue;
    const isWritten = write && edit.changed.length > 0;
    const written = isWritten ? rewriteFile(source.name, { from: source.text, to: edit.text }) : ok(undefined);
    if (!written.ok) return failed({ ...written.fault, ...whatStands(files) });
    files.push(lineOf(source, edit, isWritten));
  }
  return ok(files);
}

function whatStands(files: readonly FileLine[]): Pick<Fault, "hint"> {
  const written = files.filter((file) => file.written).map(({ path }) => path);
  return { hint: written.length === 0 ? "No file was changed" : `Changed before: ${written.join(", ")}` };
}

function lineOf({ name }: Source, { changed, refused, diff }: EditedManifest, written: boolean): FileLine {
  return { path: name, changed, refused, diff, written };
}

/** Every workload of the fix, in each way that the plan changes templates. */
function editsOf({ around, plan }: Fix): readonly ManifestEdit[] {
  const templates = plan.changes.flatMap(({ template }) => template ?? []);
  return around.workloads.flatMap(({ object: { kind, metadata } }) =>
    templates.map((edit) => ({
      kind,
      name: metadata.name ?? "",
      ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
      edit,
    })),
  );
}

/** What is not of the files stays in the plan: secrets are of the cluster. Pods follow the files when these are applied. */
function reportOf(found: FoundInFiles, files: readonly FileLine[]): FixReport {
  const fixes = found.fixes.map((fix): Fix => {
    const { plan } = fix;
    const changes = plan.changes.filter(({ object, template }) => template === undefined && object.kind === "Secret");
    const isMissed = files.length === 0 && plan.changes.some(({ template }) => template !== undefined);
    const next =
      changes.length > 0 ? "The secret is of the cluster: fix KIND/NAME --apply changes it there" : AFTERWARDS;
    const none = "Nothing in the files says so: what the cluster has is made of another text";
    return { ...fix, plan: { ...plan, changes, next: files.length === 0 ? "" : next, ...(isMissed && { none }) } };
  });
  return { ...fixReport({ ...found, fixes }, new Map()), files };
}

const AFTERWARDS = "New pods pull it once the files are applied";

function endOf({ fixes, files = [] }: FixReport): ExitCode {
  if (fixes.length === 0) return EXIT.ok;
  if (!files.some(({ written }) => written)) return EXIT.problems;
  const isWhole =
    files.every(({ refused }) => refused.length === 0) &&
    fixes.every(
      ({ changes, needs, none, proof }) => changes.length + needs.length === 0 && none === undefined && proof?.accepted,
    );
  return isWhole ? EXIT.ok : EXIT.unverified;
}
