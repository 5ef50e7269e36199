import type { JSX } from "preact";

import { pieces } from "../model/index.ts";

/** A text that may be broken where a reader would break it: behind slashes and colons, and between the words of a reason. */
export function Breakable({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {pieces(text).map((piece, index) => (
        <>
          {index > 0 ? <wbr /> : null}
          {piece}
        </>
      ))}
    </>
  );
}
