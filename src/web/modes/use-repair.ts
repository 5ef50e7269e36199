import { useEffect, useRef, useState } from "preact/hooks";

import type { Deed, Grade, Scenario } from "../../lessons/index.ts";
import type { Printed, Run } from "../engine/index.ts";
import {
  isReading,
  lineDeed,
  printedBy,
  refusal,
  repairMoment,
  repairWorld,
  type View,
  viewOf,
} from "../model/index.ts";
import { usePage } from "../views/index.ts";
import { useAttempts } from "./use-attempts.ts";

export interface Typed extends Printed {
  readonly line: string;
}

export interface Repair {
  readonly typed: readonly Typed[];
  /** Virtual milliseconds of now. */
  readonly now: number;
  readonly tried: View | undefined;
  readonly grade: Grade | undefined;
  readonly busy: boolean;
  readonly type: (line: string, stdin?: string) => Promise<void>;
  readonly turn: (name: string, deed: Deed) => Promise<void>;
  readonly check: () => Promise<void>;
  readonly reset: () => void;
}

const FIRST_LOOK = "kubectl get pods";
const NOTHING: Printed = { stdout: "", stderr: "", exitCode: 0 };

type Ask = (deeds: readonly Deed[]) => Promise<{ readonly grade: Grade; readonly run: Run }>;

/** Runs the scenario with deeds in it. */
function useAsk({ id }: Scenario): Ask {
  const { engine, session } = usePage();
  const { world, seed, kubelet } = session;
  return (deeds) => engine("repair", { scenario: id, world, deeds, seed, kubelet });
}

/** What a learner does in a broken world, one thing after the other; the world is run anew with each. */
export function useRepair(scenario: Scenario): Repair {
  const { engine, session } = usePage();
  const { world, seed, kubelet } = session;
  const [typed, setTyped] = useState<readonly Typed[]>([]);
  const [deeds, setDeeds] = useState<readonly Deed[]>([]);
  const [tried, setTried] = useState<View>();
  const [grade, setGrade] = useState<Grade>();
  const [busy, setBusy] = useState(false);
  const { recordFix } = useAttempts();
  const round = useRef(0);
  const ask = useAsk(scenario);
  const now = repairMoment(scenario, world, deeds);
  const show = (line: string): Promise<Printed> =>
    engine("show", { world: repairWorld(scenario, world, deeds), command: line, at: now, seed, kubelet });
  const act = async (deed: Deed): Promise<Printed> => {
    const next = [...deeds, deed];
    const { run } = await ask(next);
    const said = "run" in deed ? printedBy(run, now) : NOTHING;
    if (said.exitCode === 0) {
      setDeeds(next);
      setTried(viewOf(run));
    }
    return said;
  };
  const did = async (line: string, doIt: () => Promise<Printed>): Promise<void> => {
    const mine = round.current;
    setGrade(undefined);
    setBusy(true);
    const said = await doIt().catch((error: unknown): Printed => ({ ...NOTHING, stderr: `${String(error)}\n` }));
    setBusy(false);
    if (mine === round.current) setTyped((before) => [...before, { line, ...said }]);
  };
  const type = (line: string, stdin?: string): Promise<void> =>
    did(line, () => {
      const refused = refusal(line);
      if (refused !== undefined) return Promise.resolve({ ...NOTHING, stderr: refused, exitCode: 1 });
      return isReading(line) ? show(line) : act(lineDeed(line, stdin));
    });
  const check = async (): Promise<void> => {
    setBusy(true);
    const { grade: made, run } = await ask(deeds);
    await recordFix({ scenario: scenario.id, seed, kubelet }, made.kind !== "not-yet");
    setBusy(false);
    setTried(viewOf(run));
    setGrade(made);
  };
  const reset = (): void => {
    round.current += 1;
    setTyped([]);
    setDeeds([]);
    setGrade(undefined);
    void ask([]).then(({ run }) => setTried(viewOf(run)));
  };
  // What is broken is seen before anything is typed.
  useEffect(() => {
    reset();
    void type(FIRST_LOOK);
  }, []);
  return { typed, now, tried, grade, busy, type, turn: (name, deed) => did(name, () => act(deed)), check, reset };
}
