import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";

import { type Lab, LABS } from "../../lessons/index.ts";
import { loadWorld } from "../browser/index.ts";
import type { LabResult } from "../engine/index.ts";
import { instantText, viewOf } from "../model/index.ts";
import { TimeLine, usePage } from "../views/index.ts";

/** One world, gone on with in several ways: guess first, then all of them are run. */
export function Labs(): JSX.Element {
  const { say } = usePage();
  return (
    <section class="labs" aria-labelledby="labs-heading">
      <h2 id="labs-heading">{say("lab.title")}</h2>
      {LABS.map((lab) => (
        <LabView key={lab.id} lab={lab} />
      ))}
    </section>
  );
}

function LabView({ lab }: { readonly lab: Lab }): JSX.Element {
  const { say, engine, session } = usePage();
  const { seed, kubelet } = session;
  const [results, setResults] = useState<readonly LabResult[]>();
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    const data = await loadWorld(lab.world);
    if (data !== undefined) setResults(await engine("lab", { lab: lab.id, world: data.world, seed, kubelet }));
    setBusy(false);
  };
  return (
    <article class="lab" data-lab={lab.id}>
      <h3 lang="en">{lab.title}</h3>
      <p lang="en">{lab.task}</p>
      {results === undefined ? (
        <>
          <ul lang="en" class="ways">
            {lab.variants.map(({ id, says }) => (
              <li key={id}>{says}</li>
            ))}
          </ul>
          <button type="button" class="primary" disabled={busy} onClick={() => void run()}>
            {say(busy ? "question.making" : "lab.run")}
          </button>
        </>
      ) : (
        <>
          <Measured lab={lab} results={results} />
          <p class="aside">
            {say("lab.learned")} <span lang="en">{lab.objective}</span>
          </p>
        </>
      )}
    </article>
  );
}

function Measured({ lab, results }: { readonly lab: Lab; readonly results: readonly LabResult[] }): JSX.Element {
  const { say } = usePage();
  return (
    <>
      <div class="table-wrap" tabIndex={0} role="region" aria-label={lab.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say("lab.way")}</th>
              {lab.columns.map(({ id, title }) => (
                <th scope="col" key={id} lang="en">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map(({ says, values }) => (
              <tr key={says}>
                <th scope="row" lang="en">
                  {says}
                </th>
                {lab.columns.map(({ id, unit }, index) => {
                  const value = values[index];
                  const text = value === undefined ? say("lab.never") : unit === "ms" ? instantText(value) : `${value}`;
                  return <td key={id}>{text}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {results.map((result) => (
        <Future key={result.says} {...result} />
      ))}
    </>
  );
}

/** The time line of one way, with the cursor where it leaves the others. */
function Future({ says, run }: LabResult): JSX.Element {
  const view = useMemo(() => viewOf(run), [run]);
  const deed = run.entries.find(({ kind, seq }) => kind === "user" && seq > 0);
  return (
    <div class="future">
      <h4 lang="en">{says}</h4>
      <TimeLine view={view} at={deed?.t ?? 0} scale="compressed" />
    </div>
  );
}
