import { useEffect, useRef, useState } from "preact/hooks";

import { after, wallNow } from "../browser/index.ts";

/** Real milliseconds between two announcements while it plays; nobody can listen faster. */
const PAUSE = 2500;

/** What a screen reader is told: each sentence, and while it plays only as many as can be heard. */
export function useAnnounced(sentence: string, playing: boolean): string {
  const [said, say] = useState(sentence);
  const last = useRef(0);
  useEffect(() => {
    const tell = (): void => {
      last.current = wallNow();
      say(sentence);
    };
    const wait = playing ? last.current + PAUSE - wallNow() : 0;
    if (wait <= 0) return tell();
    return after(wait, tell);
  }, [sentence, playing]);
  return playing ? said : sentence;
}
