import { useRef, useState } from "preact/hooks";

import type { Printed } from "../engine/index.ts";
import { actionsWith, isReading, printedBy, refusal } from "../model/index.ts";
import { usePage } from "./page-context.ts";

export interface ConsoleLine {
  readonly id: number;
  readonly typed: string;
  readonly printed: string;
}

export interface ConsoleState {
  readonly lines: readonly ConsoleLine[];
  readonly busy: boolean;
  readonly run: (line: string) => Promise<void>;
  /** The line before or after in the history; undefined where there is none. */
  readonly recall: (by: 1 | -1) => string | undefined;
}

/** Runs lines over the branch at the cursor; a line that changes something grows a branch of its own. */
export function useConsole(): ConsoleState {
  const [lines, keep] = useKept();
  const [busy, setBusy] = useState(false);
  const runLine = useRunLine();
  const at = useRef(0);
  const run = async (line: string): Promise<void> => {
    const typed = line.trim();
    if (typed === "" || typed === "kubectl") return;
    at.current = 0;
    setBusy(true);
    const { stdout, stderr } = await runLine(typed).catch((error: unknown) => ({ stdout: "", stderr: String(error) }));
    setBusy(false);
    keep(typed, `${stdout}${stderr}`);
  };
  const recall = (by: 1 | -1): string | undefined => {
    const line = lines.at(at.current + by)?.typed;
    if (at.current + by >= 0 || line === undefined) return undefined;
    at.current += by;
    return line;
  };
  return { lines, busy, run, recall };
}

const KEPT: ConsoleLine[] = [];

type Keep = (typed: string, printed: string) => void;

/** Lines outlive the closing of the console. */
function useKept(): readonly [lines: readonly ConsoleLine[], keep: Keep] {
  const [lines, setLines] = useState<readonly ConsoleLine[]>([...KEPT]);
  const keep: Keep = (typed, printed) => {
    KEPT.push({ id: KEPT.length, typed, printed });
    setLines([...KEPT]);
  };
  return [lines, keep];
}

function useRunLine(): (line: string) => Promise<Printed> {
  const { engine, session, branch, view, dispatch } = usePage();
  const { world, seed, kubelet } = session;
  return async (line) => {
    const refused = refusal(line);
    if (refused !== undefined) return { stdout: "", stderr: refused, exitCode: 1 };
    const moment = view.moments[session.cursor];
    const step = view.steps[session.cursor];
    if (moment === undefined || step === undefined) throw new Error("No step at the cursor");
    const at = moment.to;
    if (isReading(line)) {
      const actions = branch.actions ?? world.actions;
      return engine("show", { world: { ...world, actions }, command: line, at, seed, kubelet });
    }
    const t = at + 1;
    const actions = actionsWith(session, t, { at: t, run: line, exits: 0 });
    const run = await engine("run", { world: { ...world, actions }, seed, kubelet });
    const printed = printedBy(run, t);
    const parent = { branch: branch.id, step: step.id, t };
    if (printed.exitCode === 0) dispatch({ do: "branch", branch: { name: line, actions, parent, run }, t });
    return printed;
  };
}
