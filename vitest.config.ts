import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "conformance/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/tools/**", "dist/**"],
    testTimeout: 30_000,
    // Many tests wait for programs of others, so no core is left free for the one that starts them.
    maxWorkers: "100%",
  },
});
