import type { JsonObject } from "../../../base/index.ts";
import { objectsAt, stringAt } from "../fields.ts";
import { listKind, nameOf, objectOf } from "../metadata.ts";
import type { Scene } from "./scene.ts";
import { printed, refused, serverError, type Shown } from "./shown.ts";

/** What the kubelet answers: the text, or why there is none. */
export type LogsReply = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** `kubectl logs POD`. */
export function renderLogs(scene: Scene): Shown {
  const [word] = scene.words;
  if (word === undefined) return refused("POD or TYPE/NAME is a required argument for the logs command");
  const name = word.replace(/^(pods?|po)\//, "");
  if (name.includes("/")) return refused(`logs of ${word} are not shown here`);
  const pod = listKind(scene.objects, "Pod", scene.namespace).find((one) => nameOf(one) === name);
  if (pod === undefined) return podMissing(name, scene);
  const { container, note } = chosenContainer(pod, scene.arguments.text("container"));
  if (!containersOf(pod).includes(container)) return refused(`container ${container} is not valid for pod ${name}`);
  const shown = logsOf(pod, container, scene);
  return { ...shown, stderr: note + shown.stderr };
}

function podMissing(name: string, { rules, namespace = "" }: Scene): Shown {
  const text = `pods "${name}" not found`;
  if (!rules.logsNameNamespace) return serverError("NotFound", text);
  return refused(`error from server (NotFound): ${text} in namespace "${namespace}"`);
}

/** A pod without a node has no logs, which is no failure. */
function logsOf(pod: JsonObject, container: string, scene: Scene): Shown {
  if (stringAt(pod, "spec", "nodeName") === "") return printed("");
  const reply = scene.logs?.(objectOf(pod), container, scene.arguments.isOn("previous"));
  if (reply === undefined) return refused("logs are not kept here");
  if (reply.ok) return printed(reply.text);
  const why = scene.rules.logsTellWhy ? waitingMessage(pod, container) : "";
  return serverError("BadRequest", why || reply.message);
}

function waitingMessage(pod: JsonObject, container: string): string {
  const statuses = ["initContainerStatuses", "containerStatuses"].flatMap((list) => objectsAt(pod, "status", list));
  const status = statuses.find((one) => stringAt(one, "name") === container);
  return stringAt(status, "state", "waiting", "message");
}

interface Choice {
  readonly container: string;
  /** What kubectl says of its own choice. */
  readonly note: string;
}

const DEFAULT_CONTAINER = "kubectl.kubernetes.io/default-container";

/** The one asked for, the one of the annotation, or the first, which is told where there are more. */
function chosenContainer(pod: JsonObject, wanted: string | undefined): Choice {
  if (wanted !== undefined) return { container: wanted, note: "" };
  const all = containersOf(pod);
  const annotated = stringAt(pod, "metadata", "annotations", DEFAULT_CONTAINER);
  if (all.includes(annotated)) return { container: annotated, note: "" };
  const [container = ""] = all;
  const wrong = annotated && `Default container name "${annotated}" not found in pod ${nameOf(pod)}\n`;
  const list = [...SORTS].flatMap(([sort, mark]) => namesIn(pod, sort).map((name) => name + mark)).join(", ");
  return { container, note: wrong + (all.length > 1 ? `Defaulted container "${container}" out of: ${list}\n` : "") };
}

/** Lists of containers in the order in which kubectl tells them, and how it marks them. */
const SORTS = [
  ["containers", ""],
  ["ephemeralContainers", " (ephem)"],
  ["initContainers", " (init)"],
] as const;

function containersOf(pod: JsonObject): readonly string[] {
  return SORTS.flatMap(([sort]) => namesIn(pod, sort));
}

function namesIn(pod: JsonObject, sort: string): readonly string[] {
  return objectsAt(pod, "spec", sort).map((container) => stringAt(container, "name"));
}
