import { expect, test } from "vitest";

import { rulesOf } from "./rules.data.ts";
import { SCHEMA } from "./schema.data.ts";
import { fieldsOf } from "./schema.ts";

test("fieldsOf() reads every field of the table", () => {
  for (const type of Object.keys(SCHEMA)) expect(fieldsOf(type)?.size).toBe(Object.keys(SCHEMA[type] ?? {}).length);
});

/** k8s.io/api/core/v1: containers merge by name and are always written; ports merge by containerPort alone. */
test("fieldsOf() knows how lists merge", () => {
  expect(fieldsOf("PodSpec")?.get("containers")).toMatchObject({ shape: "list", mergeKey: "name", always: true });
  expect(fieldsOf("Container")?.get("ports")).toMatchObject({ mergeKey: "containerPort", always: false });
  expect(fieldsOf("ObjectMeta")?.get("finalizers")).toMatchObject({ isSet: true });
  expect(fieldsOf("PodSpec")?.get("tolerations")).not.toHaveProperty("mergeKey");
});

test("fields that came later are fields of the table", () => {
  const later = rulesOf("1.28").admission.unknownFields;
  const unknown = later.filter((name) => {
    const [type = "", field = ""] = name.split(".");
    return fieldsOf(type)?.has(field) !== true;
  });
  expect(later).not.toEqual([]);
  expect(unknown).toEqual([]);
});
