/**
 * Checks what the service is built from against .ci/supply-chain.json. Prints what is not on the list and exits with 1.
 *
 *   licences SBOM      each licence of a CycloneDX file
 *   scripts LOCKFILE   each package with an install script, and that npm runs none of them
 *   advisories         what `npm audit --json` says on standard input: high and critical ones
 *
 * An advisory is excepted by { "id": "GHSA-…", "until": "2027-01-31", "why": "…" } in "advisories".
 */
import { readFileSync } from "node:fs";

const policy = JSON.parse(readFileSync(new URL("supply-chain.json", import.meta.url), "utf8"));
const [command, file] = process.argv.slice(2);
const checks = { licences: checkLicences, scripts: checkScripts, advisories: checkAdvisories };
const check = Object.hasOwn(checks, command) ? checks[command] : null;
if (check === null) {
  console.error("licences SBOM | scripts LOCKFILE | advisories");
  process.exit(2);
}
const problems = check();
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

function checkLicences() {
  const { components } = readJson(file);
  if (!Array.isArray(components) || components.length === 0) return ["the SBOM names no component"];
  console.log(`${components.length} components`);
  return components.flatMap((component) => {
    const licence = licenceOf(component);
    if (licence !== null && isAllowed(licence)) return [];
    if (isException(policy.serviceLicences, component.name, licence)) return [];
    if (isForDevelopment(component) && isException(policy.developmentLicences, component.name, licence)) return [];
    return [`${component.name} ${component.version}: licence ${licence ?? "not stated"} is not on the list`];
  });
}

function licenceOf({ licenses = [] }) {
  const stated = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name);
  return stated.length === 0 ? null : stated.join(" AND ");
}

/** One of the alternatives is enough; of what is joined by AND, each is needed. */
function isAllowed(licence) {
  return licence
    .split(" AND ")
    .every((part) =>
      part
        .replace(/^\(|\)$/g, "")
        .split(" OR ")
        .some((one) => policy.licences.includes(one)),
    );
}

function isException(exceptions, name, licence) {
  return Object.hasOwn(exceptions, name) && exceptions[name].licence === licence;
}

function isForDevelopment({ properties = [] }) {
  return properties.some(({ name, value }) => name === "cdx:npm:package:development" && value === "true");
}

function checkScripts() {
  const { packages } = readJson(file);
  const allowScripts = readJson("package.json").allowScripts ?? {};
  const withScripts = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
  console.log(`${withScripts.length} packages with an install script`);
  return [
    ...withScripts
      .filter((name) => !Object.hasOwn(policy.installScripts, name))
      .map((name) => `${name}: its install script is not on the list`),
    ...withScripts
      .filter((name) => allowScripts[name] !== false)
      .map((name) => `${name}: package.json must say in allowScripts that its script is not run`),
    ...Object.entries(allowScripts)
      .filter(([, isRun]) => isRun !== false)
      .map(([name]) => `${name}: package.json lets npm run its install script`),
    ...Object.entries(packages)
      .filter(([path, { integrity, link }]) => path !== "" && !link && !integrity?.startsWith("sha512-"))
      .map(([path]) => `${path}: has no sha512 in the lockfile`),
  ];
}

function checkAdvisories() {
  const text = readFileSync(0, "utf8");
  const report = parseJson(text);
  if (report?.vulnerabilities === undefined) {
    console.log("npm audit: skipped, because the registry does not answer it");
    return [];
  }
  const today = new Date().toISOString().slice(0, 10);
  const excepted = new Set(policy.advisories.filter(({ until }) => until >= today).map(({ id }) => id));
  const found = Object.values(report.vulnerabilities).flatMap(({ name, via }) =>
    via
      .filter((one) => typeof one === "object" && ["high", "critical"].includes(one.severity))
      .map(({ url, title, severity }) => ({ name, title, severity, id: url.split("/").at(-1) })),
  );
  console.log(`npm audit: ${found.length} high or critical`);
  return found
    .filter(({ id }) => !excepted.has(id))
    .map(({ name, severity, id, title }) => `${name}: ${severity}, ${id}: ${title}`);
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
