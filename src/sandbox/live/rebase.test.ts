import { expect, test } from "vitest";

import { rebased, rebasedResponse } from "./rebase.ts";

const MINUTE = 60_000;

test("rebased() moves every instant by whole seconds, and nothing else", () => {
  const text =
    '{"creationTimestamp":"2026-11-23T06:00:00Z","eventTime":"2026-11-23T06:00:00.123456Z","name":"2026-11-23"}';
  expect(rebased(text, -90_400)).toBe(
    '{"creationTimestamp":"2026-11-23T05:58:30Z","eventTime":"2026-11-23T05:58:30.123456Z","name":"2026-11-23"}',
  );
  expect(rebased(text, 400)).toBe(text);
});

test("rebasedResponse() moves a stream line by line, each by the shift of its moment", async () => {
  const shifts = [-MINUTE, -2 * MINUTE];
  const parts = ['{"at":"2026-11-23T06:00:00Z"}\n{"at":"2026-', '11-23T06:00:00Z"}\n'];
  const body = new ReadableStream<Uint8Array>({
    start(controller): void {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });
  const response = new Response(body, { headers: { "content-type": "application/json", "content-length": "9" } });
  const moved = rebasedResponse(response, () => shifts.shift() ?? 0);
  expect(moved.headers.get("content-length")).toBeNull();
  expect(await moved.text()).toBe('{"at":"2026-11-23T05:59:00Z"}\n{"at":"2026-11-23T05:58:00Z"}\n');
});

test("rebasedResponse() leaves logs alone", async () => {
  const response = new Response('"2026-11-23T06:00:00Z"', { headers: { "content-type": "text/plain" } });
  expect(await rebasedResponse(response, () => MINUTE).text()).toBe('"2026-11-23T06:00:00Z"');
});
