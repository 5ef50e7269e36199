import { useEffect, useState } from "preact/hooks";

import type { Question } from "../../lessons/index.ts";
import { whenIdle } from "../browser/index.ts";
import { usePage } from "../views/index.ts";

/** The questions of the open world; undefined while they are made. */
export function useQuestions(templates?: readonly string[], seedStep = 0): readonly Question[] | undefined {
  const { engine, session, settings } = usePage();
  const { language } = settings;
  const { world, seed, kubelet } = session;
  const [questions, setQuestions] = useState<readonly Question[]>();
  const wanted = templates?.join(",");
  useEffect(() => {
    let isWanted = true;
    setQuestions(undefined);
    const only = wanted === undefined ? {} : { templates: wanted.split(",") };
    const make = async (): Promise<void> => {
      const made = await engine("questions", { world, seed: seed + seedStep, kubelet, language, ...only });
      if (isWanted) setQuestions(made);
    };
    // The run is seen first.
    const cancel = whenIdle(() => void make());
    return () => {
      isWanted = false;
      cancel();
    };
  }, [engine, world, seed, kubelet, language, wanted, seedStep]);
  return questions;
}
