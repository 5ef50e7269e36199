import type { Minor } from "../../src/kinds/index.ts";
import { answerBackoff } from "./backoff.ts";
import { answerDockerConfig } from "./docker-config.ts";
import { answerEventCorrelator } from "./event-correlator.ts";
import { answerImageManager } from "./image-manager.ts";
import { answerImageName } from "./image-name.ts";
import { answerKeyring } from "./keyring.ts";
import { answerPullRecords } from "./pull-records.ts";

/** Answers one vector's input as the code of that minor does; calls the rooms' doors and nothing else. */
export type Answer = (input: never, minor: Minor) => unknown;

/** The kinds that the project answers; a kind that is not here is `unsupported`. */
export const KINDS: Readonly<Record<string, Answer>> = {
  backoff: answerBackoff,
  "docker-config": answerDockerConfig,
  "event-correlator": answerEventCorrelator,
  "image-manager": answerImageManager,
  "image-name": answerImageName,
  keyring: answerKeyring,
  "pull-records": answerPullRecords,
};
