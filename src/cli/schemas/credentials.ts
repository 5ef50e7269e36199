import * as v from "valibot";

import { MINORS } from "../../kinds/index.ts";
import type { CredentialsReport } from "../credentials/report.ts";

const text = v.string();
const order = v.pipe(v.number(), v.integer(), v.minValue(1), v.description("From 1: the how-manieth that is tried"));

const verdict = v.variant("code", [
  v.strictObject({ code: v.picklist(["CREDENTIALS_USED", "CREDENTIALS_HUB_USED"]), order }),
  v.strictObject({ code: v.literal("CREDENTIALS_HUB_NOT_NEEDED"), matched: text }),
  v.strictObject({
    code: v.literal("CREDENTIALS_MISMATCH"),
    differs: v.array(v.picklist(["labels", "host", "port", "path"])),
  }),
  v.strictObject({ code: v.picklist(["CREDENTIALS_NOT_A_URL", "CREDENTIALS_SHADOWED"]) }),
  v.strictObject({ code: v.literal("CREDENTIALS_BLOCKED"), by: text }),
  v.strictObject({ code: v.literal("CREDENTIALS_WRONG_TYPE"), type: text }),
  v.strictObject({ code: v.literal("CREDENTIALS_WRONG_DATA_KEY"), wanted: text, has: v.array(text) }),
  v.strictObject({ code: v.literal("CREDENTIALS_EMPTY_VALUE"), dataKey: text }),
  v.strictObject({ code: v.literal("CREDENTIALS_UNDECODABLE"), message: text }),
  v.strictObject({ code: v.literal("CREDENTIALS_OTHER_NAMESPACE"), podNamespace: text }),
]);

/** `credentials -o json`. */
export const credentialsSchema: v.GenericSchema<CredentialsReport> = v.strictObject({
  schema: v.literal("pullwhy.credentials/v1"),
  image: text,
  repository: v.pipe(text, v.description("Completed name without tag and digest, with which keys are compared")),
  kubelet: v.picklist(MINORS),
  namespace: v.pipe(text, v.description("Namespace of the pod")),
  tried: v.pipe(v.number(), v.integer(), v.minValue(0), v.description("How many logins are tried; 0: anonymously")),
  rows: v.array(
    v.strictObject({
      secret: v.exactOptional(v.pipe(text, v.description("namespace/name"))),
      key: v.exactOptional(v.pipe(text, v.description("Registry key as written"))),
      lookupKey: v.exactOptional(v.pipe(text, v.description("What the key is filed under"))),
      username: v.exactOptional(text),
      expires: v.exactOptional(v.pipe(text, v.description("From when the login is no good by its own account"))),
      used: v.boolean(),
      order: v.exactOptional(order),
      verdict,
      sentence: text,
    }),
  ),
});
