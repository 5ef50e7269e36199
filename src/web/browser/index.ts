/**
 * What the page asks of the browser. Everything that waits, stores, loads or looks at the window is here; the rest of the
 * page is told.
 */
export { loadWorld, loadWorlds } from "./data.ts";
export type { WorldData, WorldEntry } from "./data.ts";
export { canGoLive, followLive } from "./live.ts";
export { openAttempts } from "./attempt-store.ts";
export type { AttemptStore } from "./attempt-store.ts";
export { applySettings, readSettings } from "./settings.ts";
export type { Settings } from "./settings.ts";
export { startEngine } from "./start-engine.ts";
export {
  after,
  whenIdle,
  copyText,
  readHash,
  saveFile,
  wallNow,
  watchHash,
  watchMedia,
  watchWidth,
  writeHash,
} from "./window-ports.ts";
