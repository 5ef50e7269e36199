import { describe, expect, test } from "vitest";

import { cli } from "../../../test/cli.ts";

describe("pullwhy learn step", () => {
  test("A-35 is plain: no escape code, no line over 80 columns, however wide the terminal is", async () => {
    const { code, out } = await cli(["learn", "step", "wrong-tag", "--plain"], { io: { width: 200 } });
    expect(code).toBe(0);
    // oxlint-disable-next-line no-control-regex -- escape codes are what must not be there
    expect(out).not.toMatch(/\u001B/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("tells as many steps as the trace has, by the same ids", async () => {
    const { out } = await cli(["learn", "step", "wrong-tag"]);
    const { out: traced } = await cli(["trace", "wrong-tag", "-o", "json"]);
    const { steps } = JSON.parse(traced) as { steps: readonly { id: string }[] };
    expect([...out.matchAll(/^(\S+) {2}At /gm)].map(([, id]) => id)).toEqual(steps.map(({ id }) => id));
  });

  test("tells one step with the chain of causes that the trace tells", async () => {
    const { out } = await cli(["learn", "step", "wrong-tag", "p2.f"], { io: { width: 400 } });
    const { out: traced } = await cli(["trace", "wrong-tag", "--why", "p2.f", "-o", "json"]);
    const { why } = JSON.parse(traced) as { why: { links: readonly { text: string }[] } };
    for (const { text } of why.links) expect(out).toContain(text.split("\n")[0]);
  });

  test("an unknown step is told with the nearest one", async () => {
    const { code, err } = await cli(["learn", "step", "wrong-tag", "p2.x"]);
    expect(code).toBe(2);
    expect(err).toContain("Did you mean p2.f?");
  });
});

describe("pullwhy learn run", () => {
  test("tells every step once, in paragraphs", async () => {
    const { out } = await cli(["learn", "run", "wrong-tag"]);
    const { out: stepped } = await cli(["learn", "step", "wrong-tag"]);
    expect(out.match(/At \d+\.\d s:/g)).toEqual(stepped.match(/At \d+\.\d s:/g));
    expect(out).toContain("\n\n");
  });

  test("an unknown world is told with the nearest one", async () => {
    const { code, err } = await cli(["learn", "run", "wrong-tga"]);
    expect(code).toBe(2);
    expect(err).toContain("Did you mean wrong-tag?");
  });
});
