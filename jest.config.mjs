import { existsSync } from "node:fs";

// Suites in a browser are left out where there is none, with a word; HD_REQUIRE_BROWSER=1 makes them fail instead.
const chromium = "/usr/bin/chromium";
const leavesOut = !existsSync(chromium) && process.env.HD_REQUIRE_BROWSER !== "1";
if (leavesOut) process.stdout.write(`Not found: ${chromium}. Suites in a browser are left out.\n`);

export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", ...(leavesOut ? ["<rootDir>/test/browser/"] : [])],
  extensionsToTreatAsEsm: [".ts"],
  // An embedded database takes seconds to open on a busy machine.
  testTimeout: 30_000,
  transform: { "\\.ts$": "<rootDir>/test/strip-types.mjs" },
  globalSetup: "<rootDir>/test/servers/setup.ts",
  globalTeardown: "<rootDir>/test/servers/teardown.ts",
  reporters: ["default", "<rootDir>/test/tally.mjs"],
};
