import { useEffect, useState } from "preact/hooks";

import type { Printed } from "../engine/index.ts";
import { after } from "../browser/index.ts";
import { withActions } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** While the cursor moves fast, only where it rests is asked for. */
const REST = 60;

/** What a command prints at the cursor; what it printed before stays until the answer is there. */
export function useShown(command: string): Printed | undefined {
  const { engine, view, session, branch } = usePage();
  const [shown, setShown] = useState<Printed>();
  const at = view.moments[session.cursor]?.to ?? 0;
  const { seed, kubelet, world } = session;
  useEffect(() => {
    let wanted = true;
    const acted = withActions(world, branch.actions);
    const ask = async (): Promise<void> => {
      const printed = await engine("show", { world: acted, command, at, seed, kubelet });
      if (wanted) setShown(printed);
    };
    const cancel = after(REST, () => void ask());
    return () => {
      wanted = false;
      cancel();
    };
  }, [engine, world, branch.actions, command, at, seed, kubelet]);
  return shown;
}
