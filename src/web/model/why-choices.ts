import { whyOf, type WhyLink } from "../../lessons/index.ts";
import type { View } from "./view.ts";

const OTHERS = 2;

/** The immediate cause among others that happened as well, in the order of the alphabet, which says nothing. */
export function whyChoices({ run, steps }: View, links: readonly WhyLink[], at: number): readonly string[] {
  const right = links[at];
  if (right === undefined) return [];
  const own = new Set(links.map(({ text }) => text));
  const others = new Set(
    steps.flatMap((step) => whyOf(run, step).map(({ text }) => text)).filter((text) => !own.has(text)),
  );
  const near = [...others].slice(0, 40).filter((_, index) => index % 3 === at % 3);
  const lures = [...near, ...others].filter((text, index, all) => all.indexOf(text) === index).slice(0, OTHERS);
  return [right.text, ...lures].toSorted();
}
