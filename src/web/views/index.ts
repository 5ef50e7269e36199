/** What is seen of a run: components that draw what the model says, and hold no rule of their own. */
export { At } from "./at.tsx";
export { Breakable } from "./breakable.tsx";
export { PageContext, usePage } from "./page-context.ts";
export { PasteBox } from "./paste-box.tsx";
export { Player } from "./player.tsx";
export { Status } from "./status.tsx";
export { EventsView } from "./events-view.tsx";
export { TimeLine } from "./time-line.tsx";
export { TrackerView } from "./tracker-view.tsx";
