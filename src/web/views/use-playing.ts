import { useEffect } from "preact/hooks";

import { after } from "../browser/index.ts";
import { playDelay } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** While it plays, one step follows the other after its time at the chosen speed. */
export function usePlaying(): void {
  const { view, session, dispatch } = usePage();
  const { playing, cursor, speed } = session;
  useEffect(() => {
    if (!playing) return undefined;
    return after(playDelay(view, cursor, speed), () => dispatch({ do: "move", move: "forward" }));
  }, [playing, cursor, speed, view, dispatch]);
}
