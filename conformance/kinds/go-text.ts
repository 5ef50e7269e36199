import { base64, binaryBytes } from "../../src/base/index.ts";
import type { GoString } from "../../src/credentials/index.ts";

/** A Go string as the vectors write it: `{"base64":…}` where it is not UTF-8. */
export function goTextAnswer({ text, utf8 }: GoString): unknown {
  return utf8 ? text : { base64: base64(binaryBytes(text)) };
}
