import type { Platform, RegistryFacts, Rules, Verdict } from "../kinds/index.ts";
import type { GivenLogin, Login } from "./logins.ts";
import type { Need, Plan, Proof } from "./plan.ts";
import type { Surroundings } from "./surroundings.ts";

export interface Choices {
  /** The image that shall be used instead. */
  readonly to?: string;
  readonly login?: GivenLogin;
  /** `NAMESPACE/NAME` of the pull secret that is meant, where several would do. */
  readonly secret?: string;
}

export interface Case {
  readonly verdict: Verdict;
  readonly around: Surroundings;
  readonly choices: Choices;
  readonly rules: Rules;
}

/** One question to a registry: the image, as whom. */
export interface Question {
  readonly image: string;
  readonly login?: Login;
  /** What is in an index is wanted, and whether it has this. */
  readonly platform?: Platform;
}

export interface Answer extends Question {
  readonly answer: RegistryFacts["answer"];
  readonly text: string;
  readonly nearTags?: readonly string[];
  /** What the image is there for, where that was asked. */
  readonly platforms?: readonly string[];
}

/** What a plan made of it wants. */
export type Draft = Pick<Plan, "summary" | "changes" | "needs" | "next"> &
  Partial<Pick<Plan, "proof" | "waits" | "none">>;

export function nothing(none: string): Draft {
  return { summary: "There is nothing to change", changes: [], needs: [], none, next: "" };
}

export function needing(need: Need, summary: string): Draft {
  return { summary, changes: [], needs: [need], next: "" };
}

/** The images that wait, in the pods' order. */
export function imagesOf({ image }: Verdict, { pods }: Surroundings): readonly string[] {
  if (image !== undefined) return [image];
  const waiting = pods.flatMap(({ spec, status }) => {
    const names = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])]
      .filter(({ state }) => /Image|Pull/.test(state.waiting?.reason ?? ""))
      .map(({ name }) => name);
    return [...(spec.initContainers ?? []), ...spec.containers].flatMap((each) =>
      names.includes(each.name) ? (each.image ?? []) : [],
    );
  });
  return [...new Set(waiting)];
}

/** As the kubelet asks: with each login that it sends, or as nobody. Undefined where nobody was answered. */
export function proofOf(
  image: string,
  answers: readonly Answer[],
  places: readonly Login["place"][] = ["used"],
): Proof | undefined {
  const own = answers.filter((each) => each.image === image && each.answer !== "unreachable");
  const sent = own.filter(({ login }) => login !== undefined && places.includes(login.place));
  const asked = sent.length > 0 ? sent : own.filter(({ login }) => login === undefined);
  const [first] = asked;
  if (first === undefined) return undefined;
  const good = asked.find(({ answer }) => answer === "found");
  return { accepted: good !== undefined, text: (good ?? first).text };
}
