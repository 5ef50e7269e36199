import {
  diagnose,
  type Exchanged,
  judgeImages,
  podsWithoutVerdict,
  type PullUnderWay,
  pullsUnderWay,
} from "../../diagnosis/index.ts";
import { type Lines, type Minor, type RegistryFacts, rulesOf, type Snapshot, type Verdict } from "../../kinds/index.ts";
import { exchangeLines } from "./exchange-lines.ts";

/** What `diagnose` has found; every format prints this. */
export interface DiagnoseReport {
  readonly schema: "pullwhy.diagnose/v1";
  /** Names of what was read, or the address of the API server. */
  readonly source: string;
  readonly origin: Snapshot["origin"];
  readonly kubelet: Minor;
  readonly verdicts: readonly Verdict[];
  /** What registries answered about images that were asked about by themselves. */
  readonly images?: readonly ImageAnswers[];
  /** Every question to a registry, where more was to be said. */
  readonly exchanged?: readonly ExchangeLine[];
  /** Pods that were seen and have no verdict. */
  readonly well: readonly string[];
  /** Pulls that have begun a while ago and were not seen to end. */
  readonly pulling: readonly PullUnderWay[];
  readonly notUnderstood: readonly Lines[];
  /** What may be there but was not shown, and why. */
  readonly notSeen: readonly string[];
}

export interface ImageAnswers {
  readonly image: string;
  readonly answers: readonly Pick<RegistryFacts, "answer" | "secret" | "text" | "unsent">[];
}

/** Somebody as whom the kubelet would ask was shown it. */
export function isThere({ answers }: ImageAnswers): boolean {
  return answers.some(({ answer, unsent }) => answer === "found" && unsent === undefined);
}

/** One request, and what came of it. */
export interface ExchangeLine {
  readonly image: string;
  readonly secret?: string;
  readonly method: string;
  readonly url: string;
  readonly as: string;
  /** A status, a fault or why it was not sent. */
  readonly result: string;
  /** The registry's own words. */
  readonly said?: string;
  readonly address?: string;
  /** To the head of the answer. */
  readonly milliseconds?: number;
}

export interface DiagnoseQuestion {
  readonly source: string;
  readonly kubelet: Minor;
  readonly snapshot: Snapshot;
  /** Of images that are asked about by themselves. */
  readonly images?: readonly string[];
  readonly exchanged?: readonly Exchanged[];
}

export interface ReportOptions {
  /** With the whole exchange. */
  readonly verbose: boolean;
}

export function diagnoseReport(question: DiagnoseQuestion, { verbose }: ReportOptions): DiagnoseReport {
  const { source, kubelet, snapshot, images, exchanged = [] } = question;
  const rules = rulesOf(kubelet);
  const all = images === undefined ? diagnose(snapshot, { rules }) : judgeImages(images, snapshot, rules);
  const telling = all.filter((verdict) => !isOnlyText(verdict));
  // Words about images that stand around something that tells are no problem of their own.
  const verdicts = telling.length > 0 ? telling : all;
  const around = all.filter((verdict) => !verdicts.includes(verdict)).flatMap(linesOf);
  const judged = new Set(verdicts.flatMap(({ pods }) => pods));
  const pulling = pullsUnderWay(snapshot).filter(({ pod }) => !judged.has(pod));
  return {
    schema: "pullwhy.diagnose/v1",
    source,
    origin: snapshot.origin,
    kubelet,
    verdicts,
    ...(images !== undefined && { images: images.map((image) => answersOf(image, snapshot)) }),
    ...(verbose && { exchanged: exchanged.flatMap(exchangeLines) }),
    well: podsWithoutVerdict(snapshot, verdicts).filter((pod) => !pulling.some((pull) => pull.pod === pod)),
    pulling,
    notUnderstood: [...snapshot.notUnderstood, ...around].toSorted((a, b) => a.from - b.from),
    notSeen: snapshot.notSeen ?? [],
  };
}

function answersOf(image: string, { registries = [] }: Snapshot): ImageAnswers {
  const own = registries.filter((each) => each.image === image);
  return {
    image,
    answers: own.map(({ answer, text, secret, unsent }) => ({
      answer,
      text,
      ...(secret && { secret }),
      ...(unsent && { unsent }),
    })),
  };
}

/** A text that names no pod and tells no cause. */
function isOnlyText({ cause, pods }: Verdict): boolean {
  return cause === "unknown" && pods.length === 0;
}

function linesOf({ evidence }: Verdict): readonly Lines[] {
  return evidence.flatMap(({ lines }) => lines ?? []);
}
