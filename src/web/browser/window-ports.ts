/** Told whenever the media query matches or no longer does, and once at the start; answers how to stop. */
export function watchMedia(query: string, told: (matches: boolean) => void): () => void {
  const media = matchMedia(query);
  const tell = (): void => told(media.matches);
  tell();
  media.addEventListener("change", tell);
  return () => media.removeEventListener("change", tell);
}

/** Told how wide the element is whenever that changes; answers how to stop. */
export function watchWidth(element: Element, told: (width: number) => void): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry !== undefined) told(entry.contentRect.width);
  });
  observer.observe(element);
  return () => observer.disconnect();
}

/** The part of the address behind `#`, now and whenever it changes. */
export function watchHash(told: (hash: string) => void): () => void {
  const tell = (): void => told(location.hash);
  addEventListener("hashchange", tell);
  return () => removeEventListener("hashchange", tell);
}

export function readHash(): string {
  return location.hash;
}

/** A jump makes an entry of the history, a small move replaces the one that is there. */
export function writeHash(hash: string, how: "push" | "replace"): void {
  if (location.hash === hash) return;
  if (how === "push") history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}

/** Calls back after so many real milliseconds; answers how to stop. */
export function after(milliseconds: number, call: () => void): () => void {
  const timer = setTimeout(call, milliseconds);
  return () => clearTimeout(timer);
}

/** Calls back when what is in sight has been drawn and the browser has nothing else to do; answers how to stop. */
export function whenIdle(call: () => void): () => void {
  if (!("requestIdleCallback" in globalThis)) return after(PATIENCE, call);
  const id = requestIdleCallback(call, { timeout: PATIENCE });
  return () => cancelIdleCallback(id);
}

const PATIENCE = 500;

/** Puts a text into the clipboard; false where the browser forbids it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds since the epoch. */
export function wallNow(): number {
  return Date.now();
}

/** Hands a text to the user as a file. */
export function saveFile(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/jsonl" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
