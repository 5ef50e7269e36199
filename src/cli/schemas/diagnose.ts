import * as v from "valibot";

import { MINORS, type RegistryWord, type Verdict } from "../../kinds/index.ts";
import type { DiagnoseReport } from "../diagnose/report.ts";
import { fixer, nature } from "./explain.ts";

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const seconds = v.pipe(v.number(), v.minValue(0), v.description("Seconds"));

const lines = v.pipe(
  v.strictObject({ from: count, to: count, source: v.exactOptional(text) }),
  v.description("Lines of the text that was read, from 1; of which one where there are several"),
);

const REGISTRY_WORDS = [
  "found",
  "tag-not-found",
  "digest-not-found",
  "repository-not-found",
  "not-found",
  "wants-login",
  "login-refused",
  "login-expired",
  "forbidden",
  "withheld",
  "address-blocked",
  "rate-limited",
  "platform-missing",
  "blob-missing",
  "no-image",
  "corrupt",
  "server-error",
  "not-a-registry",
  "unreachable",
] as const satisfies readonly RegistryWord[];

const pod = v.pipe(text, v.description("namespace/name, or the name alone where the namespace was not seen"));

const verdict: v.GenericSchema<Verdict> = v.strictObject({
  cause: v.pipe(text, v.description("As in `pullwhy explain`, or unknown")),
  family: text,
  variant: v.exactOptional(v.pipe(text, v.description("What is special about it, where that changes the fix"))),
  summary: text,
  nature,
  confidence: v.picklist(["certain", "likely", "possible"]),
  pods: v.array(pod),
  owners: v.exactOptional(v.pipe(v.array(text), v.description("What the pods belong to: namespace/Kind/name"))),
  image: v.exactOptional(text),
  alone: v.exactOptional(v.pipe(v.literal(true), v.description("The image was asked about by itself"))),
  status: v.exactOptional(text),
  since: v.exactOptional(v.pipe(seconds, v.description("Seconds since the failure was first seen"))),
  attempts: v.exactOptional(v.pipe(count, v.description("Pulls that failed"))),
  evidence: v.array(
    v.strictObject({
      origin: v.picklist(["event", "status", "message", "secret", "registry", "node"]),
      text,
      lines: v.exactOptional(lines),
    }),
  ),
  alternatives: v.array(
    v.strictObject({ cause: text, decide: v.pipe(text, v.description("A command, and what it would show")) }),
  ),
  next: v.exactOptional(v.strictObject({ earliest: seconds, latest: seconds, sentence: text })),
  fix: v.array(text),
  fixer,
});

/** `diagnose -o json`. */
export const diagnoseSchema: v.GenericSchema<DiagnoseReport> = v.strictObject({
  schema: v.literal("pullwhy.diagnose/v1"),
  source: v.pipe(text, v.description("What was read, or the address of the API server")),
  origin: v.picklist(["paste", "files", "cluster"]),
  kubelet: v.picklist(MINORS),
  verdicts: v.array(verdict),
  images: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          image: text,
          answers: v.array(
            v.strictObject({
              answer: v.picklist(REGISTRY_WORDS),
              text: v.pipe(text, v.description("What was asked, as whom, and what came")),
              secret: v.exactOptional(v.pipe(text, v.description("Whose login was sent; absent: anonymously"))),
              unsent: v.exactOptional(v.pipe(v.literal(true), v.description("The kubelet does not send this login"))),
            }),
          ),
        }),
      ),
      v.description("Images that were asked about by themselves"),
    ),
  ),
  exchanged: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          image: text,
          secret: v.exactOptional(text),
          method: text,
          url: text,
          as: v.pipe(text, v.description("How the request said who asks")),
          result: v.pipe(text, v.description("A status, a fault, or why it was not sent")),
          said: v.exactOptional(text),
          address: v.exactOptional(text),
          milliseconds: v.exactOptional(v.number()),
        }),
      ),
      v.description("Every request to a registry; with --verbose"),
    ),
  ),
  well: v.pipe(v.array(pod), v.description("Pods that were seen and have no verdict")),
  pulling: v.pipe(
    v.array(
      v.strictObject({ pod, image: text, since: v.pipe(v.number(), v.description("Seconds since it has begun")) }),
    ),
    v.description("Pulls that have begun a while ago and were not seen to end"),
  ),
  notUnderstood: v.array(lines),
  notSeen: v.pipe(v.array(text), v.description("What may be there but was not shown, and why")),
});
