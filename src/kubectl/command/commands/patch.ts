import { failed, ok, type Outcome, textAt } from "../../../base/index.ts";
import { combined, type Failure, saying } from "../failure.ts";
import type { Session } from "../session.ts";
import { displayName, fetchTargets, readTargets } from "../targets.ts";
import { dryRunNote, isPatchType, sendPatch, writeQuery } from "./write.ts";

/** `kubectl patch pod web -p PATCH`; the patch may be YAML. */
export async function patch(session: Session): Promise<Failure | undefined> {
  const type = session.flags.text("type") ?? "strategic";
  if (!isPatchType(type)) return saying(`--type must be one of [json merge strategic], not ${JSON.stringify(type)}`);
  const body = await readPatch(session);
  if (!body.ok) return body.fault;
  const targets = readTargets(session);
  if (!targets.ok) return targets.fault;
  const found = await fetchTargets(session, targets.value.places);
  if (!found.ok) return found.fault;
  const failures: Failure[] = [];
  for (const { place, object } of found.value) {
    const query = writeQuery(session, "kubectl-patch", false);
    const answer = await sendPatch(session, { place, type, patch: body.value, query });
    if (!answer.ok) {
      failures.push(answer.fault);
      continue;
    }
    const version = (of: unknown): string | undefined => textAt(of, "metadata", "resourceVersion");
    const note = version(object) === version(answer.value) ? " (no change)" : "";
    session.print(`${displayName(place)} patched${note}${dryRunNote(session)}\n`);
  }
  return combined(failures);
}

async function readPatch(session: Session): Promise<Outcome<unknown, Failure>> {
  const path = session.flags.text("patch-file");
  const text = path === undefined ? session.flags.text("patch") : await session.readFile(path);
  if (text === undefined)
    return failed(saying("must specify --patch or --patch-file containing the contents of the patch"));
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text, { logLevel: "silent" });
  const [problem] = document.errors;
  if (problem !== undefined)
    return failed(saying(`unable to parse ${JSON.stringify(text)}: ${problem.message.split("\n")[0] ?? ""}`));
  return ok(document.toJS() as unknown);
}
