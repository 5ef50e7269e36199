import { type JsonObject, jsonEqual, objectAt } from "../../../base/index.ts";
import { templateText } from "../../out/index.ts";
import { type Failure, saying } from "../failure.ts";
import type { Session } from "../session.ts";
import { displayName, type Found } from "../targets.ts";
import { hasRevisions, type Revision, revisionsOf } from "./revisions.ts";
import { groupKind, withEach } from "./rollout-targets.ts";
import { dryRunNote, dryRunOf, sendPatch, writeQuery } from "./write.ts";

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
const HASH = "pod-template-hash";
/** Annotations of a deployment that are not those of a revision. */
const OWN_ANNOTATIONS: ReadonlySet<string> = new Set([
  LAST_APPLIED,
  "deployment.kubernetes.io/revision",
  "deployment.kubernetes.io/revision-history",
  "deployment.kubernetes.io/desired-replicas",
  "deployment.kubernetes.io/max-replicas",
  "deprecated.deployment.rollback.to",
]);

/** Brings back the pod template of an earlier revision: the last but one, or that of `--to-revision`. */
export function rolloutUndo(session: Session): Promise<Failure | undefined> {
  return withEach(session, (target) => undo(session, target));
}

async function undo(session: Session, target: Found): Promise<Failure | undefined> {
  const { kind } = target.place.type;
  if (!hasRevisions(kind)) {
    return saying(`no rollbacker has been implemented for ${JSON.stringify(groupKind(target.place))}`);
  }
  warnOfApply(session, target);
  const wanted = Number(session.flags.text("to-revision") ?? "0");
  const revisions = await revisionsOf(session, target);
  if (!revisions.ok) return revisions.fault;
  const chosen = wanted === 0 ? revisions.value.at(-2) : revisions.value.find(({ number }) => number === wanted);
  if (chosen === undefined) return saying(wanted === 0 ? noHistory(target) : notFound(wanted));
  if (dryRunOf(session) === "client") {
    const prefix = kind === "Deployment" ? "" : "will roll back to ";
    return done(session, target, `${prefix}${templateText(chosen.template, session.rules)}`);
  }
  if (objectAt(target.object, "spec")["paused"] === true) {
    return saying(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  }
  if (jsonEqual(withoutHash(chosen.template), withoutHash(objectAt(target.object, "spec", "template"))))
    return done(session, target, `skipped rollback (current template already matches revision ${wanted})`);
  return restore(session, target, chosen);
}

/** The next `apply` will bring back what was undone. */
function warnOfApply({ rules, warn }: Session, { place, object }: Found): void {
  if (!rules.undoWarnsOfApply || !(LAST_APPLIED in objectAt(object, "metadata", "annotations"))) return;
  warn(
    `Warning: resource ${place.type.resource}/${place.name} was previously managed with 'kubectl apply'. Rolling back will not update the ${LAST_APPLIED} annotation, which may cause unexpected behavior on future 'kubectl apply' operations. Consider using 'kubectl apply' with your previous configuration file instead.\n`,
  );
}

function noHistory({ place }: Found): string {
  return place.type.kind === "Deployment"
    ? `no rollout history found for deployment ${JSON.stringify(place.name)}`
    : "no last revision to roll back to";
}

function notFound(revision: number): string {
  return `unable to find specified revision ${revision} in history`;
}

function done(session: Session, { place }: Found, what: string): undefined {
  session.print(`${displayName(place)} ${what}${dryRunNote(session)}\n`);
}

async function restore(session: Session, target: Found, revision: Revision): Promise<Failure | undefined> {
  const { place, object } = target;
  const query = writeQuery(session, "kubectl", false);
  const isDeployment = place.type.kind === "Deployment";
  const patch = isDeployment ? deploymentPatch(object, revision) : objectAt(revision.keeper, "data");
  const answer = await sendPatch(session, { place, type: isDeployment ? "json" : "strategic", patch, query });
  return answer.ok ? done(session, target, "rolled back") : answer.fault;
}

function deploymentPatch(deployment: JsonObject, { template, keeper }: Revision): readonly JsonObject[] {
  const annotations = {
    ...annotationsOf(deployment, (key) => OWN_ANNOTATIONS.has(key)),
    ...annotationsOf(keeper, (key) => !OWN_ANNOTATIONS.has(key)),
  };
  return [
    { op: "replace", path: "/spec/template", value: withoutHash(template) },
    { op: "replace", path: "/metadata/annotations", value: annotations },
  ];
}

function annotationsOf(object: JsonObject, isMeant: (key: string) => boolean): JsonObject {
  const all = Object.entries(objectAt(object, "metadata", "annotations"));
  return Object.fromEntries(all.filter(([key]) => isMeant(key)));
}

/** A template without the label that the controller adds. */
function withoutHash(template: JsonObject): JsonObject {
  const metadata = objectAt(template, "metadata");
  const { [HASH]: _, ...labels } = objectAt(metadata, "labels");
  return { ...template, metadata: { ...metadata, labels } };
}
