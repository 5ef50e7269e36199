import type { Entry, Minor, Trace, World } from "../../kinds/index.ts";
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
  /** Objects as a person would write them. */
  readonly yaml: { readonly ask: { readonly objects: readonly unknown[] }; readonly answer: string };
  /** What a paste tells, and a world that plays it. */
  readonly paste: { readonly ask: { readonly text: string; readonly kubelet: Minor }; readonly answer: PasteAnswer };
}

export interface RunWith {
  readonly seed: number;
  readonly kubelet: Minor;
}

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export type AskKind = keyof Asks;

/** Asks the engine; rejects when the engine itself has failed. */
export type Engine = <K extends AskKind>(kind: K, ask: Asks[K]["ask"]) => Promise<Asks[K]["answer"]>;
