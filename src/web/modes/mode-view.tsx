import type { JSX } from "preact";

import type { Mode } from "../model/index.ts";
import { Player, usePage } from "../views/index.ts";
import type { WordKey } from "../words/index.ts";
import { BreakMode } from "./break-mode.tsx";
import { DiagnoseMode } from "./diagnose-mode.tsx";
import { FixMode } from "./fix-mode.tsx";
import { LearnMode } from "./learn-mode.tsx";
import { PredictMode } from "./predict-mode.tsx";
import { ReviewMode } from "./review-mode.tsx";
import { Sections } from "./sections.tsx";
import { TestMode } from "./test-mode.tsx";
import { TimeMode } from "./time-mode.tsx";
import { WhyMode } from "./why-mode.tsx";

const VIEWS: Readonly<Record<Exclude<Mode, "visualize">, () => JSX.Element>> = {
  learn: LearnMode,
  predict: PredictMode,
  why: WhyMode,
  diagnose: DiagnoseMode,
  fix: FixMode,
  break: BreakMode,
  time: TimeMode,
  review: ReviewMode,
  test: TestMode,
};

/** The way to practise that is chosen, with what it asks of the learner in one sentence. */
export function ModeView(): JSX.Element {
  const { say, session } = usePage();
  const { mode, world, seed, kubelet } = session;
  if (mode === "visualize") {
    return (
      <>
        <Player />
        <Sections />
      </>
    );
  }
  const View = VIEWS[mode];
  return (
    <section
      class={`mode mode-${mode}`}
      aria-label={say(`mode.${mode}`)}
      key={`${mode} ${world.name} ${seed} ${kubelet}`}
    >
      <p class="mode-about">{say(`mode.${mode}.about` as WordKey)}</p>
      <View />
    </section>
  );
}
