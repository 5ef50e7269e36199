import { InvalidArgumentError } from "commander";
import { closestMatch } from "leven";

/** The choice that somebody probably meant; undefined when nothing is near. */
export function nearest(text: string, choices: readonly string[]): string | undefined {
  return closestMatch(text, choices, { maxDistance: Math.max(1, Math.ceil(text.length / 3)) });
}

/** A parser for commander that takes one of the choices; `normal` brings other spellings to the listed one. */
export function oneOf<T extends string>(
  choices: readonly T[],
  normal: (text: string) => string = (text) => text,
): (text: string) => T {
  return (text) => {
    const found = choices.find((choice) => choice === normal(text));
    if (found !== undefined) return found;
    const meant = nearest(normal(text), choices);
    const suggestion = meant === undefined ? "" : ` (did you mean ${meant}?)`;
    throw new InvalidArgumentError(`Must be one of ${choices.join(", ")}${suggestion}`);
  };
}
