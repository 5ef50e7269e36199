import { PULL_REASONS, type Rules } from "../../kinds/index.ts";
import { parseImage } from "../../reference/index.ts";
import { causeOf } from "../causes/index.ts";
import { classify, type Reading } from "../messages/index.ts";
import type { Said, Subject } from "./subject.ts";

/** A text that has a cause, and how it was read. */
export interface Telling {
  readonly said: Said;
  readonly reading: Reading;
}

/** The first text about the subject that has a cause; the image string itself where it is illegal and nothing was said of it. */
export function tellingOf(subject: Subject, rules: Rules): Telling | undefined {
  return (
    textsOf(subject)
      .map((said) => readAbout(subject, said))
      .find((each) => each !== undefined) ?? byImageString(subject, rules)
  );
}

/** The status alone where nothing else was said. */
function textsOf({ said, status }: Subject): readonly Said[] {
  return said.length > 0 || status === undefined ? said : [{ text: "", reason: status, origin: "status" }];
}

/** Near misses do not explain a pod that waits for its image: nothing else gives it such a status. */
function readAbout({ image, status = "" }: Subject, said: Said): Telling | undefined {
  const { text, reason } = said;
  const reading = classify({ text, ...(reason !== undefined && { reason }), ...(image !== undefined && { image }) });
  const [first] = reading.causes;
  const pulling = PULL_REASONS.has(status.replace(/^Init:/, ""));
  return first === undefined || (pulling && causeOf(first).family === "near-miss") ? undefined : { said, reading };
}

function byImageString({ image, status }: Subject, rules: Rules): Telling | undefined {
  if (image === undefined || status?.endsWith("InvalidImageName") !== true) return undefined;
  const parsed = parseImage(image, rules.reference);
  if (parsed.ok) return undefined;
  const text = parsed.fault.message;
  return { said: { text, origin: "status" }, reading: classify({ text, image }) };
}
