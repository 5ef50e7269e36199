import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { type Flip, flipsBeside, loggedWorld, viewOf } from "../model/index.ts";
import { Status, usePage } from "../views/index.ts";

/** What a real cluster did, beside what this one does: the reader judges how far the page can be trusted. */
export function PublicLog(): JSX.Element | null {
  const { say, engine, session } = usePage();
  const { world, seed, kubelet } = session;
  const [flips, setFlips] = useState<readonly Flip[]>([]);
  const isLogged = world.name === LOGGED;
  useEffect(() => {
    if (!isLogged) return;
    void engine("run", { world: loggedWorld(world), seed, kubelet }).then((run) => setFlips(flipsBeside(viewOf(run))));
  }, [engine, world, seed, kubelet, isLogged]);
  if (!isLogged || flips.length === 0) return null;
  return (
    <section class="public-log" aria-labelledby="log-heading">
      <h2 id="log-heading">{say("log.title")}</h2>
      <p>{say("log.about")}</p>
      <table>
        <thead>
          <tr>
            {(["status", "real", "ours", "apart"] as const).map((column) => (
              <th scope="col" key={column}>
                {say(`log.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {flips.map(({ status, logged, ours }) => (
            <tr key={logged}>
              <th scope="row">
                <Status status={status} />
              </th>
              <td>{say("log.seconds", { s: logged })}</td>
              <td>{say("log.seconds", { s: Math.round(ours) })}</td>
              <td>{say("log.seconds", { s: Math.round(Math.abs(ours - logged)) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The world whose trouble the log shows. */
const LOGGED = "wrong-tag";
