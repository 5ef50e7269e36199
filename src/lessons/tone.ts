/** What a status means for a reader; each meaning has a shape, a word and a colour of its own. */
export type Tone = "good" | "bad" | "waiting" | "busy" | "never" | "unknown";

const TONES: Readonly<Record<string, Tone>> = {
  Running: "good",
  Completed: "good",
  ErrImagePull: "bad",
  RegistryUnavailable: "bad",
  SignatureValidationFailed: "bad",
  Error: "bad",
  ImagePullBackOff: "waiting",
  CrashLoopBackOff: "waiting",
  Pending: "busy",
  ContainerCreating: "busy",
  PodInitializing: "busy",
  Terminating: "busy",
  InvalidImageName: "never",
  ErrImageNeverPull: "never",
  ImageInspectError: "never",
};

/** Shapes of the meanings: a status is never shown by colour alone. */
export const GLYPHS: Readonly<Record<Tone, string>> = {
  good: "●",
  bad: "✕",
  waiting: "◔",
  busy: "◌",
  never: "⊘",
  unknown: "?",
};

/** Meaning of a word of kubectl's STATUS column; `Init:` in front changes nothing, `Init:0/1` is busy. */
export function toneOf(status: string): Tone {
  const word = status.replace(/^Init:/, "");
  return TONES[word] ?? (/^\d+\/\d+$/.test(word) ? "busy" : "unknown");
}

/** What lies behind a word: attempt and back-off take turns and are one state, and so are a crash and the wait after it. */
export function stateOf(status: string): string {
  return status
    .replace(/ErrImagePull|ImagePullBackOff/, "pull fails")
    .replace(/^(?:Error|CrashLoopBackOff)$/, "crashes");
}
