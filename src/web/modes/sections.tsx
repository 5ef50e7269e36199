import type { JSX } from "preact";

import { keyMoments, snapshotOf, transcriptOf } from "../../lessons/index.ts";
import { instantText, shortDuration } from "../model/index.ts";
import { Status, usePage } from "../views/index.ts";
import type { WordKey } from "../words/index.ts";
import { Quiz } from "./quiz.tsx";

/** What stands below the player, in the order of a lesson: key moments, quiz, snapshot, transcript, practice. */
export function Sections(): JSX.Element {
  const { say } = usePage();
  return (
    <div class="sections">
      <Moments />
      <Quiz title={say("quiz.title")} templates={["Q01", "Q03", "Q27"]} />
      <Snapshot />
      <Transcript />
      <Quiz title={say("practice.title")} templates={["Q02", "Q04", "Q05", "Q12", "Q13", "Q15", "Q24"]} />
    </div>
  );
}

function Moments(): JSX.Element {
  const { say, view, dispatch } = usePage();
  const windows = view.run.entries.flatMap((entry) =>
    entry.kind === "backoff" ? { seq: entry.seq, ...entry.data } : [],
  );
  const moments = keyMoments({ steps: view.steps, windows });
  return (
    <section class="moments" aria-labelledby="moments-heading">
      <h2 id="moments-heading">{say("moments.title", { n: moments.length })}</h2>
      <dl>
        {moments.map(({ kind, step, facts }) => (
          <div key={kind}>
            <dt>{say(`moment.${kind}.question` as WordKey, facts)}</dt>
            <dd>
              {say(`moment.${kind}.answer` as WordKey, facts)}{" "}
              <button
                type="button"
                class="link"
                onClick={() => dispatch({ do: "go", step: view.steps.findIndex(({ id }) => id === step) })}
              >
                {say("feedback.show", { step })}
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Snapshot(): JSX.Element {
  const { say, view } = usePage();
  const card = snapshotOf(view.run.entries, view.steps);
  const windows = card.windows.map((each) => shortDuration(each)).join(", ");
  return (
    <section class="snapshot" aria-labelledby="snapshot-heading">
      <h2 id="snapshot-heading">{say("snapshot.title")}</h2>
      <ul>
        <li>
          {say("snapshot.statuses")}{" "}
          {card.statuses.map((status) => (
            <Status key={status} status={status} />
          ))}
        </li>
        <li>{say("snapshot.phases", { phases: card.phases.join(", ") })}</li>
        <li>{say("snapshot.attempts", { n: card.attempts, failures: card.failures })}</li>
        {windows === "" ? null : <li>{say("snapshot.windows", { windows })}</li>}
        {card.refusal === undefined ? null : <li>{say("snapshot.refusal", { refusal: card.refusal })}</li>}
        {card.deeds.map((deed) => (
          <li key={deed}>
            {say("snapshot.deed")} <code>{deed}</code>
          </li>
        ))}
        <li>
          {card.running === undefined
            ? say("snapshot.never")
            : say("snapshot.running", { time: instantText(card.running) })}
        </li>
      </ul>
    </section>
  );
}

function Transcript(): JSX.Element {
  const { say, view } = usePage();
  return (
    <section class="transcript" aria-labelledby="transcript-heading">
      <h2 id="transcript-heading">{say("transcript.title")}</h2>
      {transcriptOf(view.steps).map((sentences) => (
        <p key={sentences[0]}>{sentences.join(" ")}</p>
      ))}
    </section>
  );
}
