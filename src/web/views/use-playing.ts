import { useEffect } from "preact/hooks";

import { after } from "../browser/index.ts";
import { playDelay, stepOfId } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** While it plays, one step follows the other after its time at the chosen speed. */
export function usePlaying(): void {
  const { view, session, dispatch } = usePage();
  const { playing, cursor, speed, marks, loops } = session;
  useEffect(() => {
    if (!playing) return undefined;
    const places = marks.flatMap((id) => stepOfId(view, id) ?? []);
    const turns = loops && places.length > 1 && cursor === Math.max(...places);
    return after(playDelay(view, cursor, speed), () =>
      dispatch(turns ? { do: "go", step: Math.min(...places), jump: false } : { do: "move", move: "forward" }),
    );
  }, [playing, cursor, speed, view, dispatch, marks, loops]);
}
