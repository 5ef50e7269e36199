import { useCallback, useEffect, useState } from "preact/hooks";

import { type Attempt, type Exercise, exerciseAttempt, type Question, testAttempt } from "../../lessons/index.ts";
import { type AttemptStore, openAttempts, wallNow } from "../browser/index.ts";
import type { Given } from "./question-card.tsx";

let opened: Promise<AttemptStore> | undefined;
/** Everybody who shows answers is told of new ones. */
const told = new Set<() => void>();

export interface Attempts {
  /** Undefined until the storage has answered. */
  readonly store: AttemptStore | undefined;
  readonly attempts: readonly Attempt[];
  /** Keeps an answer that was given in a way to practise; settled once it is kept, or cannot be. */
  readonly record: (question: Question, mode: string, given: Given) => Promise<void>;
  /** Keeps the outcome of a whole test. */
  readonly recordTest: (grade: Parameters<typeof testAttempt>[0], seed: number) => void;
  /** Keeps how a scenario was repaired, or that it was not. */
  readonly recordFix: (exercise: Omit<Exercise, "mode">, right: boolean) => Promise<void>;
  readonly changed: () => void;
}

/** The learner's answers, and where they are kept; one store for the whole page. */
export function useAttempts(): Attempts {
  const [store, setStore] = useState<AttemptStore>();
  const [attempts, setAttempts] = useState<readonly Attempt[]>([]);
  const changed = useCallback(() => {
    for (const tell of told) tell();
  }, []);
  useEffect(() => {
    const tell = (): void => setAttempts(store?.all() ?? []);
    told.add(tell);
    return () => void told.delete(tell);
  }, [store]);
  // Also what is answered before the storage has.
  const keep = async (attempt: Attempt): Promise<void> => {
    opened ??= openAttempts();
    const ready = await opened;
    await ready.add(attempt);
    changed();
  };
  useEffect(() => {
    opened ??= openAttempts();
    void opened.then((ready) => {
      setStore(ready);
      setAttempts(ready.all());
      return ready;
    });
  }, []);
  const record: Attempts["record"] = ({ id, skill, level }, mode, { right, hints, confidence, belief }) => {
    const attempt = { v: 1, at: wallNow(), question: id, mode, skill, right, level, hints, confidence } as const;
    return keep(belief === undefined ? attempt : { ...attempt, belief });
  };
  const recordTest: Attempts["recordTest"] = (grade, seed) => {
    void keep(testAttempt(grade, seed, wallNow()));
  };
  const recordFix: Attempts["recordFix"] = (exercise, right) => {
    return keep(exerciseAttempt({ mode: "fix", ...exercise }, { at: wallNow(), right, hints: 0 }));
  };
  return { store, attempts, record, recordTest, recordFix, changed };
}
