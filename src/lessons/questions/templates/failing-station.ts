import { machine } from "../../../kubelet/index.ts";
import { containersAt, ofKind, stepOf } from "../read-off.ts";
import type { Told } from "../story.ts";
import type { Template } from "../template.ts";

export const failingStation: Template = {
  id: "Q11",
  skill: "CAU",
  level: "medium",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const failed = dice.pick(ofKind(told, "decision").filter(({ data }) => data.reason !== undefined));
    const step = failed === undefined ? undefined : stepOf(told, failed);
    const next = ofKind(told, "sync").find(({ t }) => t > (failed?.t ?? Infinity));
    if (failed === undefined || step === undefined || next?.data.trigger !== "retry") return undefined;
    const path = wholePath(told, failed);
    return {
      values: { image: failed.data.image, seconds: Math.round(failed.t / 1000), stations: path.length - 1 },
      right: [titleOf(told, path.at(-2) ?? "")],
      lures: path
        .slice(0, -2)
        .toReversed()
        .map((id) => ({ text: titleOf(told, id) })),
      second: async () => (await before(told, next.t)).filter((id) => path.includes(id)).map((id) => titleOf(told, id)),
      step,
    };
  },
};

type Decision = ReturnType<typeof ofKind<"decision">>[number];

/** A pull is decided in two parts: how it was begun, and how it ended. */
function wholePath(told: Told, failed: Decision): readonly string[] {
  if (failed.data.path.length > 2) return failed.data.path;
  const begun = ofKind(told, "decision").findLast(
    ({ seq, data, container }) =>
      seq < failed.seq && container === failed.container && data.state === failed.data.path[0],
  );
  return [...(begun?.data.path ?? []), ...failed.data.path.slice(1)];
}

function titleOf({ rules }: Told, id: string): string {
  return machine(rules).states.find((state) => state.id === id)?.title ?? "";
}

/** The stations before the failure whose reason kubectl shows once the next look has published it. */
async function before(told: Told, t: number): Promise<readonly string[]> {
  const reasons = (await containersAt(told, t)).map(({ state }) => state.waiting?.reason);
  const { states, transitions } = machine(told.rules);
  const ends = states.filter(({ kind, title }) => kind === "failure" && reasons.includes(title)).map(({ id }) => id);
  return transitions.filter(({ to }) => ends.includes(to)).map(({ from }) => from);
}
