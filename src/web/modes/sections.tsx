import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";

import { keyMoments, snapshotOf, transcriptOf } from "../../lessons/index.ts";
import { formatLink, instantText, linkOf, shortDuration } from "../model/index.ts";
import { Status, usePage } from "../views/index.ts";
import type { WordKey } from "../words/index.ts";
import { Answers, Quiz } from "./quiz.tsx";
import { useQuestions } from "./use-questions.ts";

const VISUAL = ["Q01", "Q03", "Q27"] as const;
const PRACTICE = ["Q02", "Q04", "Q05", "Q12", "Q13", "Q15", "Q24"] as const;

/** What stands below the player, in the order of a lesson: key moments, quiz, snapshot, transcript, practice. */
export function Sections(): JSX.Element {
  const { say, view, dispatch, session } = usePage();
  const visual = useQuestions(VISUAL);
  const practice = useQuestions(PRACTICE);
  // The cursor changes none of it.
  const told = useMemo(
    () => ({ moments: <Moments />, snapshot: <Snapshot />, transcript: <Transcript /> }),
    [say, view, dispatch],
  );
  const quizzes = useMemo(
    () => ({
      visual: <Quiz title={say("quiz.title")} questions={visual} />,
      practice: <Quiz title={say("practice.title")} questions={practice} />,
      answers: <Answers parts={[visual ?? [], practice ?? []]} />,
    }),
    [say, visual, practice],
  );
  return (
    <div class="sections">
      {told.moments}
      {quizzes.visual}
      {told.snapshot}
      {told.transcript}
      {quizzes.practice}
      {quizzes.answers}
      <p class="print-only">
        <code>{formatLink(linkOf(session))}</code>
      </p>
    </div>
  );
}

function Moments(): JSX.Element {
  const { say, view, dispatch } = usePage();
  const moments = useMemo(() => {
    const windows = view.run.entries.flatMap((entry) =>
      entry.kind === "backoff" ? { seq: entry.seq, ...entry.data } : [],
    );
    return keyMoments({ steps: view.steps, windows });
  }, [view]);
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
  const card = useMemo(() => snapshotOf(view.run.entries, view.steps), [view]);
  const told = card.windows.slice(0, WINDOWS).map((each) => shortDuration(each));
  const windows = [...told, ...(card.windows.length > WINDOWS ? ["…"] : [])].join(", ");
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

/** Windows that are told one by one. */
const WINDOWS = 12;
/** Paragraphs that are told at once. */
const PARAGRAPHS = 120;

function Transcript(): JSX.Element {
  const { say, view } = usePage();
  const [shown, show] = useState(PARAGRAPHS);
  const paragraphs = useMemo(() => transcriptOf(view.steps), [view]);
  return (
    <section class="transcript" aria-labelledby="transcript-heading">
      <h2 id="transcript-heading">{say("transcript.title")}</h2>
      <div lang="en">
        {paragraphs.slice(0, shown).map((sentences) => (
          <p key={sentences[0]}>{sentences.join(" ")}</p>
        ))}
      </div>
      {paragraphs.length <= shown ? null : (
        <button type="button" onClick={() => show(shown + PARAGRAPHS)}>
          {say("transcript.more", { n: paragraphs.length - shown })}
        </button>
      )}
    </section>
  );
}
