/** Texts of `Warning` headers, in order. */
export function warningsOf(response: Response): string[] {
  const header = response.headers.get("warning") ?? "";
  return Array.from(header.matchAll(/299 \S+ ("(?:[^"\\]|\\.)*")/g), ([, text = '""']) => JSON.parse(text) as string);
}
