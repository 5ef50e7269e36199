import { expect, test } from "vitest";

import { rulesOf } from "../../kinds/index.ts";
import { CAUSES } from "../causes/index.ts";
import { classify } from "../messages/index.ts";
import { diagnose } from "../verdicts/index.ts";
import { causePages } from "./explain-markdown.ts";
import { explanationOf } from "./explanation.ts";
import { SEEN_SAMPLES } from "./seen-samples.data.ts";

const PAGES = causePages();

test.each(CAUSES.map((cause) => [cause.id, cause] as const))(
  "%s stands on its page with messages whose verdict it is",
  (id, cause) => {
    const { samples, family } = explanationOf(cause);
    const [, section = ""] = PAGES[`${family}.md`]?.split(`\n## ${id}\n`) ?? [];
    expect(samples.length).toBeGreaterThan(0);
    for (const { sample } of samples) expect(section.split("\n## ")[0]).toContain(sample);
    const alone = samples.filter(({ beside }) => beside === undefined);
    expect(alone.filter(({ sample }) => classify({ text: sample }).causes[0] !== id)).toEqual([]);
  },
);

test.each(SEEN_SAMPLES.map((each) => [each.cause, each] as const))(
  "%s is the verdict on its message, with what was seen beside it as proof",
  (cause, { image, sample: message, beside, seen }) => {
    const waiting = { kind: "container", name: "app", image, state: "waiting", reason: "ErrImagePull" } as const;
    const pod = { name: "web", namespace: "shop", pullSecrets: ["regcred"], containers: [{ ...waiting, message }] };
    const empty = { origin: "cluster", events: [], messages: [], notUnderstood: [] } as const;
    const [verdict] = diagnose({ ...empty, pods: [pod], ...seen }, { rules: rulesOf("1.33") });
    expect(verdict).toMatchObject({ cause, confidence: "certain" });
    expect(verdict?.evidence.map(({ text }) => text)).toEqual(expect.arrayContaining([...beside]));
    expect(classify({ text: message, image }).causes[0]).not.toBe(cause);
  },
);
