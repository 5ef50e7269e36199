import { expect, test } from "vitest";

import { readUpstream } from "../../conformance/vectors.ts";
import { rulesOf } from "../kinds/index.ts";
import { defaultPullPolicy } from "./index.ts";

const upstream = readUpstream("image_name") as {
  readonly container_default_policy_derived: readonly { readonly image: string; readonly policy: string }[];
  readonly image_volume_default_policy: readonly { readonly reference: string; readonly policy: string }[];
};

test.each([
  ...upstream.container_default_policy_derived,
  ...upstream.image_volume_default_policy.map(({ reference, policy }) => ({ image: reference, policy })),
])("defaultPullPolicy($image) is $policy", ({ image, policy }) => {
  expect(defaultPullPolicy(image, rulesOf("1.35").reference)).toBe(policy);
});
