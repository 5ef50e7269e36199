import { type JsonObject, objectAt } from "../../../base/index.ts";
import { isSetAt, stringAt } from "../fields.ts";
import { annotationLines, labelLines } from "./lines.ts";
import type { Lines } from "./view.ts";

const DEFAULT_CLASS = "volume.beta.kubernetes.io/storage-class";

/** The claim that an ephemeral volume makes; what only a claim that exists has is left out or empty. */
export function claimTemplateLines(template: JsonObject): Lines {
  const metadata = objectAt(template, "metadata");
  const spec = objectAt(template, "spec");
  const storageClass = stringAt(metadata, "annotations", DEFAULT_CLASS) || stringAt(spec, "storageClassName");
  return [
    `StorageClass:\t${storageClass}`,
    `Volume:\t${stringAt(spec, "volumeName")}`,
    ...shifted(labelLines("Labels", metadata["labels"]), "    "),
    ...shifted(annotationLines("Annotations", metadata["annotations"])),
    `Capacity:\t${stringAt(spec, "volumeName") === "" ? "" : "0"}`,
    "Access Modes:\t",
    ...(isSetAt(spec, "volumeMode") ? [`VolumeMode:\t${stringAt(spec, "volumeMode")}`] : []),
    ...(isSetAt(spec, "dataSource") ? dataSourceLines(objectAt(spec, "dataSource")) : []),
  ];
}

/**
 * kubectl indents each piece of a line that it writes in pieces: also what stands behind the tab, and in labels what
 * stands before it. Lines of a long annotation are one piece.
 */
function shifted(lines: Lines, before = ""): Lines {
  return lines.map((line) => {
    if (line.startsWith("\t  ")) return line;
    return line.startsWith("\t") ? `${before}\t    ${line.slice(1)}` : line.replace("\t", "\t    ");
  });
}

function dataSourceLines(source: JsonObject): Lines {
  return [
    "DataSource:",
    ...(isSetAt(source, "apiGroup") ? [`  APIGroup:\t${stringAt(source, "apiGroup")}`] : []),
    `  Kind:\t${stringAt(source, "kind")}`,
    `  Name:\t${stringAt(source, "name")}`,
  ];
}
