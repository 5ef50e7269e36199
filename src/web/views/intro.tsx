import type { JSX } from "preact";

import type { World } from "../../kinds/index.ts";
import { questionStatus } from "../model/index.ts";
import { usePage } from "./page-context.ts";
import { PasteBox } from "./paste-box.tsx";

/** What the world asks, above everything else, beside the place for the learner's own. */
export function Intro({ openWorld }: { readonly openWorld: (world: World) => void }): JSX.Element {
  const { say, session, view } = usePage();
  const { world } = session;
  const status = questionStatus(view);
  return (
    <div class="intro">
      <div>
        <h1>{status === undefined ? say("page.question.none") : say("page.question", { status })}</h1>
        <p class="about">
          <strong>{world.title}.</strong> {world.about}
        </p>
      </div>
      <PasteBox openWorld={openWorld} />
    </div>
  );
}
