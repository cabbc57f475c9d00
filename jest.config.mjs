export default {
  testEnvironment: "node",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/strip-types.mjs" },
  globalSetup: "<rootDir>/test/servers/setup.ts",
  globalTeardown: "<rootDir>/test/servers/teardown.ts",
  reporters: ["default", "<rootDir>/test/tally.mjs"],
};
