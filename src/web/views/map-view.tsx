import type { JSX } from "preact";

import { instantText, mapAt, type Place } from "../model/index.ts";
import { Breakable } from "./breakable.tsx";
import { usePage } from "./page-context.ts";
import { Status } from "./status.tsx";

/** Each pod's way to its image: node, login, name, connection, registry; the link that does not hold is drawn broken. */
export function MapView(): JSX.Element {
  const { say, view, session } = usePage();
  const step = view.steps[session.cursor];
  const ways = mapAt(view, session.cursor);
  return (
    <section class="map" aria-labelledby="map-heading" data-step={step?.id}>
      <h3 id="map-heading">{say("map.heading", { time: instantText(step?.t ?? 0) })}</h3>
      {ways.length === 0 ? <p class="empty">{say("map.none")}</p> : null}
      {ways.map(({ pod, status, places }) => (
        <div key={pod} class="way">
          <p>
            <Status status={status} />
          </p>
          <ol>
            {places.map((place) => (
              <PlaceItem key={place.kind} place={place} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

function PlaceItem({ place }: { readonly place: Place }): JSX.Element {
  const { say } = usePage();
  const { kind, name, facts, holds } = place;
  return (
    <li class={holds === false ? "place broken" : holds === undefined ? "place untried" : "place"}>
      <span class="aside">{say(`map.${kind}`)}</span>
      <div lang="en">
        <p>
          <Breakable text={name} />
        </p>
        {facts === "" ? null : (
          <p class="aside">
            {holds === false ? <span class="tone-bad">✕ </span> : null}
            <Breakable text={facts} />
          </p>
        )}
      </div>
    </li>
  );
}
