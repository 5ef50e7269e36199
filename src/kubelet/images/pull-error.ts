import type { StateId } from "./machine.data.ts";

/** What a failed pull is called, and the states of the machine that go with it. */
export interface PullFailure {
  readonly state: StateId;
  readonly reason: string;
  readonly message: string;
}

interface MarkedError {
  /** What the runtime's text starts with, and the reason; `CRI-O` writes these words (cri-api pkg/errors). */
  readonly word: string;
  readonly state: StateId;
  readonly because: string;
}

const MARKED: readonly MarkedError[] = [
  { word: "RegistryUnavailable", state: "registry-unavailable", because: "the registry is unavailable" },
  {
    word: "SignatureValidationFailed",
    state: "signature-validation-failed",
    because: "the signature validation failed",
  },
];

/** Turns the text of a failed pull into reason and message. The word must stand at the very start, so a joined text hides it. */
export function pullFailure(image: string, text: string): PullFailure {
  const marked = MARKED.find(({ word }) => text.startsWith(word));
  if (marked === undefined) return { state: "err-image-pull", reason: "ErrImagePull", message: text };
  const { word, state, because } = marked;
  return {
    state,
    reason: word,
    message: `image pull failed for ${image} because ${because}${text.slice(word.length)}`,
  };
}
