import * as v from "valibot";

import type { ImagesReport } from "../sandbox/images.ts";

/** `sandbox images list -o json`. */
export const sandboxImagesSchema: v.GenericSchema<ImagesReport> = v.strictObject({
  schema: v.literal("pullwhy.sandbox-images/v1"),
  nodes: v.array(
    v.strictObject({
      node: v.string(),
      images: v.array(
        v.strictObject({
          names: v.pipe(v.array(v.string()), v.description("Tags first, then digests")),
          id: v.pipe(v.string(), v.description("Digest of the config; empty where it was only said to be there")),
          size: v.pipe(v.number(), v.minValue(0), v.description("Compressed bytes")),
        }),
      ),
    }),
  ),
});
