import type { GenericSchema } from "valibot";

import { worldFileSchema } from "../../sandbox/index.ts";
import { credentialsSchema } from "./credentials.ts";
import { diagnoseSchema } from "./diagnose.ts";
import { explainSchema } from "./explain.ts";
import { learnExerciseSchema } from "./learn-exercise.ts";
import { learnListSchema } from "./learn-list.ts";
import { learnProgressSchema } from "./learn-progress.ts";
import { learnQuestionsSchema } from "./learn-questions.ts";
import { sandboxImagesSchema } from "./sandbox-images.ts";
import { fixSchema } from "./fix.ts";
import { traceSchema } from "./trace.ts";
import { versionSchema } from "./version.ts";
import { worldsSchema } from "./worlds.ts";

/** What `schema/NAME.json` describes; the title says what it is. */
export const SCHEMAS: Readonly<Record<string, { readonly title: string; readonly schema: GenericSchema }>> = {
  "world.v1": { title: "A pullwhy world file", schema: worldFileSchema },
  "trace.v1": { title: "Output of pullwhy trace -o json", schema: traceSchema },
  "diagnose.v1": { title: "Output of pullwhy diagnose -o json", schema: diagnoseSchema },
  "fix.v1": { title: "Output of pullwhy fix -o json", schema: fixSchema },
  "explain.v1": { title: "Output of pullwhy explain -o json", schema: explainSchema },
  "credentials.v1": { title: "Output of pullwhy credentials -o json", schema: credentialsSchema },
  "worlds.v1": { title: "Output of pullwhy worlds -o json", schema: worldsSchema },
  "sandbox-images.v1": { title: "Output of pullwhy sandbox images list -o json", schema: sandboxImagesSchema },
  "learn-questions.v1": { title: "Output of pullwhy learn test -o json and the like", schema: learnQuestionsSchema },
  "learn-exercise.v1": {
    title: "Output of pullwhy learn fix -o json and learn break -o json",
    schema: learnExerciseSchema,
  },
  "learn-list.v1": { title: "Output of pullwhy learn list -o json", schema: learnListSchema },
  "learn-progress.v1": { title: "Output of pullwhy learn progress -o json", schema: learnProgressSchema },
  "version.v1": { title: "Output of pullwhy version -o json", schema: versionSchema },
};
