import type { Printed } from "../engine/index.ts";
import { actionsWith, type Deed, printedBy, withActions } from "../model/index.ts";
import { usePage } from "./page-context.ts";

/** Does something right after the step at the cursor. Where it is not refused, a branch of its own grows from there. */
export function useFork(): (deed: Deed, name: string) => Promise<Printed> {
  const { engine, session, branch, view, dispatch } = usePage();
  const { world, seed, kubelet, cursor } = session;
  return async (deed, name) => {
    const [moment, step] = [view.moments[cursor], view.steps[cursor]];
    if (moment === undefined || step === undefined) throw new Error("No step at the cursor");
    const t = Math.ceil(moment.to) + 1;
    const actions = actionsWith(session, t, deed);
    const run = await engine("run", { world: withActions(world, actions), seed, kubelet });
    const printed = printedBy(run, t);
    const parent = { branch: branch.id, step: step.id, t };
    if (printed.exitCode === 0) dispatch({ do: "branch", branch: { name, actions, parent, run }, t });
    return printed;
  };
}
