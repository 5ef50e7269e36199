import type { EventFacts } from "../../kinds/index.ts";

const WARNING = /^Unable to retrieve some image pull secrets \(([^)]*)\)/;

/** The kubelet's warning, at each look at the pod, that named pull secrets cannot be read. */
export function isSecretWarning({ message }: EventFacts): boolean {
  return WARNING.test(message);
}

export function missingSecretsOf(events: readonly EventFacts[]): readonly string[] {
  return events.flatMap(({ message }) => WARNING.exec(message)?.[1]?.split(", ") ?? []);
}

/** The secret that a text says is missing or invalid. */
export function secretIn(text: string | undefined): string | undefined {
  const [, quoted, warned] =
    /secrets? "([\w.-]+)" (?:not found|is invalid)|secrets \(([\w.-]+)/i.exec(text ?? "") ?? [];
  return quoted ?? warned;
}
