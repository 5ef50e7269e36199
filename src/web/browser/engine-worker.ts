import { answer, type AskKind, type Asks } from "../engine/index.ts";

interface Question {
  readonly id: number;
  readonly kind: AskKind;
  readonly ask: Asks[AskKind]["ask"];
}

/** The engine's own thread: questions come in, answers go out under their number. */
self.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  answer(data.kind, data.ask).then(
    (value) => self.postMessage({ id: data.id, value }),
    (error: unknown) =>
      self.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) }),
  );
});
