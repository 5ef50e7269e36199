import { humanDuration, shortHumanDuration } from "../../src/kubectl/out/index.ts";

/** `seconds` as ages are printed. */
export function answerHumanDuration({ seconds }: { readonly seconds: number }): unknown {
  return { human: humanDuration(seconds * 1000), short: shortHumanDuration(seconds * 1000) };
}
