import type { SessionAction } from "./session.ts";

/** A key with what is held down beside it. */
export interface Key {
  readonly key: string;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly control: boolean;
}

export type Shortcut =
  | SessionAction
  | { readonly do: "toggle-play" }
  | { readonly do: "why" }
  | { readonly do: "help" }
  | { readonly do: "fork" };

/** What a key does while the player has the focus; nothing when control or meta is held, that is the browser's. */
export function shortcutOf({ key, shift, alt, control }: Key): Shortcut | undefined {
  if (control) return undefined;
  switch (key) {
    case "ArrowRight":
    case "ArrowLeft":
      return { do: "move", move: arrowMove(key === "ArrowRight", { shift, alt }) };
    case "Home":
      return { do: "move", move: "first" };
    case "End":
      return { do: "move", move: "last" };
    case " ":
      return { do: "toggle-play" };
    case "[":
      return { do: "speed", by: -1 };
    case "]":
      return { do: "speed", by: 1 };
    case "b":
      return { do: "fork" };
    case "m":
      return { do: "mark" };
    case "l":
      return { do: "loop" };
    case "w":
      return { do: "why" };
    case "?":
      return { do: "help" };
    default:
      return undefined;
  }
}

type ArrowMove = Extract<SessionAction, { do: "move" }>["move"];

function arrowMove(forward: boolean, { shift, alt }: Pick<Key, "shift" | "alt">): ArrowMove {
  if (shift) return forward ? "next-attempt" : "previous-attempt";
  if (alt) return forward ? "next-status" : "previous-status";
  return forward ? "forward" : "back";
}
