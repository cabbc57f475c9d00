import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { Role } from "../../../src/desk/identity/roles.ts";
import { findHelp, installationParts, manualParts } from "../../../src/desk/manual/parts.ts";
import { manualPictures } from "../../../src/desk/manual/pictures.ts";
import { deskRoutes } from "../../../src/desk/routes.ts";
import { openTestDesks } from "../desk-server.ts";

const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;

const views = "src/desk/views";
const read = (path: string) => readFileSync(path, "utf8");

/** Every file below a folder that ends so. */
function filesBelow(folder: string, end: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`);
}

const texts = [`${views}/manual`, `${views}/manual-install`].flatMap((folder) =>
  filesBelow(folder, ".eta"),
);

/** What stands between tags, and in quotes, of the desk's own pages; what a page computes is "…". */
function listShownWords(): Set<string> {
  const words = new Set<string>();
  const add = (text = "") => words.add(text.replaceAll(/\s+/g, " ").trim());
  const pages = filesBelow(views, ".eta").filter((path) => !path.includes("/manual"));
  for (const path of [...pages, ...filesBelow("src/desk", ".ts")]) {
    const source = read(path);
    for (const [, , quoted] of source.matchAll(/(["'`])((?:(?!\1)[^\n])*)\1/g)) add(quoted);
    if (!path.endsWith(".eta")) continue;
    const shown = source.replaceAll(/<%=.*?%>/gs, "…");
    // A condition stands inside a tag, or between words.
    for (const conditions of ["", "<>"]) {
      const between = shown.replaceAll(/<%.*?%>/gs, conditions).split(/<[^>]*>/);
      for (const text of between) add(text);
    }
  }
  return words;
}

describe("the manual", () => {
  test("names buttons, fields and pages by the words that are on the screen", () => {
    const shown = listShownWords();
    const wrong = texts.flatMap((path) =>
      [...read(path).matchAll(/<b>(.*?)<\/b>/gs)]
        .map(([, name = ""]) => name)
        .filter((name) => !shown.has(name))
        .map((name) => `${path}: no page says “${name}”`),
    );
    expect(wrong).toEqual([]);
  });

  test("has a text for every part, and no other", () => {
    const written = texts.map((path) => path.replace(`${views}/`, ""));
    const parts = [
      ...manualParts.map(({ id }) => `manual/${id}.eta`),
      ...installationParts.map(({ id }) => `manual-install/${id}.eta`),
    ];
    expect(written.toSorted()).toEqual(parts.toSorted());
    expect(new Set(parts).size).toBe(parts.length);
  });

  test("names only programs, variables and files that there are", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const settings = read(".env.example");
    const known = (code: string) => {
      const [, program] = /npm run ([a-z:]+)/.exec(code) ?? [];
      if (program !== undefined) return program in scripts;
      if (/^[A-Z]+(_[A-Z]+)+$/.test(code)) return settings.includes(`${code}=`);
      if (/^docs\/|\.md$/.test(code)) return read(code) !== "";
      return true;
    };
    const codes = texts.flatMap((path) =>
      [...read(path).matchAll(/<code>(.*?)<\/code>/g)].map(([, code = ""]) => code),
    );
    expect(codes.length).toBeGreaterThan(40);
    expect(codes.filter((code) => !known(code))).toEqual([]);
  });

  test("shows every picture that there is, and no other", () => {
    const shown = texts.flatMap((path) =>
      [...read(path).matchAll(/manual-picture".*?%>/g)].flatMap(([include]) =>
        [...include.matchAll(/[?:] "([a-z-]+)"/g)].map(([, name]) => name),
      ),
    );
    const files = filesBelow("src/desk/manual/pictures", ".webp").map((path) =>
      path.replace(/.*\/(.*)\.webp/, "$1"),
    );
    const named = Object.keys(manualPictures).toSorted();
    expect(shown.filter((name) => name !== "administrator").toSorted()).toEqual(named);
    expect(files.toSorted()).toEqual(named);
    for (const name of files) {
      const content = readFileSync(`src/desk/manual/pictures/${name}.webp`);
      expect(content.subarray(8, 12).toString()).toBe("WEBP");
      expect(content.length).toBeLessThan(60_000);
    }
  });

  test.each<Role>(["staff", "official", "administrator"])(
    "for %s has the part to which each of their pages leads",
    async (role) => {
      const agency = await desk.agency(`UBND phường ${role}`);
      const visitor =
        role === "administrator"
          ? await desk.admin()
          : await desk.person(role, { username: role, ...(role === "official" && { agency }) });
      const { body } = await visitor.open("/desk/huong-dan");
      const anchors = new Set([...body.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id));
      const asked = deskRoutes.flatMap(({ method, path, roles }) => {
        if (method === "POST" || roles === "anyone" || !roles.includes(role)) return [];
        return findHelp(`/desk${path}`, role)?.id ?? [];
      });
      expect(asked.filter((id) => !anchors.has(id))).toEqual([]);
      expect(anchors.size).toBe(manualParts.filter(({ roles }) => roles.includes(role)).length);
    },
  );

  test("an administrator opens every edition, others their own", async () => {
    const admin = await desk.admin();
    const forStaff = await admin.open("/desk/huong-dan?cho=staff");
    expect(forStaff.body).toContain("Cộng tác viên điểm hướng dẫn</strong>");
    expect(forStaff.body).not.toContain('<section id="nhat-ky"');
    const installing = await admin.open("/desk/huong-dan/cai-dat");
    expect(installing.body).toContain('<section id="sao-luu"');
    const staff = await desk.person("staff", { username: "mai" });
    const own = await staff.open("/desk/huong-dan?cho=administrator");
    expect(own.body).toContain("Cộng tác viên điểm hướng dẫn</strong>");
    expect((await staff.open("/desk/huong-dan/cai-dat")).statusCode).toBe(403);
  });
});
