import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { canGoLive, copyText, followLive } from "../browser/index.ts";
import { usePage } from "./page-context.ts";

/** A sandbox of this world for the learner's own kubectl; the page follows what happens in it. */
export function Live(): JSX.Element {
  const { say } = usePage();
  const [can, setCan] = useState<boolean>();
  const { kubeconfig, lost, start, stop } = useLive();
  useEffect(() => void canGoLive().then(setCan), []);
  if (can === false) return <p class="aside">{say("live.cannot")}</p>;
  const line = `export KUBECONFIG=${kubeconfig ?? ""}`;
  return (
    <section class="live" aria-label={say("drawer.live")}>
      {kubeconfig === undefined ? (
        <button type="button" disabled={can === undefined} onClick={start}>
          {say("live.start")}
        </button>
      ) : (
        <>
          <p>{say("live.type")}</p>
          <p class="row">
            <code>{line}</code>
            <button type="button" onClick={() => void copyText(line)}>
              {say("live.copy")}
            </button>
            <button type="button" onClick={stop}>
              {say("live.stop")}
            </button>
          </p>
        </>
      )}
      <p role="status" class="refused">
        {lost}
      </p>
      <p class="aside">{say("live.about")}</p>
    </section>
  );
}

/** Outlives the drawer, which may be closed while the learner types. */
const FOLLOWING: { kubeconfig?: string; stop?: () => void } = {};

interface LiveHook {
  readonly kubeconfig: string | undefined;
  readonly lost: string;
  readonly start: () => void;
  readonly stop: () => void;
}

function useLive(): LiveHook {
  const { session, dispatch } = usePage();
  const [kubeconfig, setKubeconfig] = useState(FOLLOWING.kubeconfig);
  const [lost, setLost] = useState("");
  const stop = (): void => {
    FOLLOWING.stop?.();
    delete FOLLOWING.stop;
    delete FOLLOWING.kubeconfig;
    setKubeconfig(undefined);
  };
  const start = (): void => {
    setLost("");
    FOLLOWING.stop = followLive(
      session.world.name,
      ({ kubeconfig, entries, now }) => {
        FOLLOWING.kubeconfig = kubeconfig;
        setKubeconfig(kubeconfig);
        dispatch({ do: "live", entries, now });
      },
      (why) => {
        stop();
        setLost(why);
      },
    );
  };
  return { kubeconfig, lost, start, stop };
}
