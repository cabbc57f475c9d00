import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";

const folder = mkdtempSync(join(tmpdir(), "huong-dan-supply-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [".ci/supply-chain.mjs", ...args],
    { input, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

function file(name: string, content: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const component = (name: string, license: object | null, isDevelopment = false) => ({
  name,
  version: "1.0.0",
  licenses: license === null ? [] : [license],
  properties: isDevelopment ? [{ name: "cdx:npm:package:development", value: "true" }] : [],
});

test("licences on the list pass, alone, as one of two, or excepted by name", () => {
  const components = [
    component("one", { license: { id: "MIT" } }),
    component("two", { expression: "(MIT OR GPL-3.0-only)" }),
    component("axe-core", { license: { id: "MPL-2.0" } }, true),
    component("web-push", { license: { id: "MPL-2.0" } }),
  ];
  expect(check(["licences", file("good.json", { components })])).toMatchObject({ status: 0 });
});

test("a licence that is not on the list, or is not stated, fails and names the package", () => {
  const components = [
    component("copyleft", { license: { id: "AGPL-3.0-only" } }),
    component("silent", null),
    component("both", { expression: "MIT AND GPL-3.0-only" }),
    component("axe-core", { license: { id: "MPL-2.0" } }),
  ];
  const { status, stderr } = check(["licences", file("bad.json", { components })]);
  expect(status).toBe(1);
  expect(stderr.trim().split("\n")).toEqual([
    "copyleft 1.0.0: licence AGPL-3.0-only is not on the list",
    "silent 1.0.0: licence not stated is not on the list",
    "both 1.0.0: licence MIT AND GPL-3.0-only is not on the list",
    "axe-core 1.0.0: licence MPL-2.0 is not on the list",
  ]);
});

test("the lockfile's install scripts are all on the list, and none is run", () => {
  expect(check(["scripts", "package-lock.json"])).toMatchObject({ status: 0, stderr: "" });
});

test("a new install script, and a package without a checksum, fail", () => {
  const packages = {
    "": {},
    "node_modules/miner": { hasInstallScript: true, integrity: "sha512-x" },
    "node_modules/loose": {},
  };
  const { status, stderr } = check(["scripts", file("lock.json", { packages })]);
  expect(status).toBe(1);
  expect(stderr).toContain("miner: its install script is not on the list");
  expect(stderr).toContain("node_modules/loose: has no sha512 in the lockfile");
});

test("a high advisory fails, a moderate one does not, and a silent registry is said in a line", () => {
  const via = (severity: string) => [
    { severity, title: "Runs anything", url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc" },
  ];
  const report = (severity: string) =>
    JSON.stringify({ vulnerabilities: { leaky: { name: "leaky", via: via(severity) } } });
  expect(check(["advisories"], report("moderate"))).toMatchObject({ status: 0 });
  const high = check(["advisories"], report("high"));
  expect(high.status).toBe(1);
  expect(high.stderr).toContain("leaky: high, GHSA-aaaa-bbbb-cccc: Runs anything");
  const silent = check(["advisories"], '{"message":"405 Method Not Allowed"}');
  expect(silent).toMatchObject({ status: 0 });
  expect(silent.stdout).toContain("skipped, because the registry does not answer");
});
