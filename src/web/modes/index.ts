/**
 * Ten ways to practise. The confusing thing is how little sets them apart: all stand on the same run, the same questions and the same
 * kubectl; each hides another part of it and asks for that.
 */
export { useAttempts } from "./use-attempts.ts";
export { ModeView } from "./mode-view.tsx";
