import { expect, test } from "vitest";

import { shellWords } from "./shell-words.ts";

test.each([
  [`kubectl get pods`, ["kubectl", "get", "pods"]],
  [`kubectl patch pod web -p '{"a":["b c"]}'`, ["kubectl", "patch", "pod", "web", "-p", '{"a":["b c"]}']],
  [`a "b \\"c\\" $x" d\\ e`, ["a", 'b "c" $x', "d e"]],
  [`x='' ""`, ["x=", ""]],
  ["  ", []],
])("shellWords() reads %s", (line, words) => {
  expect(shellWords(line)).toEqual({ ok: true, value: words });
});

test.each(["kubectl get pods | grep web", "a 'b", "a; b", "echo $HOME", "a > b"])("shellWords() refuses %s", (line) => {
  expect(shellWords(line).ok).toBe(false);
});
