import { type Shortcut, shortcutOf } from "../model/index.ts";
import { usePage } from "./page-context.ts";

export type Opens = Readonly<Record<"fork" | "help" | "why", () => void>>;

/** Fields in which keys mean what they always mean there. */
const FIELDS = "input:not([type=range]), select, textarea, [role=tab]";

/** What keys do inside of the player, unless they are switched off. */
export function useShortcuts(opens: Opens): (event: KeyboardEvent) => void {
  const { settings, session, dispatch } = usePage();
  const act = (shortcut: Shortcut): void => {
    if (shortcut.do === "toggle-play") dispatch({ do: "play", playing: !session.playing });
    else if (isOpening(shortcut)) opens[shortcut.do]();
    else dispatch(shortcut);
  };
  return (event) => {
    const target = event.target as Element;
    if (!settings.shortcuts || target.matches(FIELDS)) return;
    if (event.key === " " && target.matches("button, a, summary")) return;
    const { key, shiftKey: shift, altKey: alt } = event;
    const shortcut = shortcutOf({ key, shift, alt, control: event.ctrlKey || event.metaKey });
    if (shortcut === undefined) return;
    event.preventDefault();
    act(shortcut);
  };
}

type Opening = Extract<Shortcut, { do: keyof Opens }>;

function isOpening(shortcut: Shortcut): shortcut is Opening {
  return shortcut.do === "fork" || shortcut.do === "help" || shortcut.do === "why";
}
