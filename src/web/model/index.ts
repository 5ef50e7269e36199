/**
 * Everything that the page knows and works out, as plain data: addresses, the session with its branches and cursor, and
 * where things are drawn. The confusing thing is the cursor: it stands on a step, not on an instant, and all views show
 * what was so right after that step.
 */
export { attemptTimes, toleranceOf } from "./attempts.ts";
export { lineDeed, repairMoment, repairWorld, scenarioOfWorld } from "./fix.ts";
export { recommended } from "./recommended.ts";
export { dayText, isDue } from "./review.ts";
export { whyChoices } from "./why-choices.ts";
export { blanksOf, brierOf, fadeFor, FADES, statusesOf, workedSteps } from "./worked.ts";
export type { Fade } from "./worked.ts";
export { eventsAt, exchangeAt, trackedAt } from "./at-cursor.ts";
export type { ExchangeEntry, TrackedValue } from "./at-cursor.ts";
export { isReading, printedBy, refusal } from "./console.ts";
export { flowAt, lanesOf, nextVisit } from "./flow.ts";
export type { FlowAt, Station } from "./flow.ts";
export { editable, FAULT_KINDS, faultDeed, pushDeed, repositoriesOf, untagDeed } from "./knobs.ts";
export type { FaultKind } from "./knobs.ts";
export { ladderLayout } from "./ladder-layout.ts";
export type { LadderLayout } from "./ladder-layout.ts";
export { formatLink, parseLink, strangerIn } from "./link.ts";
export type { Link } from "./link.ts";
export { MODES } from "./modes.ts";
export type { Mode } from "./modes.ts";
export { mapAt } from "./map.ts";
export type { Place } from "./map.ts";
export { partingOf } from "./parting.ts";
export type { Parted } from "./parting.ts";
export { rowWindow } from "./row-window.ts";
export { scaleOf } from "./scale-of.ts";
export { SCALES } from "./scale.ts";
export type { ScaleKind } from "./scale.ts";
export { actionsWith, currentBranch, linkOf, LIVE, openSession, reduce, withActions } from "./session.ts";
export type { Branch, Deed, Session, SessionAction } from "./session.ts";
export { shortcutOf } from "./shortcuts.ts";
export type { Shortcut } from "./shortcuts.ts";
export { playDelay, stepAt, stepOfId } from "./moves.ts";
export type { Move } from "./moves.ts";
export { sparkPath } from "./spark.ts";
export {
  curlOf,
  exchangeLine,
  happening,
  isCommandLine,
  isStatusVariable,
  pieces,
  questionStatus,
  sampleCommands,
  subjectsOf,
} from "./texts.ts";
export { instantText, shortDuration } from "./times.ts";
export { atSeq, soFar, viewOf } from "./view.ts";
export type { View } from "./view.ts";
