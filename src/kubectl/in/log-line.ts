import { isJsonObject } from "../../base/index.ts";
import type { MessageFacts } from "../../kinds/index.ts";

/** What a line of a log says, without who wrote it and when. */
export type LogLine = Pick<MessageFacts, "text" | "speaker" | "image" | "reason">;

const JOURNAL =
  /^(?:[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d|\d{4}-\d\d-\d\dT\S{1,40}) \S{1,255} ([\w.-]{1,64})(?:\[\d+\])?: /;
const KLOG = /^[IWEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ [\w./-]{1,200}:\d+\] /;
const LOGFMT = /^(?:time=(?:"[^"]*"|\S+) +)?level=\w+ +/;
const RECORD = /^(?:#\d+ |time=|level=|\{"|\w+=|[a-z]+:$|(?:INFO|WARN|ERRO|FATA)\[\d+\])/;
const QUOTED = String.raw`"((?:[^"\\]|\\.)*)"`;
const ERROR_FIELD = new RegExp(String.raw`\b(?:err|error)=${QUOTED}`);
const MESSAGE_FIELD = new RegExp(String.raw`\bmsg=${QUOTED}`);
/** Of a workflow's log: what it was told, beside what it says itself. */
const TOLD_FIELD = new RegExp(String.raw`\smessage=${QUOTED}`);
const IMAGE_FIELD = new RegExp(String.raw`\b[iI]mage=${QUOTED}`);
/** `failed to "StartContainer" for "app" with ErrImagePull: "rpc error: …"`. */
const WITH_REASON = new RegExp(String.raw`\bwith ([A-Z]\w+): ${QUOTED}`);
const YAML_FIELD = /^\s*(?:- )?"?(?:message|note)"?: *["']?/;

const SPEAKERS: Readonly<Record<string, NonNullable<MessageFacts["speaker"]>>> = {
  kubelet: "kubelet",
  k3s: "kubelet",
  rke2: "kubelet",
  containerd: "containerd",
  crio: "cri-o",
  "cri-o": "cri-o",
  dockerd: "dockerd",
};
const COMMAND_SPEAKERS: readonly (readonly [sign: RegExp, speaker: NonNullable<MessageFacts["speaker"]>])[] = [
  [/^Error response from daemon/, "docker"],
  [/^(?:FATA|ERRO)\[\d+\] .*(?:pulling|image)/, "crictl"],
  [/^ctr: /, "ctr"],
  [/^Error: .*initializing source docker/, "podman"],
];

/** Whether a program has written the line for itself, so that it goes on with nothing before it. */
export function isLogRecord(text: string): boolean {
  const trimmed = text.trim();
  return RECORD.test(trimmed) || JOURNAL.test(trimmed) || KLOG.test(trimmed);
}

/** Reads the forms in which runtimes and kubelets log: journald, klog, logfmt, JSON. Other lines are their own text. */
export function readLogLine(line: string): LogLine {
  const trimmed = line.trim();
  const [journal = "", program = ""] = JOURNAL.exec(trimmed) ?? [];
  const rest = trimmed.slice(journal.length);
  const speaker = SPEAKERS[program] ?? COMMAND_SPEAKERS.find(([sign]) => sign.test(rest))?.[1];
  const said = rest.startsWith("{") ? jsonText(rest) : rest;
  return { ...fieldsOf(said.replace(KLOG, "")), ...(speaker !== undefined && { speaker }) };
}

function fieldsOf(said: string): LogLine {
  const image = IMAGE_FIELD.exec(said)?.[1];
  const error = ERROR_FIELD.exec(said)?.[1];
  const message =
    LOGFMT.test(said) && !/\berr\./.test(said) ? (TOLD_FIELD.exec(said) ?? MESSAGE_FIELD.exec(said))?.[1] : undefined;
  const text = error !== undefined ? unescaped(error) : message !== undefined ? unescaped(message) : said;
  const [, reason, inner] = WITH_REASON.exec(text) ?? [];
  return {
    text: (inner === undefined ? text : unescaped(inner)).replace(YAML_FIELD, ""),
    ...(image !== undefined && { image: unescaped(image) }),
    ...(reason !== undefined && { reason }),
  };
}

/** The error of a log line in JSON, else its message; the line itself where it is none. */
function jsonText(line: string): string {
  try {
    const value = JSON.parse(line) as unknown;
    if (!isJsonObject(value)) return line;
    const texts = ["err", "error", "msg", "message", "log", "MESSAGE"].map((field) => value[field]);
    return (texts.find((text) => typeof text === "string" && text !== "") as string | undefined) ?? line;
  } catch {
    return line;
  }
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/g, (_, character: string) =>
    character === "n" ? "\n" : character === "t" ? " " : character,
  );
}
