import { type Step, type Tone, toneOf } from "../../lessons/index.ts";
import type { ExchangeEntry } from "./at-cursor.ts";
import type { View } from "./view.ts";

/** `ACTION: RESULT (3 times)`, as the terminal has it. */
export function happening({ action, result, repeats }: Pick<Step, "action" | "result" | "repeats">): string {
  const times = repeats > 1 ? ` (${repeats} times)` : "";
  return `${action}${result === "" ? "" : `: ${result}`}${times}`;
}

/** Pods, with their containers, that the steps are about. */
export function subjectsOf(steps: readonly Step[]): readonly string[] {
  return [...new Set(steps.flatMap(({ pod, container }) => (container === undefined ? [] : [`${pod} ${container}`])))];
}

/** Variables that hold a word of kubectl's STATUS column. */
export function isStatusVariable(variable: string): boolean {
  return variable === "Pod status";
}

export interface ExchangeLine {
  readonly what: string;
  readonly asked: string;
  readonly answer: string;
  readonly bad: boolean;
}

export function exchangeLine(entry: ExchangeEntry, login: string): ExchangeLine {
  switch (entry.kind) {
    case "credential": {
      const { source, key = "", username } = entry.data;
      return { what: login, asked: source, answer: username === undefined ? key : `${username} ${key}`, bad: false };
    }
    case "dns": {
      const { host, answer } = entry.data;
      return { what: "DNS", asked: host, answer, bad: !/^[\d.:a-f]+$/.test(answer) };
    }
    case "tcp":
      return { what: "TCP", asked: entry.data.host, answer: entry.data.result, bad: entry.data.result !== "connected" };
    case "tls":
      return { what: "TLS", asked: entry.data.host, answer: entry.data.result, bad: entry.data.result !== "verified" };
    case "http": {
      const { method, url, status, auth } = entry.data;
      const asked = `${method} ${url}`;
      return { what: "HTTP", asked, answer: auth === "none" ? `${status}` : `${status} (${auth})`, bad: status >= 400 };
    }
  }
}

/** The request as a line for a shell, with a place where a login would stand. */
export function curlOf(entry: ExchangeEntry): string | undefined {
  if (entry.kind !== "http") return undefined;
  const { method, url, auth } = entry.data;
  const quoted = `'${url.replaceAll("'", "'\\''")}'`;
  const how = method === "HEAD" ? "--head" : `--request ${method}`;
  const login =
    auth === "none" ? "" : auth === "basic" ? " --user USER:PASSWORD" : " --header 'Authorization: Bearer TOKEN'";
  return `curl ${how}${login} ${quoted}`;
}

/** The commands of a learner who looks what is the matter, about the pod that the run is about. */
export function sampleCommands({ steps }: View): readonly string[] {
  const [namespace = "default", name = ""] = (steps.find(({ pod }) => pod !== undefined)?.pod ?? "").split("/");
  const where = namespace === "default" ? "" : ` -n ${namespace}`;
  return [
    `kubectl get pods${where}`,
    `kubectl describe pod ${name}${where}`,
    `kubectl events${where}`,
    `kubectl logs ${name}${where}`,
    `kubectl get pod ${name}${where} -o yaml`,
  ];
}

/** The trouble that is shown longest: what a learner asks about. Undefined where all is well. */
export function questionStatus({ ribbon }: Pick<View, "ribbon">): string | undefined {
  const spent = new Map<string, number>();
  for (const { status, from, to } of ribbon) {
    if (TROUBLE.has(toneOf(status))) spent.set(status, (spent.get(status) ?? 0) + to - from);
  }
  return [...spent].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

const TROUBLE: ReadonlySet<Tone> = new Set<Tone>(["bad", "waiting", "never"]);

/** Whether a line of a fix is to be typed as it is. */
export function isCommandLine(line: string): boolean {
  return /^(?:kubectl|helm|docker|crane|skopeo|curl|crictl|nerdctl|ctr|pullwhy|openssl|aws|gcloud|az) /.test(line);
}

/** A text in the pieces between which a line may end. */
export function pieces(text: string): readonly string[] {
  return text.split(/(?<=[/:@=])(?=\S)|(?<=[a-z])(?=[A-Z])/);
}
