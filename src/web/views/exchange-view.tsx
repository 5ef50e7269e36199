import type { JSX } from "preact";

import { copyText } from "../browser/index.ts";
import { curlOf, exchangeAt, type ExchangeEntry, exchangeLine, instantText } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** Name server, connection, TLS and every HTTP request of the pull at the cursor. */
export function ExchangeView(): JSX.Element {
  const { say, view, session } = usePage();
  const exchange = exchangeAt(view, session.cursor);
  const step = exchange === undefined ? undefined : view.steps[exchange.step];
  const heading = step === undefined ? say("exchange.none") : say("exchange.heading", { time: instantText(step.t) });
  return (
    <section class="exchange" aria-labelledby="exchange-heading" data-step={view.steps[session.cursor]?.id}>
      <h3 id="exchange-heading">{heading}</h3>
      {step === undefined || exchange?.step === session.cursor ? null : (
        <p class="aside">{say("exchange.before", { step: step.id })}</p>
      )}
      <ol lang="en">
        {(exchange?.entries ?? []).map((entry) => (
          <ExchangeItem key={entry.seq} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function ExchangeItem({ entry }: { readonly entry: ExchangeEntry }): JSX.Element {
  const { say } = usePage();
  const { what, asked, answer, bad } = exchangeLine(entry, say("exchange.login"));
  const curl = curlOf(entry);
  return (
    <li class={bad ? "bad" : ""} data-seq={entry.seq}>
      <span class="what">{what}</span>
      <code class="asked">{asked}</code>
      <span class="answer">{answer}</span>
      {curl === undefined ? null : (
        <button type="button" class="link" onClick={() => void copyText(curl)}>
          {say("exchange.copy")}
        </button>
      )}
    </li>
  );
}
