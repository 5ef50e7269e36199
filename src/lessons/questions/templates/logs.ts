import { showWorld } from "../../../sandbox/index.ts";
import { distinct, instant, ofKind, toneOf, troublesOf } from "../read-off.ts";
import { SOON, type Story, type Told } from "../story.ts";
import type { Template } from "../template.ts";

export const logs: Template = {
  id: "Q07",
  skill: "SYM",
  level: "medium",
  format: "one",
  make: async (story, dice) => {
    const told = await story.tell();
    const troubles = troublesOf(told);
    const trouble = dice.pick(troubles);
    if (trouble === undefined) return undefined;
    const { status, step, failure } = trouble;
    const elsewhere = await Promise.all(momentsOf(told).map((t) => printed(told, t)));
    return {
      values: { pod: told.pod, at: instant(status.t) },
      right: [await printed(told, status.t)],
      believed: { beliefs: ["M04"], value: (other) => printed(other, status.t), until: status.t },
      lures: [
        ...elsewhere.map((text) => ({ text })),
        { text: failure.data.message ?? "", belief: "M04" },
        { text: (await told.show("logs POD-0", status.t)).trim(), invented: true },
      ],
      second: async () => [await asked(story, told, status.t)],
      step,
    };
  },
};

/** When STATUS reads something for the first time. */
function momentsOf(told: Told): readonly number[] {
  const statuses = ofKind(told, "status");
  return distinct(statuses.map(({ data }) => data.status)).flatMap(
    (status) => statuses.find(({ data }) => data.status === status && toneOf(status) !== "good")?.t ?? [],
  );
}

async function printed(told: Told, t: number): Promise<string> {
  return lastLine(await told.show("logs POD", t));
}

/** The last line: before it kubectl may say which container it has chosen. */
function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** Asked of the kubelet itself in a run that ends then. */
async function asked({ world, options, rules }: Story, { pod, namespace }: Told, t: number): Promise<string> {
  const shown = await showWorld(world, `logs ${pod} -n ${namespace}`, { seed: options.seed, rules, for: t + SOON });
  return lastLine(`${shown.stdout}${shown.stderr}`);
}
