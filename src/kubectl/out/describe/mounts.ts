import { goQuote, type JsonObject } from "../../../base/index.ts";
import { compareTexts, isTrueAt, objectsAt, stringAt } from "../fields.ts";
import { indented } from "./lines.ts";
import type { Lines } from "./view.ts";

/** Volume mounts and block devices of a container, by path. */
export function mountLines(container: JsonObject): Lines {
  const mounts = byPath(container, "volumeMounts", "mountPath");
  const devices = byPath(container, "volumeDevices", "devicePath");
  const none = mounts.length === 0 ? "\t<none>" : "";
  return [
    `Mounts:${none}`,
    ...indented(1, mounts.map(mountText)),
    ...(devices.length === 0 ? [] : [`Devices:${none}`]),
    ...devices.map((device) => `  ${stringAt(device, "devicePath")} from ${stringAt(device, "name")}`),
  ];
}

function byPath(container: JsonObject, list: string, path: string): readonly JsonObject[] {
  return [...objectsAt(container, list)].sort((a, b) => compareTexts(stringAt(a, path), stringAt(b, path)));
}

function mountText(mount: JsonObject): string {
  const access = isTrueAt(mount, "readOnly") ? "ro" : "rw";
  const subPath = stringAt(mount, "subPath");
  const flags = subPath === "" ? access : `${access},path=${goQuote(subPath)}`;
  return `${stringAt(mount, "mountPath")} from ${stringAt(mount, "name")} (${flags})`;
}
