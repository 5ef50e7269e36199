import { failed, ok, type Outcome } from "../../base/index.ts";
import type { FaultPoint, RegistryFault } from "../../kinds/index.ts";
import { askLoopback } from "../../node/index.ts";
import { parseImage } from "../../reference/index.ts";
import { rulesOf } from "../../kinds/index.ts";
import { CONTROL_PATH, type ControlAnswer, type ControlRequest } from "../../sandbox/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { plain } from "../print/plain.ts";
import { shortDuration } from "../print/short-duration.ts";
import { findSandbox } from "./find-sandbox.ts";

export interface ControlOptions {
  readonly sandbox?: string;
  readonly request: ControlRequest | { readonly do: "look" };
  /** What to say when it is done; the answer is told where absent. */
  readonly done?: string;
}

type Request = Pick<ControlOptions, "request" | "done">;

/** How what was typed for each command becomes a request. */
const REQUESTS: Readonly<Record<string, (typed: Typed) => Outcome<Request, Fault>>> = {
  pause: () => ok({ request: { do: "speed", speed: 0 }, done: "Time stands still" }),
  speed: ({ args: [factor = ""] }) => speedRequest(Number(factor.replace(/x$/, ""))),
  step: () => ok({ request: { do: "step" } }),
  "skip-to": () => ok({ request: { do: "next-attempt" } }),
  fault: faultRequest,
  images: imageRequest,
};

export function controlOptions(command: string): (typed: Typed) => Outcome<ControlOptions, Fault> {
  return (typed) => {
    const made = REQUESTS[command]?.(typed) ?? failed(cliFault("CLI_USAGE", `No control is called ${command}`));
    const { sandbox } = typed.flags as { readonly sandbox?: string };
    return made.ok ? ok({ ...made.value, ...(sandbox !== undefined && { sandbox }) }) : made;
  };
}

function speedRequest(speed: number): Outcome<Request, Fault> {
  return ok({ request: { do: "speed", speed }, done: `Time goes at ${speed}x` });
}

interface FaultFlags {
  readonly on?: FaultPoint;
  readonly status?: number;
  readonly for?: number;
}

function faultRequest({ args, flags }: Typed): Outcome<Request, Fault> {
  const [what, host, kind] = args;
  if (what === "list") return ok({ request: { do: "look" } });
  if (host === undefined) return failed(cliFault("CLI_USAGE", "Which registry? Its host is wanted: docker.io"));
  if (what === "remove") {
    return ok({ request: { do: "registry", host, change: { repair: true } }, done: `${host} is repaired` });
  }
  const { on = "any", status = 500, for: length } = flags as FaultFlags;
  if (kind === undefined)
    return failed(cliFault("CLI_USAGE", "What goes wrong? A fault is wanted: connection-refused"));
  const fault = (kind === "status" ? { kind, status } : { kind }) as RegistryFault;
  const change = { fault: { on, fault, ...(length !== undefined && { until: length }) } };
  return ok({ request: { do: "registry", host, change }, done: `${host} fails with ${kind}` });
}

const { reference } = rulesOf("1.35");

function imageRequest({ args: [, image = ""] }: Typed): Outcome<Request, Fault> {
  const parsed = parseImage(image, reference);
  if (!parsed.ok)
    return failed({ code: parsed.fault.code, message: `Cannot push ${JSON.stringify(image)}: no image name` });
  const { repository, tag } = parsed.value;
  const slash = repository.indexOf("/");
  const [host, path] = [repository.slice(0, slash), repository.slice(slash + 1)];
  const pushed = { tag, platforms: ["linux/amd64"], size: 64 * 1024, content: `pushed at ${new Date().toISOString()}` };
  const change = { push: { repository: path, image: pushed } };
  return ok({ request: { do: "registry", host, change }, done: `${image} is pushed` });
}

export async function runControl({ sandbox, request, done }: ControlOptions, io: Io): Promise<ExitCode> {
  const found = findSandbox(sandbox);
  if (!found.ok) return refuse(io, found.fault);
  const { url, authority, token, name } = found.value;
  const answer = await askLoopback({ url: `${url}${CONTROL_PATH}`, authority, token, body: request });
  if (!answer.ok) {
    const message = `Cannot control sandbox ${JSON.stringify(name)}: ${answer.fault}`;
    return refuse(io, cliFault("CLI_USAGE", message), EXIT.unreachable);
  }
  if (io.talk !== "quiet") await io.out.write(`${plain(done ?? told(answer.value as ControlAnswer, request.do))}\n`);
  return EXIT.ok;
}

function told({ ahead, at, faults }: ControlAnswer, what: string): string {
  if (what !== "look")
    return at === undefined ? "Nothing happens in the next 10m" : `${shortDuration(ahead)} ahead, ${at}`;
  const lines = Object.entries(faults).flatMap(([host, all]) =>
    all.map(({ on, fault }) => `${host} ${fault.kind} on ${on}`),
  );
  return lines.length === 0 ? "No fault was added" : lines.join("\n");
}
