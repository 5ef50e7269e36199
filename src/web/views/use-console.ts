import { useRef, useState } from "preact/hooks";

import type { Printed } from "../engine/index.ts";
import { isReading, refusal, withActions } from "../model/index.ts";
import { usePage } from "./page-context.ts";
import { useFork } from "./use-fork.ts";

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
  const { engine, session, branch, view } = usePage();
  const fork = useFork();
  return (line) => {
    const refused = refusal(line);
    if (refused !== undefined) return Promise.resolve({ stdout: "", stderr: refused, exitCode: 1 });
    if (!isReading(line)) return fork({ run: line, exits: 0 }, line);
    const { world, seed, kubelet, cursor } = session;
    const at = view.moments[cursor]?.to ?? 0;
    return engine("show", { world: withActions(world, branch.actions), command: line, at, seed, kubelet });
  };
}
