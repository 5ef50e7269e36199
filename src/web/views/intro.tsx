import type { JSX } from "preact";

import { questionStatus } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** What the world asks, above everything else. */
export function Intro(): JSX.Element {
  const { say, session, view } = usePage();
  const { world } = session;
  const status = questionStatus(view);
  return (
    <div class="intro">
      <h1>{status === undefined ? say("page.question.none") : say("page.question", { status })}</h1>
      <p class="about">
        <strong>{world.title}.</strong> {world.about}
      </p>
    </div>
  );
}
