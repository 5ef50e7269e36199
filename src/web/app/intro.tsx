import type { JSX } from "preact";

import type { World } from "../../kinds/index.ts";
import { type Mode, questionStatus } from "../model/index.ts";
import { PasteBox, usePage } from "../views/index.ts";

/** Ways to practise that are about many worlds, or one of the learner's making. */
const OWN_TITLE: ReadonlySet<Mode> = new Set<Mode>(["break", "review", "test"]);

/** What the world asks, above everything else; on the first screen beside the place for the learner's own. */
export function Intro({ openWorld }: { readonly openWorld: (world: World) => void }): JSX.Element {
  const { say, session, view } = usePage();
  const { world, mode } = session;
  if (OWN_TITLE.has(mode)) {
    return (
      <div class="intro">
        <h1>{say(`mode.${mode}`)}</h1>
      </div>
    );
  }
  const status = questionStatus(view);
  return (
    <div class="intro">
      <div>
        <h1>{status === undefined ? say("page.question.none") : say("page.question", { status })}</h1>
        {mode === "diagnose" ? null : (
          <p class="about">
            <strong>{world.title}.</strong> {world.about}
          </p>
        )}
      </div>
      {mode === "visualize" ? <PasteBox openWorld={openWorld} /> : null}
    </div>
  );
}
