import { existsSync } from "node:fs";

// Suites in a browser are skipped with a message if there is none; HD_REQUIRE_BROWSER=1 makes them fail instead.
const chromium = "/usr/bin/chromium";
const skipsBrowser = !existsSync(chromium) && process.env.HD_REQUIRE_BROWSER !== "1";
if (skipsBrowser)
  process.stdout.write(`Not found: ${chromium}. Suites in a browser are skipped.\n`);

export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", ...(skipsBrowser ? ["<rootDir>/test/browser/"] : [])],
  extensionsToTreatAsEsm: [".ts"],
  // An embedded database takes seconds to open on a busy machine.
  testTimeout: 30_000,
  // A worker keeps the modules of every file that it ran, and the whole suite outgrows Node's heap in one process. So a
  // worker that has grown is ended between two files. Two workers, because each file may start servers and a browser.
  maxWorkers: 2,
  workerIdleMemoryLimit: "1GB",
  transform: { "\\.ts$": "<rootDir>/test/strip-types.mjs" },
  globalSetup: "<rootDir>/test/servers/setup.ts",
  globalTeardown: "<rootDir>/test/servers/teardown.ts",
  reporters: ["default", "<rootDir>/test/tally.mjs"],
  // `npm run coverage`. V8 counts, and the type stripper keeps every position, so no source map is needed. It counts only
  // in jest's own processes, so files that tests run as processes and threads of their own would always count as unused.
  coverageProvider: "v8",
  collectCoverageFrom: [
    "src/**/*.ts",
    "!src/**/*.d.ts",
    "!src/main.ts",
    "!src/cli/*.ts",
    "!src/cli/train/*.ts",
    "!src/desk/files/table-worker.ts",
    "!src/desk/identity/password-strength-worker.ts",
  ],
  coverageReporters: ["text-summary", "lcov"],
  // The floor; only a run of all tests can reach it. To be raised as coverage grows, never lowered.
  coverageThreshold: { global: { lines: 96, branches: 92, functions: 96 } },
};
