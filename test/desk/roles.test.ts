import { beforeAll, describe, expect, test } from "@jest/globals";
import { type Role, roles } from "../../src/desk/identity/roles.ts";
import { deskRoutes } from "../../src/desk/routes.ts";
import { openTestDesks, type Visitor } from "./desk-server.ts";
import { owningAgency, sampleUrl } from "./route-samples.ts";

const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;
const people = new Map<Role, Visitor>();
let stranger: Visitor;
let strangeStaff: Visitor;

beforeAll(async () => {
  const agency = await desk.agency(owningAgency);
  people.set("administrator", await desk.admin());
  people.set("official", await desk.person("official", { agency }));
  people.set("staff", await desk.person("staff"));
  const other = await desk.agency("UBND phường Hai");
  stranger = await desk.person("official", { username: "stranger", agency: other });
  strangeStaff = await desk.person("staff", { username: "strange", points: otherPoint });
}, 60_000);

const otherPoint = "diem-kp6-ho-bieu-chanh";
const closed = deskRoutes.flatMap((route) => (route.roles === "anyone" ? [] : [route]));
const lines = closed.map((route) => ({ ...route, title: `${route.method} ${route.path}` }));
const refusals = lines.flatMap((route) =>
  roles.filter((role) => !route.roles.includes(role)).map((role) => ({ ...route, role })),
);

test("the route table contains no address twice", () => {
  const addresses = deskRoutes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(addresses).size).toBe(addresses.length);
});

describe.each(lines)("$title", ({ method, path, findOwner, roles: allowed }) => {
  test("refuses a request without a session", async () => {
    const response = await desk.visit().json(method, await sampleUrl(desk, path), {});
    expect(response.statusCode).toBe(401);
  });

  test.each(allowed.map((role) => ({ role })))("lets $role in", async ({ role }) => {
    const response = await request(role, method, path);
    expect([401, 403]).not.toContain(response.statusCode);
    if (findOwner !== undefined) expect(response.statusCode).not.toBe(404);
  });

  if (method === "GET") {
    test.each(allowed.map((role) => ({ role })))("shows $role a page", async ({ role }) => {
      const response = await personOf(role).open(await sampleUrl(desk, path));
      expect([200, 303]).toContain(response.statusCode);
      expect(response.body).not.toMatch(/undefined|\[object|NaN|style="|<script(?! src=)/);
    });
  }

  if (method === "POST") {
    test("refuses a form that was not sent from a page of the desk", async () => {
      const visitor = personOf(allowed[0]);
      const url = await sampleUrl(desk, path);
      const headers = { accept: "application/json" };
      const without = await visitor.request({ method, url, headers, payload: {} });
      expect(without.statusCode).toBe(403);
      const csrf = await visitor.csrf();
      const foreign = { ...headers, origin: "https://xau.example", "x-csrf-token": csrf };
      const from = await visitor.request({ method, url, headers: foreign, payload: {} });
      expect(from.statusCode).toBe(403);
      const guessed = { ...headers, "x-csrf-token": `${csrf.slice(0, -1)}~` };
      const wrong = await visitor.request({ method, url, headers: guessed, payload: {} });
      expect(wrong.statusCode).toBe(403);
    });
  }

  // A thing that a path names has an owner; only things below /account are looked up as the account's own.
  if (path.includes(":") && !path.startsWith("/account/") && allowed.some(isBound)) {
    test("checks the owner of the thing and hides it from everybody else", async () => {
      expect(findOwner).toBeDefined();
      const url = await sampleUrl(desk, path);
      const others = [
        ...(allowed.includes("official") ? [stranger] : []),
        ...(allowed.includes("staff") ? [strangeStaff] : []),
      ];
      expect(others.length).toBeGreaterThan(0);
      for (const other of others) {
        const response = await other.json(method, url, method === "POST" ? {} : undefined);
        expect(response.statusCode).toBe(404);
      }
    });
  }
});

test.each(refusals)("$role is refused: $title ($purpose)", async ({ role, method, path }) => {
  const response = await request(role, method, path);
  expect(response.statusCode).toBe(403);
  expect(response.json()).toMatchObject({ type: "urn:huong-dan:problem:forbidden" });
});

/** Returns whether the role reaches only things of its own. */
function isBound(role: Role): boolean {
  return role !== "administrator";
}

function personOf(role: Role | undefined): Visitor {
  const visitor = role && people.get(role);
  if (visitor === undefined) throw new Error(`Nobody is signed in as ${role}`);
  return visitor;
}

async function request(role: Role, method: "GET" | "POST", path: string) {
  const visitor = endsSessions.has(path) ? await another(role) : personOf(role);
  const url = await sampleUrl(desk, path);
  return visitor.json(method, url, method === "POST" ? {} : undefined);
}

/** Routes after which their account is signed out. */
const endsSessions = new Set(["/sign-out", "/account/sessions/end"]);
let others = 0;

/** Returns a new person to sign out, so that the shared one stays signed in. */
async function another(role: Role): Promise<Visitor> {
  others += 1;
  const agency = role === "official" ? await desk.agency(owningAgency) : null;
  return desk.person(role, { username: `${role}-${others}`, agency });
}
