import { failed, ok, type Outcome } from "../../base/index.ts";
import type { ControlAnswer, ControlRequest } from "../../sandbox/index.ts";
import type { Typed } from "../entry.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { cliFault, type Fault, refuse } from "../fault.ts";
import type { Io } from "../io.ts";
import { plain } from "../print/plain.ts";
import { shortDuration } from "../print/short-duration.ts";
import { askSandbox } from "./ask-sandbox.ts";
import { faultLines, faultRequest } from "./fault-control.ts";

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
  fault: ({ args, flags }) => faultRequest(args, flags),
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

export async function runControl({ sandbox, request, done }: ControlOptions, io: Io): Promise<ExitCode> {
  const answer = await askSandbox(sandbox, request);
  if (!answer.ok) return refuse(io, answer.fault, answer.fault.exit);
  if (io.talk !== "quiet") await io.out.write(`${plain(done ?? told(answer.value as ControlAnswer, request.do))}\n`);
  return EXIT.ok;
}

function told({ ahead, at, faults }: ControlAnswer, what: string): string {
  if (what === "look") return faultLines(faults);
  return at === undefined
    ? "Nothing happens in the next 10m"
    : `${shortDuration(Math.round(ahead / 100) * 100)} ahead, ${at}`;
}
