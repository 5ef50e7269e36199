/** What is asked, template by template; the order is that of their ids. */
import type { Template } from "../template.ts";
import { credentialOffered } from "./credential-offered.ts";
import { delays } from "./delays.ts";
import { earliestTry } from "./earliest-try.ts";
import { editedManifest } from "./edited-manifest.ts";
import { effectivePolicy } from "./effective-policy.ts";
import { exchangeOrder } from "./exchange-order.ts";
import { failingStation } from "./failing-station.ts";
import { failsAgain } from "./fails-again.ts";
import { firstRunning } from "./first-running.ts";
import { firstStatus } from "./first-status.ts";
import { immediateTries } from "./immediate-tries.ts";
import { logs } from "./logs.ts";
import { matchingKey } from "./matching-key.ts";
import { nextStatus } from "./next-status.ts";
import { phaseWhileWaiting } from "./phase.ts";
import { possibleCauses } from "./possible-causes.ts";
import { pullsBy } from "./pulls-by.ts";
import { restarts } from "./restarts.ts";
import { severalContainers } from "./several-containers.ts";
import { smallestChange } from "./smallest-change.ts";
import { staleLogin } from "./stale-login.ts";
import { startsOnNodes } from "./starts-on-nodes.ts";
import { startsOrNot } from "./starts-or-not.ts";
import { trueStatement } from "./true-statement.ts";
import { whatRepairs } from "./what-repairs.ts";
import { whenRunning } from "./when-running.ts";
import { whichCommandTellsApart } from "./which-command-tells-apart.ts";
import { whichCommandsTell } from "./which-commands-tell.ts";

export const TEMPLATES: readonly Template[] = [
  firstStatus,
  phaseWhileWaiting,
  firstRunning,
  whichCommandsTell,
  restarts,
  severalContainers,
  logs,
  possibleCauses,
  whichCommandTellsApart,
  exchangeOrder,
  failingStation,
  earliestTry,
  delays,
  pullsBy,
  whenRunning,
  failsAgain,
  immediateTries,
  matchingKey,
  credentialOffered,
  staleLogin,
  effectivePolicy,
  startsOrNot,
  startsOnNodes,
  whatRepairs,
  smallestChange,
  editedManifest,
  nextStatus,
  trueStatement,
];
