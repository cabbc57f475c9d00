import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { parse } from "yaml";

interface ComposeService {
  readonly image: string;
  readonly build?: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly mem_limit?: string;
  readonly pids_limit?: number;
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly volumes?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}
interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly configs: Readonly<Record<string, { readonly content: string }>>;
  readonly volumes: Readonly<Record<string, null>>;
}

const read = (path: string) => readFileSync(path, "utf8");
const parseCompose = (path: string): Compose =>
  parse(read(path), {
    merge: true,
    customTags: [{ tag: "!reset", collection: "seq", resolve: (value) => value }],
  });
const base = parseCompose("docker-compose.yml");
const overlay = parseCompose("ops/proxy/docker-compose.tls.yml");
const whole = Object.entries({ ...overlay.services, ...base.services });
const dockerfile = read("Dockerfile");

describe.each(whole)("the container %s", (name, service) => {
  test("can write nothing but its volumes, and gains no right", () => {
    expect(service.read_only).toBe(true);
    expect(service.cap_drop).toEqual(["ALL"]);
    expect(service.cap_add ?? []).toEqual(name === "proxy" ? ["NET_BIND_SERVICE"] : []);
    expect(service.security_opt).toContain("no-new-privileges:true");
  });

  test("has a limit of memory and of processes", () => {
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
    expect(service.pids_limit).toBeGreaterThan(0);
  });

  test("is an image of an exact version, or built here, and does not run as root", () => {
    if (service.build !== undefined) return expect(dockerfile).toMatch(/^USER node$/m);
    expect(service.image).toMatch(/^[a-z]+:\d+\.\d+(\.\d+)?-[a-z]+$/);
    // Caddy needs the lower ports, and has no other capability.
    if (name !== "proxy") expect(service.user).toBe(name);
  });

  test("uses only volumes and networks that exist", () => {
    const volumes = (service.volumes ?? []).map((volume) => volume.split(":")[0] ?? "");
    const named = volumes.filter((volume) => !volume.startsWith("."));
    for (const volume of named)
      expect({ ...overlay.volumes, ...base.volumes }).toHaveProperty(volume);
    for (const network of service.networks) expect(base.networks).toHaveProperty(network);
  });
});

test("nothing but the proxy is reachable from other machines", () => {
  for (const [name, { ports = [] }] of Object.entries(base.services)) {
    for (const port of ports) expect(`${name} ${port}`).toMatch(/ 127\.0\.0\.1:/);
  }
  expect(base.networks["servers"]?.internal).toBe(true);
  expect(base.services["redis"]?.networks).toEqual(["servers"]);
  expect(base.services["postgres"]?.networks).toEqual(["servers"]);
  expect(overlay.services["huong-dan"]?.ports).toEqual([]);
});

test("Redis asks for the password that the service sends", () => {
  const { content } = base.configs["redis"] ?? { content: "" };
  const [password = ""] = /\$\{REDIS_PASSWORD:\?[^}]+\}/.exec(content) ?? [];
  expect(password).not.toBe("");
  expect(content).toContain(`requirepass ${password}`);
  expect(content).toContain("maxmemory-policy noeviction");
  expect(base.services["huong-dan"]?.environment["REDIS_URL"]).toBe(
    `redis://:${password}@redis:6379`,
  );
});

test(".env.example names every variable that Compose requires", () => {
  const files = [read("docker-compose.yml"), read("ops/proxy/docker-compose.tls.yml")];
  const required = files.flatMap((text) =>
    [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name ?? ""),
  );
  expect(required).toContain("REDIS_PASSWORD");
  const example = read(".env.example");
  expect(required.filter((name) => !new RegExp(`^#? ?${name}=`, "m").test(example))).toEqual([]);
});

test("the image is built on the very Node that npm installs", () => {
  const version = read(".node-version").trim();
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(images).toEqual([`node:${version}-bookworm-slim`, `node:${version}-bookworm-slim`]);
  const { optionalDependencies } = JSON.parse(read("package.json"));
  expect(new Set(Object.values(optionalDependencies))).toEqual(new Set([version]));
});

test("docs/operating.md says how to pin the very images that are used", () => {
  const images = whole.flatMap(([, { build, image }]) => (build === undefined ? [image] : []));
  const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image = ""]) => image);
  const operating = read("docs/operating.md");
  const all = new Set([...images, ...bases]);
  expect(all.size).toBe(4);
  expect([...all].filter((image) => !operating.includes(image))).toEqual([]);
});
