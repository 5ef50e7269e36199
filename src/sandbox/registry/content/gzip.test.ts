import { gunzipSync } from "node:zlib";

import fc from "fast-check";
import { expect, test } from "vitest";

import { gzipStored, storedSize } from "./gzip.ts";

const contents = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  fc.integer({ min: 65_000, max: 140_000 }).map((length) => new Uint8Array(length).fill(length % 251)),
);

test("gzipStored() is read back by zlib, and is as long as storedSize() says plus its padding", () => {
  fc.assert(
    fc.property(contents, fc.nat(600), (content, padding) => {
      const file = gzipStored(content, padding);

      expect(file.length).toBe(storedSize(content.length) + padding);
      expect(Buffer.compare(gunzipSync(file), content)).toBe(0);
    }),
    { numRuns: 50 },
  );
});
