import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import type { DiagnosisTask, Printed } from "../engine/index.ts";
import { instantText, sampleCommands } from "../model/index.ts";
import { usePage } from "../views/index.ts";

/** A pod that fails, and nothing but kubectl: evidence is bought one command at a time, then the causes are named. */
export function DiagnoseMode(): JSX.Element {
  const { say, engine, session, view } = usePage();
  const { world, seed, kubelet } = session;
  const [task, setTask] = useState<DiagnosisTask | "none">();
  const [bought, setBought] = useState<readonly (Printed & { readonly command: string })[]>([]);
  useEffect(() => {
    void engine("diagnosis", { world, seed, kubelet }).then((made) => setTask(made ?? "none"));
  }, [engine, world, seed, kubelet]);
  if (task === undefined) return <p class="aside">{say("question.making")}</p>;
  if (task === "none") return <p>{say("diagnose.none")}</p>;
  const buy = async (command: string): Promise<void> => {
    const printed = await engine("show", { world, command, at: task.at, seed, kubelet });
    setBought([...bought, { ...printed, command }]);
  };
  return (
    <div class="mode-columns">
      <div>
        <p>{say("diagnose.moment", { time: instantText(task.at) })}</p>
        <div class="row chips">
          {sampleCommands(view).map((command) => (
            <button
              key={command}
              type="button"
              disabled={bought.some((each) => each.command === command)}
              onClick={() => void buy(command)}
            >
              <code>{command}</code>
            </button>
          ))}
        </div>
        {bought.length === 0 ? <p class="empty">{say("diagnose.empty")}</p> : null}
        {bought.map(({ command, stdout, stderr }) => (
          <div key={command} class="bought">
            <p class="typed terminal">$ {command}</p>
            <pre class="terminal" tabIndex={0} role="region" aria-label={command}>
              {stdout}
              {stderr}
            </pre>
          </div>
        ))}
      </div>
      <div class="mode-side">
        <Naming task={task} cost={bought.length} />
      </div>
    </div>
  );
}

function Naming({ task, cost }: { readonly task: DiagnosisTask; readonly cost: number }): JSX.Element {
  const { say } = usePage();
  const [named, setNamed] = useState<readonly string[]>([]);
  const [isDone, setDone] = useState(false);
  const toggle = (id: string): void =>
    setNamed(named.includes(id) ? named.filter((each) => each !== id) : [...named, id]);
  const fits = task.options.filter((option) => option.fits).map(({ id }) => id);
  const hits = named.filter((id) => fits.includes(id)).length;
  const isWhole = hits === fits.length && named.length === fits.length;
  return (
    <fieldset class="question">
      <legend>{say("diagnose.ask")}</legend>
      <div class="choices" lang="en">
        {task.options.map(({ id, title, fits }) => (
          <label key={id} class={isDone ? `choice ${fits ? "right" : named.includes(id) ? "wrong" : ""}` : "choice"}>
            <input type="checkbox" checked={named.includes(id)} disabled={isDone} onChange={() => toggle(id)} />
            <span>{title}</span>
          </label>
        ))}
      </div>
      {isDone ? null : (
        <button type="button" disabled={named.length === 0} onClick={() => setDone(true)}>
          {say("diagnose.check")}
        </button>
      )}
      <div role="status">
        {isDone ? (
          <div class="feedback">
            <p class={isWhole ? "tone-good" : "tone-bad"}>
              <strong>{say(isWhole ? "diagnose.whole" : hits > 0 ? "diagnose.partial" : "feedback.wrong")}</strong>{" "}
              {say("diagnose.cost", { n: cost })}
            </p>
            <h4>{say("verdict.proof")}</h4>
            <ul lang="en">
              {task.proof.map((line) => (
                <li key={line} class="said">
                  {line}
                </li>
              ))}
            </ul>
            <h4>{say("verdict.fix")}</h4>
            <ul lang="en">
              {task.fix.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </fieldset>
  );
}
