import { describe, expect, test } from "vitest";

import { MINORS, rulesOf } from "../../kinds/index.ts";
import { IMAGE_MACHINE, type Machine } from "../images/index.ts";
import { machine } from "./machine.ts";

function reachable({ transitions }: Machine): ReadonlySet<string> {
  const reached = new Set(["scheduled"]);
  for (let before = 0; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of transitions) if (reached.has(from)) reached.add(to);
  }
  return reached;
}

describe.each(MINORS)("machine() of %s", (minor) => {
  const whole = machine(rulesOf(minor));
  const ids = whole.states.map(({ id }) => id);

  test("names each state once, and no other in its transitions", () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(whole.transitions.filter(({ from, to }) => !ids.includes(from) || !ids.includes(to))).toEqual([]);
  });

  test("leads from the scheduler to every state", () => {
    const reached = reachable(whole);

    expect(ids.filter((id) => !reached.has(id))).toEqual([]);
  });

  test("leads out of every state but Running, and out of a failure only to the next sync", () => {
    const ways = new Map(
      ids.map((id) => [id, whole.transitions.filter(({ from }) => from === id).map(({ to }) => to)]),
    );
    const failures = whole.states.filter(({ kind }) => kind === "failure");

    expect(ids.filter((id) => ways.get(id)?.length === 0)).toEqual(["running"]);
    expect(failures.filter(({ id }) => ways.get(id)?.join() !== "sync")).toEqual([]);
  });

  test("holds the image manager's machine, but for the question that not every minor asks", () => {
    const missing = IMAGE_MACHINE.states.filter(({ id }) => !ids.includes(id)).map(({ id }) => id);

    expect(missing).toEqual(rulesOf(minor).verification.gate === "on" ? [] : ["access-verified"]);
  });
});
