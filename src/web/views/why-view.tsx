import type { JSX } from "preact";

import { whyOf } from "../../lessons/index.ts";
import { instantText, stepAt } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** The chain of causes behind the step at the cursor. */
export function WhyView(): JSX.Element {
  const { say, view, session, dispatch } = usePage();
  const step = view.steps[session.cursor];
  return (
    <section class="why" aria-labelledby="why-heading" data-step={step?.id}>
      <h3 id="why-heading">{say("why.heading")}</h3>
      <ol lang="en">
        {(step === undefined ? [] : whyOf(view.run, step)).map(({ seq, t, text }) => (
          <li key={seq} data-seq={seq}>
            <button type="button" class="link time" onClick={() => dispatch({ do: "go", step: stepAt(view, t) })}>
              {instantText(t)}
            </button>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
