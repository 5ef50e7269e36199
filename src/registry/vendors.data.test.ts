import { expect, test } from "vitest";

import { DEVIATIONS, REALM_PAIRS, VENDORS } from "./vendors.data.ts";

test.each(DEVIATIONS.map((row) => [`${row.vendor}, ${row.means}`, row] as const))(
  "the sample of %s is told by its own row first",
  (_title, row) => {
    const first = DEVIATIONS.find(
      ({ place, statuses, pattern }) =>
        place === row.place && statuses.some((each) => row.statuses.includes(each)) && pattern.test(row.sample),
    );

    expect(first).toBe(row);
  },
);

test("every row says where it is from", () => {
  const sources = [...DEVIATIONS, ...REALM_PAIRS, ...VENDORS].map(({ source }) => source);

  expect(sources.filter((source) => !source.startsWith("https://"))).toEqual([]);
});
