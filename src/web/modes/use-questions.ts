import { useEffect, useState } from "preact/hooks";

import type { Question } from "../../lessons/index.ts";
import { usePage } from "../views/index.ts";

/** The questions of the open world; undefined while they are made. */
export function useQuestions(templates?: readonly string[], seedStep = 0): readonly Question[] | undefined {
  const { engine, session } = usePage();
  const { world, seed, kubelet } = session;
  const [questions, setQuestions] = useState<readonly Question[]>();
  const wanted = templates?.join(",");
  useEffect(() => {
    let isWanted = true;
    setQuestions(undefined);
    const only = wanted === undefined ? {} : { templates: wanted.split(",") };
    void engine("questions", { world, seed: seed + seedStep, kubelet, ...only }).then(
      (made) => isWanted && setQuestions(made),
    );
    return () => {
      isWanted = false;
    };
  }, [engine, world, seed, kubelet, wanted, seedStep]);
  return questions;
}
