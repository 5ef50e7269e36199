import { objectAt, textAt } from "../../../base/index.ts";
import { alignTabs, DESCRIBE_TABS, templateText } from "../../out/index.ts";
import { type Failure, saying } from "../failure.ts";
import type { Session } from "../session.ts";
import { displayName, type Found } from "../targets.ts";
import { hasRevisions, type Revision, revisionsOf } from "./revisions.ts";
import { groupKind, withEach } from "./rollout-targets.ts";

const CHANGE_CAUSE = "kubernetes.io/change-cause";

/** The revisions of a workload, or the pod template that one of them had. */
export async function rolloutHistory(session: Session): Promise<Failure | undefined> {
  const wanted = Number(session.flags.text("revision") ?? "0");
  if (session.args.length > 0 && wanted < 0) return saying(`revision must be a positive integer: ${wanted}`);
  return withEach(session, (target) => showHistory(session, target, wanted));
}

async function showHistory(session: Session, target: Found, wanted: number): Promise<Failure | undefined> {
  const { place } = target;
  if (!hasRevisions(place.type.kind)) {
    return saying(`no history viewer has been implemented for ${JSON.stringify(groupKind(place))}`);
  }
  const revisions = await revisionsOf(session, target);
  if (!revisions.ok) return revisions.fault;
  const known = revisions.value.find(({ number }) => number === wanted);
  if (wanted > 0 && revisions.value.length > 0 && known === undefined)
    return saying("unable to find the specified revision");
  const head = known === undefined ? "" : `with revision #${wanted}`;
  const text = known === undefined ? tableOfRevisions(revisions.value) : templateOf(session, known);
  session.print(`${displayName(place)} ${head}\n${text}\n`);
  return undefined;
}

function tableOfRevisions(revisions: readonly Revision[]): string {
  if (revisions.length === 0) return "No rollout history found.";
  const rows = revisions.map((revision) => `${revision.number}\t${causeOf(revision) || "<none>"}\n`);
  return alignTabs(`REVISION\tCHANGE-CAUSE\n${rows.join("")}`, DESCRIBE_TABS);
}

function causeOf({ keeper }: Revision): string {
  return textAt(keeper, "metadata", "annotations", CHANGE_CAUSE) ?? "";
}

/** With the cause among the annotations of the template, where kubectl puts it. */
function templateOf({ rules }: Session, revision: Revision): string {
  const cause = causeOf(revision);
  const isNoted = cause !== "" && revision.keeper["kind"] === "ReplicaSet";
  const metadata = objectAt(revision.template, "metadata");
  const annotations = { ...objectAt(metadata, "annotations"), ...(isNoted ? { [CHANGE_CAUSE]: cause } : {}) };
  return templateText({ ...revision.template, metadata: { ...metadata, annotations } }, rules);
}
