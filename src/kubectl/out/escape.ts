/** Characters that a terminal would obey, made visible as kubectl does (`printers.EscapeTerminal`). */
export function escapeTerminal(text: string): string {
  return text.replaceAll("\u001B", "^[").replaceAll("\r", String.raw`\r`);
}
