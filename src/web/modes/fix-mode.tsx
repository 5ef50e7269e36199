import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { Printed } from "../engine/index.ts";
import {
  fixMoment,
  type FixResult,
  fixResult,
  fixWorld,
  instantText,
  isReading,
  printedBy,
  refusal,
  shortDuration,
} from "../model/index.ts";
import { Status, usePage } from "../views/index.ts";

interface Typed extends Printed {
  readonly line: string;
}

/** A broken world and a prompt: repair it with kubectl; what counts is that the pod is ready ten minutes later. */
export function FixMode(): JSX.Element {
  const { say, engine, session } = usePage();
  const { world, seed, kubelet } = session;
  const [typed, setTyped] = useState<readonly Typed[]>([]);
  const [lines, setLines] = useState<readonly string[]>([]);
  const [result, setResult] = useState<FixResult>();
  const run = async (line: string): Promise<void> => {
    setResult(undefined);
    const refused = refusal(line);
    if (refused !== undefined) return setTyped([...typed, { line, stdout: "", stderr: refused, exitCode: 1 }]);
    if (isReading(line)) {
      const printed = await engine("show", {
        world: fixWorld(world, lines),
        command: line,
        at: fixMoment(lines),
        seed,
        kubelet,
      });
      return setTyped([...typed, { line, ...printed }]);
    }
    const next = [...lines, line];
    const printed = printedBy(await engine("run", { world: fixWorld(world, next), seed, kubelet }), fixMoment(lines));
    if (printed.exitCode === 0) setLines(next);
    setTyped([...typed, { line, ...printed }]);
  };
  const check = async (): Promise<void> => {
    const tried = await engine("run", { world: fixWorld(world, lines), seed, kubelet });
    setResult(fixResult(tried, world, lines));
  };
  return (
    <>
      <p>{say("fix.moment", { time: instantText(fixMoment(lines)) })}</p>
      <Terminal typed={typed} run={run} />
      <div class="row">
        <button type="button" class="primary" onClick={() => void check()}>
          {say("fix.check")}
        </button>
        <button type="button" onClick={() => (setTyped([]), setLines([]), setResult(undefined))}>
          {say("fix.reset")}
        </button>
      </div>
      <div role="status">{result === undefined ? null : <Result result={result} />}</div>
    </>
  );
}

function Terminal({
  typed,
  run,
}: {
  readonly typed: readonly Typed[];
  readonly run: (line: string) => Promise<void>;
}): JSX.Element {
  const { say } = usePage();
  const [line, setLine] = useState("kubectl ");
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    void run(line.trim());
    setLine("kubectl ");
  };
  return (
    <>
      <div class="console-log terminal" role="log" tabIndex={0} aria-label={say("drawer.console")}>
        {typed.map((each, index) => (
          <div key={index}>
            <p class="typed">$ {each.line}</p>
            <pre>
              {each.stdout}
              {each.stderr}
            </pre>
          </div>
        ))}
      </div>
      <form class="console-line" onSubmit={onSubmit}>
        <label for="fix-input">{say("console.line")}</label>
        <input
          id="fix-input"
          value={line}
          spellcheck={false}
          autocomplete="off"
          onInput={(event) => setLine(event.currentTarget.value)}
        />
        <button type="submit">{say("console.run")}</button>
      </form>
    </>
  );
}

function Result({ result }: { readonly result: FixResult }): JSX.Element {
  const { say } = usePage();
  if (!result.done) {
    return (
      <p class="tone-bad">
        <strong>{say("fix.not-yet")}</strong>{" "}
        {result.status === "" ? say("fix.gone") : <Status status={result.status} />}
      </p>
    );
  }
  const { after, commands, par, smells } = result;
  return (
    <div class="feedback">
      <p class="tone-good">
        <strong>{say("fix.done", { after: shortDuration(Math.round(after / 1000) * 1000) })}</strong>{" "}
        {say("fix.par", { n: commands, par })}
      </p>
      {smells.map((smell) => (
        <p key={smell}>{say(`fix.smell.${smell}`)}</p>
      ))}
    </div>
  );
}
