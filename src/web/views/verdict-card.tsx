import type { JSX } from "preact";

import type { Verdict } from "../../kinds/index.ts";
import { isCommandLine } from "../model/index.ts";
import { usePage } from "./page-context.ts";
import { Status } from "./status.tsx";

/** A verdict from top to bottom: cause, proof, what happens next, fix. */
export function VerdictCard({ verdict }: { readonly verdict: Verdict }): JSX.Element {
  const { say } = usePage();
  const { cause, summary, confidence, status, evidence, next, fix, alternatives } = verdict;
  return (
    <article class="verdict">
      <h3 lang="en">{summary}</h3>
      <p class="aside">
        {status === undefined ? null : <Status status={status} />} <code>{cause}</code> ·{" "}
        {say(`confidence.${confidence}`)}
      </p>
      <h4>{say("verdict.proof")}</h4>
      <ul lang="en">
        {evidence.slice(0, 3).map(({ text }) => (
          <li key={text} class="said">
            {text}
          </li>
        ))}
      </ul>
      {next === undefined ? null : (
        <>
          <h4>{say("verdict.next")}</h4>
          <p lang="en">{next.sentence}</p>
        </>
      )}
      {fix.length === 0 ? null : <h4>{say("verdict.fix")}</h4>}
      <ul lang="en">
        {fix.map((line) => (
          <li key={line}>{isCommandLine(line) ? <code>{line}</code> : line}</li>
        ))}
      </ul>
      {alternatives.length === 0 ? null : (
        <details>
          <summary>{say("verdict.else", { n: alternatives.length })}</summary>
          <ul lang="en">
            {alternatives.map(({ cause, decide }) => (
              <li key={cause}>
                <code>{cause}</code>: {decide}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}
