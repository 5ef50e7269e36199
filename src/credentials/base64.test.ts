import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { base64, binaryText } from "../base/index.ts";
import { decodeBase64 } from "./base64.ts";

const bytes = fc.uint8Array({ maxLength: 40 });

describe("decodeBase64()", () => {
  test("reads back what was encoded, padded or not, with line breaks anywhere", () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.constantFrom("", "\n", "\r\n"), (content, place, newline) => {
        const text = base64(content);
        const at = place % (text.length + 1);
        const broken = text.slice(0, at) + newline + text.slice(at);
        const expected = { ok: true, value: binaryText(content) };
        expect(decodeBase64(broken, "padded")).toEqual(expected);
        expect(decodeBase64(broken.replaceAll("=", ""), "unpadded")).toEqual(expected);
      }),
    );
  });

  test("names the byte that is not of the alphabet", () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.constantFrom(" ", "-", "_", "\xff", "\t"), (content, place, wrong) => {
        const text = base64(content).replaceAll("=", "");
        const at = place % (text.length + 1);
        const fault = `illegal base64 data at input byte ${at}`;
        expect(decodeBase64(text.slice(0, at) + wrong + text.slice(at), "unpadded")).toEqual({ ok: false, fault });
      }),
    );
  });

  test("does not look at bits left over", () => {
    expect(decodeBase64("YR==", "padded")).toEqual({ ok: true, value: "a" });
  });
});
