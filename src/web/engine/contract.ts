import type { Entry, Minor, Trace, World } from "../../kinds/index.ts";
import type { BeliefId, Deed, Grade, Language, Question } from "../../lessons/index.ts";
import type { Recipe } from "../../lessons/breaking/index.ts";
import type { Built } from "./break-task.ts";
import type { DiagnosisTask } from "../../lessons/practice/index.ts";
import type { PasteAnswer } from "./paste.ts";

/** A trace that can be sent: its entries are an array. */
export interface Run extends Omit<Trace, "entries"> {
  readonly entries: readonly Entry[];
}

/** What is asked of the engine beside the page. Each question has an answer of its own kind. */
export interface Asks {
  /** The whole run of a world. */
  readonly run: { readonly ask: { readonly world: World } & RunWith; readonly answer: Run };
  /** What a kubectl line that only shows prints at an instant. */
  readonly show: {
    readonly ask: { readonly world: World; readonly command: string; readonly at: number } & RunWith;
    readonly answer: Printed;
  };
  /** The questions that a world gives. */
  readonly questions: {
    readonly ask: { readonly world: World; readonly templates?: readonly string[] } & RunWith & SaidIn;
    readonly answer: readonly Question[];
  };
  /** Ten questions of many worlds. */
  readonly test: {
    readonly ask: { readonly worlds: readonly World[] } & RunWith & SaidIn;
    readonly answer: readonly Question[];
  };
  /** Before each step of a world's run: what will kubectl show? */
  readonly predictions: { readonly ask: { readonly world: World } & RunWith; readonly answer: readonly Question[] };
  /** The run of a world under a belief. */
  readonly believed: {
    readonly ask: { readonly world: World; readonly belief: BeliefId } & RunWith;
    readonly answer: Run;
  };
  /** A scenario with what a learner does in it, and whether that repairs it. */
  readonly repair: {
    readonly ask: { readonly scenario: string; readonly world: World; readonly deeds: readonly Deed[] } & RunWith;
    readonly answer: { readonly grade: Grade; readonly run: Run };
  };
  /** A lab's world in each of its ways, with what is measured of it. */
  readonly lab: {
    readonly ask: { readonly lab: string; readonly world: World } & RunWith;
    readonly answer: readonly LabResult[];
  };
  /** A pod whose trouble is to be named. */
  readonly diagnosis: { readonly ask: { readonly world: World } & RunWith; readonly answer: DiagnosisTask | undefined };
  /** A world of somebody's own making, and what it shows. */
  readonly built: { readonly ask: { readonly recipe: Recipe } & RunWith; readonly answer: Built };
  /** Objects as a person would write them. */
  readonly yaml: { readonly ask: { readonly objects: readonly unknown[] }; readonly answer: string };
  /** What a paste tells, and a world that plays it. */
  readonly paste: { readonly ask: { readonly text: string; readonly kubelet: Minor }; readonly answer: PasteAnswer };
}

export interface LabResult {
  readonly says: string;
  /** One for each column of the lab; undefined where it never comes to that. */
  readonly values: readonly (number | undefined)[];
  readonly run: Run;
}

export interface RunWith {
  readonly seed: number;
  readonly kubelet: Minor;
}

/** The language of what is said in pullwhy's own words. */
export interface SaidIn {
  readonly language: Language;
}

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export type AskKind = keyof Asks;

/** Asks the engine; rejects when the engine itself has failed. */
export type Engine = <K extends AskKind>(kind: K, ask: Asks[K]["ask"]) => Promise<Asks[K]["answer"]>;
