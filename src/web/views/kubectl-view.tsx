import type { JSX } from "preact";
import { useState } from "preact/hooks";

import { instantText, sampleCommands } from "../model/index.ts";
import { usePage } from "./page-context.ts";
import { useShown } from "./use-shown.ts";

/** What the real commands would print at the cursor. */
export function KubectlView(): JSX.Element {
  const { say, view, session } = usePage();
  const commands = sampleCommands(view);
  const [index, choose] = useState(0);
  const command = commands[index] ?? commands[0] ?? "kubectl get pods";
  const shown = useShown(command);
  const step = view.steps[session.cursor];
  return (
    <section class="kubectl" aria-labelledby="kubectl-heading" data-step={step?.id}>
      <h3 id="kubectl-heading">{say("kubectl.heading", { time: instantText(step?.t ?? 0) })}</h3>
      <label class="field">
        <span>{say("kubectl.command")}</span>
        <select value={index} onChange={(event) => choose(Number(event.currentTarget.value))}>
          {commands.map((each, value) => (
            <option key={each} value={value}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <pre class="terminal" tabIndex={0} role="region" aria-label={command} aria-busy={shown === undefined}>
        {shown === undefined ? say("kubectl.running") : `${shown.stdout}${shown.stderr}`}
      </pre>
    </section>
  );
}
