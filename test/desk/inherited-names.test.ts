import { beforeAll, describe, expect, test } from "@jest/globals";
import { deskRoutes } from "../../src/desk/routes.ts";
import { openTestDesks, type Visitor } from "./desk-server.ts";
import { owningAgency, sampleUrl } from "./route-samples.ts";

const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

/** What every plain object has: a text of a request that is looked up in one would find it. */
const names = ["__proto__", "constructor"];
/** The names of all fields that the desk's forms and addresses have, and some that they do not have. */
const fields = [
  ...["q", "figure", "days", "before", "missing", "alias", "state", "status", "page", "from", "to"],
  ...[
    "next",
    "name",
    "username",
    "role",
    "agency",
    "point",
    "points",
    "procedure",
    "code",
    "phone",
  ],
  ...["title", "text", "audience", "key", "kind", "wards", "prefixes", "madonvi", "target", "size"],
  ...["language", "constructor", "toString"],
];
const ends = new Set(["/sign-out", "/account/sessions/end"]);
const routes = deskRoutes.filter(({ path }) => !ends.has(path));

describe("a text that is named like a member of every plain object", () => {
  let admin: Visitor;

  beforeAll(async () => {
    await desk.agency(owningAgency);
    admin = await desk.admin();
  }, 60_000);

  test.each(routes.map(({ method, path }) => ({ method, path })))(
    "is only a text to $method $path",
    async ({ method, path }) => {
      const url = await sampleUrl(desk, path);
      for (const name of names) {
        const typed = Object.fromEntries(fields.map((field) => [field, name]));
        const response =
          method === "GET"
            ? await admin.open(`${url}?${new URLSearchParams(typed)}`)
            : await admin.json("POST", url, typed);
        const isFault = response.statusCode >= 500 || response.body.includes("[native code]");
        expect({ name, isFault }).toEqual({ name, isFault: false });
      }
    },
  );

  test("is no address of a thing either", async () => {
    for (const { method, path } of routes) {
      if (!path.includes(":")) continue;
      for (const name of names) {
        const url = `/desk${path.replaceAll(/:\w+/g, name)}`;
        const response = await (method === "GET" ? admin.open(url) : admin.json("POST", url, {}));
        expect({ url, isFault: response.statusCode >= 500 }).toEqual({ url, isFault: false });
      }
    }
  });
});
