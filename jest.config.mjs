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
  // Whoever runs a file keeps the modules it loaded: in one process the whole suite outgrows Node's heap. A worker
  // that has grown is ended between two files. Two, as each file may bring servers and a browser of its own.
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
  transform: { "\\.ts$": "<rootDir>/test/strip-types.mjs" },
  globalSetup: "<rootDir>/test/servers/setup.ts",
  globalTeardown: "<rootDir>/test/servers/teardown.ts",
  reporters: ["default", "<rootDir>/test/tally.mjs"],
  // `npm run coverage`. V8 counts, and the type stripper keeps every position, so no source map is needed. Programs that
  // tests start as processes of their own (src/cli, src/main.ts) are not counted.
  coverageProvider: "v8",
  collectCoverageFrom: ["src/**/*.ts"],
  coverageReporters: ["text-summary", "lcov"],
};
