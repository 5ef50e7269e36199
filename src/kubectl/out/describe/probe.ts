import { listAt, objectAt, utf8Bytes, valueAt } from "../../../base/index.ts";
import type { PrinterRules } from "../../../kinds/index.ts";
import { isSetAt, numberAt, stringAt } from "../fields.ts";

/** `http-get http://:8080/healthz delay=0s timeout=1s period=10s #success=1 #failure=3`. */
export function probeText(probe: unknown, rules: PrinterRules): string {
  return `${askedText(probe)} ${timingText(probe, rules)}`;
}

function timingText(probe: unknown, { describeThresholds }: PrinterRules): string {
  const [success, failure] = [numberAt(probe, "successThreshold"), numberAt(probe, "failureThreshold")];
  const [delay, timeout] = [numberAt(probe, "initialDelaySeconds"), numberAt(probe, "timeoutSeconds")];
  const thresholds =
    describeThresholds === "words"
      ? `successThreshold=${success} failureThreshold=${failure}`
      : `#success=${success} #failure=${failure}`;
  return `delay=${delay}s timeout=${timeout}s period=${numberAt(probe, "periodSeconds")}s ${thresholds}`;
}

function askedText(probe: unknown): string {
  if (isSetAt(probe, "exec")) return `exec [${listAt(probe, "exec", "command").map(String).join(" ")}]`;
  if (isSetAt(probe, "httpGet")) return `http-get ${urlText(objectAt(probe, "httpGet"))}`;
  const tcp = objectAt(probe, "tcpSocket");
  if (isSetAt(probe, "tcpSocket")) return `tcp-socket ${stringAt(tcp, "host")}:${portText(tcp)}`;
  const grpc = objectAt(probe, "grpc");
  return isSetAt(probe, "grpc") ? `grpc <pod>:${numberAt(grpc, "port")} ${stringAt(grpc, "service")}` : "unknown";
}

/** A number or the name of a port. */
function portText(action: unknown): string {
  const port = valueAt(action, "port");
  return typeof port === "string" ? port : `${numberAt(action, "port")}`;
}

/** As Go's `url.URL.String` writes it. */
function urlText(action: unknown): string {
  const scheme = stringAt(action, "scheme").toLowerCase();
  const host = stringAt(action, "host");
  const port = portText(action);
  const address = host.includes(":") ? `[${host}]` : host;
  const path = escapePath(stringAt(action, "path"));
  const slash = path === "" || path.startsWith("/") ? "" : "/";
  return `${scheme && `${scheme}:`}//${address}${port && `:${port}`}${slash}${path}`;
}

const ESCAPED = /[^A-Za-z0-9\-_.~$&+,/:;=@]/gu;

function escapePath(path: string): string {
  return path === "*" ? path : path.replace(ESCAPED, percentText);
}

function percentText(character: string): string {
  return Array.from(utf8Bytes(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}
