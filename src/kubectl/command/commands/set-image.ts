import { isJsonObject, type JsonObject, listAt, textAt } from "../../../base/index.ts";
import { combined, type Failure, saying } from "../failure.ts";
import { twoWayPatch } from "../patch/three-way-patch.ts";
import type { Session } from "../session.ts";
import { displayName, fetchTargets, type Found, readTargets } from "../targets.ts";
import { templatePath, updateAt } from "./template.ts";
import { dryRunNote, dryRunOf, sendPatch, writeQuery } from "./write.ts";

const LISTS = ["initContainers", "containers"] as const;

/** `kubectl set image pod/web app=IMAGE`: changes images by container name; `*` is every container. */
export async function setImage(session: Session): Promise<Failure | undefined> {
  const targets = readTargets(session, (argument) => argument.includes("="));
  if (!targets.ok) return targets.fault;
  const images = targets.value.rest.map(splitImage);
  if (images.length === 0) return saying("at least one image update is required");
  const found = await fetchTargets(session, targets.value.places);
  if (!found.ok) return found.fault;
  const failures: Failure[] = [];
  for (const target of found.value) {
    const failure = await setImages(session, target, images);
    if (failure !== undefined) failures.push(failure);
  }
  return combined(failures);
}

interface Wish {
  readonly container: string;
  readonly image: string;
}

function splitImage(argument: string): Wish {
  const at = argument.indexOf("=");
  return { container: argument.slice(0, at), image: argument.slice(at + 1) };
}

async function setImages(
  session: Session,
  { place, object }: Found,
  wishes: readonly Wish[],
): Promise<Failure | undefined> {
  const path = templatePath(object);
  if (path === undefined) return saying(`the object has no pod template or spec: ${displayName(place)}`);
  const names = LISTS.flatMap((list) => listAt(object, ...path, list)).map((item) => textAt(item, "name"));
  const unknown = wishes.find(({ container }) => container !== "*" && !names.includes(container));
  if (unknown !== undefined) return saying(`unable to find container named ${JSON.stringify(unknown.container)}`);
  const wanted = updateAt(object, path, (spec) => withImages(spec, wishes));
  const patch = twoWayPatch(place.type.kind, object, wanted);
  if (Object.keys(patch).length === 0) return undefined;
  if (dryRunOf(session) !== "client") {
    const query = writeQuery(session, "kubectl-set", false);
    const answer = await sendPatch(session, { place, type: "strategic", patch, query });
    if (!answer.ok) return answer.fault;
  }
  session.print(`${displayName(place)} image updated${dryRunNote(session)}\n`);
  return undefined;
}

function withImages(spec: JsonObject, wishes: readonly Wish[]): JsonObject {
  const lists = LISTS.filter((list) => spec[list] !== undefined).map((list) => {
    const items = listAt(spec, list).map((item) => (isJsonObject(item) ? withImage(item, wishes) : item));
    return [list, items] as const;
  });
  return { ...spec, ...Object.fromEntries(lists) };
}

function withImage(container: JsonObject, wishes: readonly Wish[]): JsonObject {
  const wish = wishes.findLast((own) => own.container === "*" || own.container === container["name"]);
  return wish === undefined ? container : { ...container, image: wish.image };
}
