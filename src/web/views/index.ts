/** What is seen of a run: components that draw what the model says, and hold no rule of their own. */
export { Breakable } from "./breakable.tsx";
export { Ladder } from "./ladder.tsx";
export { PageContext, usePage } from "./page-context.ts";
export { PasteBox } from "./paste-box.tsx";
export { Player } from "./player.tsx";
export { Status } from "./status.tsx";
