import type { JSX } from "preact";

import { GLYPHS, toneOf } from "../../lessons/index.ts";

/** A STATUS as shape, word and colour. */
export function Status({ status }: { readonly status: string }): JSX.Element {
  const tone = toneOf(status);
  return (
    <span class={`status tone-${tone}`}>
      <span aria-hidden="true" class="glyph">
        {GLYPHS[tone]}
      </span>{" "}
      {status}
    </span>
  );
}
