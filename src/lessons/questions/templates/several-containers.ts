import type { ContainerState } from "../../../kinds/index.ts";
import { cellAt, instant, ofKind, someStatus, statusBy, toneOf } from "../read-off.ts";
import type { Template } from "../template.ts";

export const severalContainers: Template = {
  id: "Q06",
  skill: "SYM",
  level: "hard",
  format: "one",
  fits: ({ cluster }) => JSON.stringify(cluster.objects).split('"image"').length > 2,
  make: async (story, dice) => {
    const told = await story.tell();
    const many = ofKind(told, "status").some(({ data }) => data.containers.length > 1);
    const found = someStatus(told, dice, (status) => toneOf(status) !== "good");
    if (!many || found === undefined) return undefined;
    const { status, step } = found;
    const { t, data } = status;
    return {
      values: { at: instant(t) },
      evidence: data.containers
        .map(({ name, state, init }) => `${name}${init ? " (init)" : ""}: ${wordOf(state)}`)
        .join("\n"),
      right: [data.status],
      believed: {
        beliefs: ["M22", "M23", "M01", "M25"],
        value: (other) => statusBy(other, t)?.data.status,
        until: t,
      },
      lures: ofKind(told, "status").map((other) => ({ text: other.data.status })),
      second: async () => [await cellAt(told, t, "STATUS")],
      step,
    };
  },
};

function wordOf({ waiting, running, terminated }: ContainerState): string {
  if (running !== undefined) return "running";
  return waiting?.reason ?? terminated?.reason ?? "waiting";
}
