/** The body; of a watch, which does not end, the first event. */
export async function bodyText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    if (text.startsWith('{"type":') && text.endsWith("\n")) break;
  }
  await reader?.cancel();
  return text;
}
