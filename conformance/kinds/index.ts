import type { Minor } from "../../src/kinds/index.ts";
import { answerAdmission } from "./admission.ts";
import { answerBackoff } from "./backoff.ts";
import { answerDescribe } from "./describe.ts";
import { answerDockerConfig } from "./docker-config.ts";
import { answerEventCorrelator } from "./event-correlator.ts";
import { answerGetText } from "./get-text.ts";
import { answerHumanDuration } from "./human-duration.ts";
import { answerImageManager } from "./image-manager.ts";
import { answerImageName } from "./image-name.ts";
import { answerKeyring } from "./keyring.ts";
import { answerPatch } from "./patch.ts";
import { answerMessage } from "./message.ts";
import { answerPullRecords } from "./pull-records.ts";
import { answerQuantity } from "./quantity.ts";
import { answerSelector } from "./selector.ts";
import { answerStatusError } from "./status-error.ts";
import { answerTableRow } from "./table-row.ts";

/** Answers one vector's input as the code of that minor does; calls the rooms' doors and nothing else. */
export type Answer = (input: never, minor: Minor) => unknown;

/** The kinds that the project answers; a kind that is not here is `unsupported`. */
export const KINDS: Readonly<Record<string, Answer>> = {
  admission: answerAdmission,
  backoff: answerBackoff,
  "describe-configmap": answerDescribe,
  "describe-deployment": answerDescribe,
  "describe-namespace": answerDescribe,
  "describe-node": answerDescribe,
  "describe-pod": answerDescribe,
  "describe-replicaset": answerDescribe,
  "describe-secret": answerDescribe,
  "describe-serviceaccount": answerDescribe,
  "docker-config": answerDockerConfig,
  "event-correlator": answerEventCorrelator,
  "get-text": answerGetText,
  "human-duration": answerHumanDuration,
  "image-manager": answerImageManager,
  "image-name": answerImageName,
  keyring: answerKeyring,
  message: answerMessage,
  patch: answerPatch,
  "pod-admission": answerAdmission,
  "pull-records": answerPullRecords,
  quantity: answerQuantity,
  selector: answerSelector,
  "status-error": answerStatusError,
  "table-row": answerTableRow,
};
