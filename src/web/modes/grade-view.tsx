import type { JSX } from "preact";

import type { Finding, Grade, Scenario } from "../../lessons/index.ts";
import { atSeq, formatLink, instantText, shortDuration, type View } from "../model/index.ts";
import { Status, usePage } from "../views/index.ts";

interface GradeViewProps {
  readonly grade: Grade;
  readonly view: View;
  readonly scenario: Scenario;
}

/** Repaired, repaired in a way that smells, or not yet; with what is wanted, and the entry that shows it. */
export function GradeView({ grade, view, scenario }: GradeViewProps): JSX.Element {
  const { say } = usePage();
  if (grade.kind === "not-yet") {
    return (
      <div class="feedback">
        <p class="tone-bad">
          <strong>{say("fix.not-yet")}</strong>
        </p>
        <FindingView finding={grade.finding} view={view} />
        <p class="aside">{say("fix.hint", { objective: scenario.objective })}</p>
      </div>
    );
  }
  const { after, changes, par } = grade;
  return (
    <div class="feedback">
      <p class="tone-good">
        <strong>{say("fix.done", { after: shortDuration(Math.round(after / 100) * 100) })}</strong>
      </p>
      <p>{say("fix.par", { n: changes, par })}</p>
      {grade.kind === "smell" ? (
        <>
          <p class="tone-waiting">
            <strong>{say("fix.smell")}</strong>
          </p>
          {grade.findings.map((finding) => (
            <FindingView key={finding.seq} finding={finding} view={view} />
          ))}
        </>
      ) : null}
      <p>
        <a href={formatLink({ scenario: scenario.contrast, mode: "fix" })}>{say("fix.contrast")}</a>
      </p>
    </div>
  );
}

function FindingView({ finding, view }: { readonly finding: Finding; readonly view: View }): JSX.Element {
  const { say } = usePage();
  const { predicate, text, t, seq } = finding;
  const status = atSeq(view, seq);
  return (
    <dl class="finding">
      <dt>{say("fix.wants")}</dt>
      <dd>{say(`predicate.${predicate}`)}</dd>
      <dt>{say("fix.seen", { time: instantText(t) })}</dt>
      <dd lang="en">
        {text} {status === undefined ? null : <Status status={status} />}
      </dd>
    </dl>
  );
}
