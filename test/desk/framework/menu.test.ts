import { beforeAll, describe, expect, test } from "@jest/globals";
import { findHelp } from "../../../src/desk/manual/parts.ts";
import { deskRoutes } from "../../../src/desk/routes.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { addDossier, addTask, addUndelivered } from "../dossier-fixtures.ts";

const [only] = await openTestDesks("PGlite");
if (only === undefined) throw new Error("The embedded database is always there");
const { desk } = only;
const dayMs = 24 * 3_600_000;

/** The links of a navigation, as their names are read. */
function linksOf(body: string, label: string): string[] {
  const nav = new RegExp(`<nav [^>]*aria-label="${label}">(.*?)</nav>`, "s").exec(body)?.[1] ?? "";
  return [...nav.matchAll(/<a [^>]*>(.*?)<\/a>/gs)].map(([, name = ""]) =>
    name.replaceAll(/<[^>]*>/g, "").trim(),
  );
}

const currentOf = (body: string) =>
  [...body.matchAll(/<a href="([^"]*)" aria-current="(\w+)"/g)].map(([, to, how]) => [to, how]);

describe("the desk's menu", () => {
  let official: Visitor;

  beforeAll(async () => {
    const agency = await desk.agency("UBND phường Bình Tiên");
    official = await desk.person("official", { agency });
    const overdue = { promisedAt: new Date(desk.now().getTime() - dayMs) };
    await addDossier(desk, agency, overdue);
    await addDossier(desk, agency, overdue);
    await addUndelivered(desk, agency);
    await addTask(desk);
  }, 60_000);

  test("shows an official groups, the pages of the present group, and what waits on each", async () => {
    const { body } = await official.open("/desk/undelivered");
    expect(linksOf(body, "Các nhóm trang")).toEqual([
      "Hồ sơ: đang chờ 3",
      "Người dân",
      "Điểm hướng dẫn",
      "Danh mục",
      "Số liệu",
    ]);
    expect(linksOf(body, "Hồ sơ")).toEqual([
      "Hồ sơ: đang chờ 2",
      "Tin chưa báo được: đang chờ 1",
      "Tin gửi nhiều người",
    ]);
    expect(currentOf(body)).toEqual([
      ["/desk/undelivered", "page"],
      ["/desk/dossiers", "true"],
      ["/desk/undelivered", "page"],
    ]);
  });

  test("opens every page of the role from one button on a phone, which says how much waits", async () => {
    const admin = await desk.admin();
    const { body } = await admin.open("/desk/catalog/due");
    expect(body).toMatch(
      /<summary>Menu<span data-badge="menu"><span class="badge">.*4<\/span><\/span>\s*<\/summary>/s,
    );
    const all = linksOf(body, "Menu");
    expect(all).toContain("Hộp thư: đang chờ 1");
    expect(all).toContain("Nhật ký");
    // The page above it is not marked, too.
    expect(currentOf(body)).toContainEqual(["/desk/catalog/due", "page"]);
    expect(currentOf(body)).not.toContainEqual(["/desk/catalog", "page"]);
  });

  test("tells staff of their own work only, and leads only to pages that they may open", async () => {
    const staff = await desk.person("staff", { username: "lan" });
    const { body } = await staff.open("/desk/points");
    expect(linksOf(body, "Các nhóm trang")).toEqual([
      "Hộp thư: đang chờ 1",
      "Điểm hướng dẫn",
      "Số liệu",
    ]);
    const served = new Set(deskRoutes.map(({ path }) => `/desk${path}`));
    const linked = [...body.matchAll(/<li><a href="([^"]+)"/g)].map(([, to = ""]) => to);
    expect(linked.filter((to) => !served.has(to))).toEqual([]);
  });

  test("a program is told of no badges, and a visitor has no menu", async () => {
    const program = await official.json("GET", "/desk/undelivered");
    expect(program.json()).not.toHaveProperty("menu");
    expect((await desk.visit().open("/desk/sign-in")).body).not.toContain("<nav");
  });
});

describe("the ? beside a title", () => {
  test("leads to the nearest part about the page that the role reads", () => {
    expect(findHelp("/desk/dossiers/import/4", "official")?.id).toBe("tai-tep");
    expect(findHelp("/desk/dossiers/4", "official")?.id).toBe("ho-so");
    expect(findHelp("/desk/agencies/7/words", "official")?.id).toBe("tai-tep");
    expect(findHelp("/desk/agencies/7/words", "administrator")?.id).toBe("tai-tep");
    expect(findHelp("/desk/agencies/7", "administrator")?.id).toBe("co-quan");
    expect(findHelp("/desk", "staff")?.id).toBe("trang-dau");
    expect(findHelp("/desk/audit", "staff")).toBeNull();
  });

  test("every page of the desk is explained by a part to whoever may open it", () => {
    const files = /\.(csv|json|xlsx)$/;
    const without = deskRoutes.flatMap(({ method, path, roles }) =>
      method === "POST" || roles === "anyone" || files.test(path)
        ? []
        : roles
            .filter((role) => findHelp(`/desk${path}`, role) === null)
            .map(
              (role) => `${path} for ${role}: add the page to a part of src/desk/manual/parts.ts`,
            ),
    );
    expect(without).toEqual([]);
  });
});
