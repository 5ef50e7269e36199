import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { type BesideLog, besideLog, loggedWorld, PUBLIC_LOG } from "../../lessons/index.ts";
import { Status, usePage } from "../views/index.ts";

/** What a real cluster did, beside what this one does: the reader judges how far the page can be trusted. */
export function PublicLog(): JSX.Element | null {
  const { say, engine, session } = usePage();
  const { world, seed, kubelet } = session;
  const [flips, setFlips] = useState<readonly BesideLog[]>([]);
  const isLogged = world.name === LOGGED;
  useEffect(() => {
    if (!isLogged) return;
    void engine("run", { world: loggedWorld(world, seed), seed, kubelet }).then((run) => setFlips(besideLog(run)));
  }, [engine, world, seed, kubelet, isLogged]);
  if (!isLogged || flips.length === 0) return null;
  return (
    <section class="public-log" aria-labelledby="log-heading">
      <h2 id="log-heading">{say("log.title")}</h2>
      <p>{say("log.about")}</p>
      <p class="aside">
        <code>{PUBLIC_LOG.source}</code>
      </p>
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
          {flips.map(({ status, logged, ran }) => (
            <tr key={logged}>
              <th scope="row">
                <Status status={status} />
              </th>
              <td>{say("log.seconds", { s: logged })}</td>
              <td>{ran === undefined ? "–" : say("log.seconds", { s: Math.round(ran) })}</td>
              <td>{ran === undefined ? "–" : say("log.seconds", { s: Math.round(Math.abs(ran - logged)) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The world whose trouble the log shows. */
const LOGGED = "wrong-tag";
