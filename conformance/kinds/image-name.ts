import { rulesOf, type Minor } from "../../src/kinds/index.ts";
import { parseImage } from "../../src/reference/index.ts";

export function answerImageName(input: { readonly image: string }, minor: Minor): unknown {
  const parsed = parseImage(input.image, rulesOf(minor).reference);
  if (!parsed.ok) return { ok: false, error: parsed.fault.message };
  const { repository, tag, digest, pullRef } = parsed.value;
  return { ok: true, repository, tag, digest, pullRef };
}
