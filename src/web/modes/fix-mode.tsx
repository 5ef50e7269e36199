import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Printed, Run } from "../engine/index.ts";
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
  type View,
  viewOf,
} from "../model/index.ts";
import { Status, TimeLine, usePage } from "../views/index.ts";

interface Typed extends Printed {
  readonly line: string;
}

/** A broken world and a prompt: repair it with kubectl; what counts is that the pod is ready ten minutes later. */
export function FixMode(): JSX.Element {
  const { say } = usePage();
  const { typed, lines, tried, result, run, check, reset } = useRepair();
  return (
    <>
      {tried === undefined ? null : (
        <div class="mode-line">
          <TimeLine
            view={tried}
            at={fixMoment(lines)}
            scale="compressed"
            {...(result === undefined ? { upTo: fixMoment(lines) } : {})}
          />
        </div>
      )}
      <div class="mode-columns">
        <div>
          <Terminal typed={typed} run={run} />
          <div class="row">
            <button type="button" class="primary" onClick={() => void check()}>
              {say("fix.check")}
            </button>
            <button type="button" onClick={reset}>
              {say("fix.reset")}
            </button>
          </div>
        </div>
        <div class="mode-side">
          <h3>{say("fix.moment", { time: instantText(fixMoment(lines)) })}</h3>
          <div role="status">
            {result === undefined ? <p class="empty">{say("fix.wanted")}</p> : <Result result={result} />}
          </div>
        </div>
      </div>
    </>
  );
}

interface Repair {
  readonly typed: readonly Typed[];
  /** Lines that have changed something. */
  readonly lines: readonly string[];
  readonly tried: View | undefined;
  readonly result: FixResult | undefined;
  readonly run: (line: string) => Promise<void>;
  readonly check: () => Promise<void>;
  readonly reset: () => void;
}

const FIRST_LOOK = "kubectl get pods";

function useRepair(): Repair {
  const { engine, session } = usePage();
  const { world, seed, kubelet } = session;
  const [typed, setTyped] = useState<readonly Typed[]>([]);
  const [lines, setLines] = useState<readonly string[]>([]);
  const [tried, setTried] = useState<View>();
  const [result, setResult] = useState<FixResult>();
  const runOf = (next: readonly string[]): Promise<Run> =>
    engine("run", { world: fixWorld(world, next), seed, kubelet });
  const printed = async (line: string): Promise<Printed> => {
    const refused = refusal(line);
    if (refused !== undefined) return { stdout: "", stderr: refused, exitCode: 1 };
    const at = fixMoment(lines);
    if (isReading(line)) return engine("show", { world: fixWorld(world, lines), command: line, at, seed, kubelet });
    const next = [...lines, line];
    const ran = await runOf(next);
    const said = printedBy(ran, at);
    if (said.exitCode === 0) {
      setLines(next);
      setTried(viewOf(ran));
    }
    return said;
  };
  const run = async (line: string): Promise<void> => {
    setResult(undefined);
    const said = await printed(line);
    setTyped((before) => [...before, { line, ...said }]);
  };
  const check = async (): Promise<void> => {
    const ran = await runOf(lines);
    setTried(viewOf(ran));
    setResult(fixResult(ran, world, lines));
  };
  const begin = (): void => {
    setTyped([]);
    setLines([]);
    setResult(undefined);
    void runOf([]).then((ran) => setTried(viewOf(ran)));
  };
  // What is broken is seen before anything is typed.
  useEffect(() => {
    begin();
    void run(FIRST_LOOK);
  }, []);
  return { typed, lines, tried, result, run, check, reset: begin };
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
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => log.current?.scrollTo({ top: log.current.scrollHeight }), [typed]);
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    void run(line.trim());
    setLine("kubectl ");
  };
  return (
    <>
      <div class="console-log terminal" role="log" tabIndex={0} aria-label={say("drawer.console")} ref={log}>
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
