const CONTROL = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/**
 * Text from outside, safe on a terminal: control and direction characters (all but tab and line feed) are written out
 * as `\u001b`, so that a message of a registry cannot move the cursor or rename the window.
 */
export function plain(text: string): string {
  return text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
