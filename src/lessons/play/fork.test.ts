import { expect, test } from "vitest";

import { shippedWorld } from "../../../test/learn/shipped-world.ts";
import { runWorld } from "../../sandbox/index.ts";
import { stepsOf } from "../steps.ts";
import { forkedWorld, partingOf } from "./fork.ts";

const RIGHT = { run: "kubectl set image pod/web app=registry.example/shop/web:1.4.2", exits: 0 };

test("A-09 a fork at the third attempt has the same past, another future, and runs at once; the old future stays", async () => {
  const world = await shippedWorld("wrong-tag");
  const main = stepsOf(await runWorld(world));
  const third = main.find(({ id }) => id === "p3.f");
  const at = (third?.t ?? NaN) + 2000;

  const fork = stepsOf(await runWorld(forkedWorld(world, at, [{ ...RIGHT, at }])));

  const parting = partingOf(main, fork);
  expect(main.slice(0, parting?.common)).toEqual(fork.slice(0, parting?.common));
  expect(parting?.right).toMatchObject({ t: at, action: RIGHT.run });
  expect(parting?.left?.t).toBeGreaterThan(at);
  const ready = fork.find(({ t, phase }) => t >= at && phase === "Running");
  expect((ready?.t ?? Infinity) - at).toBeLessThan(5000);
  expect(stepsOf(await runWorld(world))).toEqual(main);
  expect(main.filter(({ id, t }) => id.startsWith("p") && t > at).length).toBeGreaterThan(1);
});

test("what a world had still to do is not done in a fork, and an action before the moment happens at it", async () => {
  const world = await shippedWorld("wrong-tag");
  const forked = forkedWorld(world, 50_000, [{ ...RIGHT, at: 1000 }]);
  expect(forked.actions).toEqual([{ ...RIGHT, at: 50_000 }]);
  expect(partingOf(stepsOf(await runWorld(world)), stepsOf(await runWorld(world)))).toBeUndefined();
});
