import type { JSX } from "preact";

import type { World } from "../../kinds/index.ts";
import { type Mode, questionStatus } from "../model/index.ts";
import { PasteBox, usePage } from "../views/index.ts";

/** Ways to practise that are about many worlds, or one of the learner's making. */
const OWN_TITLE: ReadonlySet<Mode> = new Set<Mode>(["break", "review", "test"]);
/** Those in which something is to be found out that the story of the world would tell. */
const UNTOLD: ReadonlySet<Mode> = new Set<Mode>(["diagnose", "fix", "predict"]);

/** What the world asks, above everything else; on the first screen beside the place for the learner's own. */
export function Intro({ openWorld }: { readonly openWorld: (world: World) => void }): JSX.Element {
  const { say, session, view } = usePage();
  const { world, mode } = session;
  if (OWN_TITLE.has(mode)) {
    return (
      <div class="intro small">
        <h1>{say(`mode.${mode}`)}</h1>
      </div>
    );
  }
  const status = questionStatus(view);
  return (
    <div class={mode === "visualize" ? "intro" : "intro small"}>
      <div>
        <h1>{status === undefined ? say("page.question.none") : say("page.question", { status })}</h1>
        {UNTOLD.has(mode) ? null : (
          <p class="about" lang="en">
            <strong>{world.title}.</strong> {world.about}
          </p>
        )}
      </div>
      {mode === "visualize" ? <PasteBox openWorld={openWorld} /> : null}
    </div>
  );
}
