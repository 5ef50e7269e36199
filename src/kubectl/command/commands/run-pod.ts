import { type Failure, saying } from "../failure.ts";
import { findResource } from "../../../kinds/index.ts";
import type { Session } from "../session.ts";
import { placeOf } from "../targets.ts";
import { createManifest, RUN_MANAGER } from "./create.ts";

/** `kubectl run web --image=IMAGE`: one pod with one container of the same name. */
export async function runPod(session: Session): Promise<Failure | undefined> {
  const [name, ...more] = session.args;
  const image = session.flags.text("image");
  const type = findResource("pods");
  if (name === undefined || type === undefined || more.length > 0) return saying("NAME is required for run");
  if (image === undefined) return saying('required flag(s) "image" not set');
  const imagePullPolicy = session.flags.text("image-pull-policy");
  const place = { ...placeOf(session, type), name };
  const container = { name, image, ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }) };
  const object = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: labelsOf(session, name) },
    spec: { containers: [container], restartPolicy: session.flags.text("restart") ?? "Always" },
  };
  return createManifest(session, { place, object, source: "" }, RUN_MANAGER);
}

function labelsOf({ flags }: Session, name: string): Readonly<Record<string, string>> {
  const given = flags.text("labels");
  if (given === undefined) return { run: name };
  return Object.fromEntries(
    given.split(",").map((pair) => [pair.split("=")[0] ?? "", pair.split("=").slice(1).join("=")]),
  );
}
