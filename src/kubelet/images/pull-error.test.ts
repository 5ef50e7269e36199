import { describe, expect, test } from "vitest";

import { readUpstream } from "../../../conformance/vectors.ts";
import type { GrpcCode } from "../ports.ts";
import { joinedErrors, pullErrorText } from "./cri-text.ts";
import { pullFailure } from "./pull-error.ts";

interface Row {
  readonly input: string;
  readonly reason: string;
  readonly message?: string;
  readonly message_contains?: string;
}

interface Upstream {
  readonly eval_cri_error: {
    readonly image: string;
    readonly upstream: readonly Row[];
    readonly derived: readonly Row[];
  };
  readonly aggregate_error_derived: readonly { readonly errors: readonly string[]; readonly text: string }[];
  readonly grpc_text_derived: readonly { readonly code: GrpcCode; readonly message: string; readonly text: string }[];
}

const upstream = readUpstream("image_manager") as Upstream;
const { image, upstream: rows, derived } = upstream.eval_cri_error;

describe("pullFailure() takes reason and message from the runtime's text", () => {
  test.each([...rows, ...derived])("$input", ({ input, reason, message, message_contains: part = "" }) => {
    const failure = pullFailure(image, input);

    expect(failure.reason).toBe(reason);
    expect(failure.message).toBe(message ?? failure.message);
    expect(failure.message).toContain(part);
  });
});

test.each(upstream.aggregate_error_derived)("joinedErrors() makes $text of $errors", ({ errors, text }) => {
  expect(joinedErrors(errors)).toBe(text);
});

test.each(upstream.grpc_text_derived)("pullErrorText() makes $text of $code", ({ code, message, text }) => {
  expect(pullErrorText({ grpcCode: code, message })).toBe(text);
});
