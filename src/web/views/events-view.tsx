import type { JSX } from "preact";

import type { ShownEvent } from "../../lessons/index.ts";
import { eventsAt, instantText, stepAt } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** The events as the API server holds them at the cursor, the latest first. */
export function EventsView(): JSX.Element {
  const { say, view, session } = usePage();
  const events = eventsAt(view, session.cursor).toReversed();
  const step = view.steps[session.cursor];
  const time = instantText(step?.t ?? 0);
  return (
    <section class="events" aria-labelledby="events-heading" data-step={step?.id}>
      <h3 id="events-heading">{say("events.heading", { n: events.length, time })}</h3>
      <ol lang="en">
        {events.map((event) => (
          <EventItem key={`${event.pod} ${event.fieldPath} ${event.reason} ${event.message}`} event={event} />
        ))}
      </ol>
    </section>
  );
}

function EventItem({ event }: { readonly event: ShownEvent }): JSX.Element {
  const { say, view, session, dispatch } = usePage();
  const step = stepAt(view, event.last);
  return (
    <li class={`event ${event.type === "Warning" ? "warning" : ""} ${step === session.cursor ? "new" : ""}`}>
      <p class="event-head">
        <button type="button" class="link time" onClick={() => dispatch({ do: "go", step })}>
          {instantText(event.last)}
        </button>
        <span>{event.type}</span>
        <strong>{event.reason}</strong>
        {event.count > 1 ? <span class="count">{say("events.times", { n: event.count })}</span> : null}
      </p>
      <p class="said">{event.message}</p>
    </li>
  );
}
