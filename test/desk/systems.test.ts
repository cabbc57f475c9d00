import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openOnestop } from "../notify/onestop/onestop-app.ts";
import { openTestDesks, type Visitor } from "./desk-server.ts";

const desks = await openTestDesks();

interface Issued {
  readonly id: number;
  readonly username: string;
  readonly key: string;
}

interface Listed {
  readonly systems: readonly {
    readonly id: number;
    readonly name: string;
    readonly agencies: readonly { readonly id: number }[];
    readonly usedAt: string | null;
    readonly revokedAt: string | null;
  }[];
}

describe.each(desks)("one-stop systems at the desk on $name", ({ desk }) => {
  let admin: Visitor;
  let agency: number;
  let onestop: Awaited<ReturnType<typeof openOnestop>>;

  beforeAll(async () => {
    admin = await desk.admin();
    agency = await desk.agency("UBND phường Một");
    onestop = await openOnestop(desk.database, desk.now);
  });

  afterAll(() => onestop.app.close());

  const find = async (id: number) =>
    (await admin.json("GET", "/desk/systems"))
      .json<Listed>()
      .systems.find((system) => system.id === id);
  const add = async (name: string) =>
    (await admin.json("POST", "/desk/systems", { name, agencies: [agency] })).json<Issued>();
  const signIn = async ({ username, key }: Issued): Promise<string | undefined> =>
    (await onestop.post("/login", { username, password: key })).body.session;

  test("shows a new key once, on the page that answers the form", async () => {
    const shown = await admin.submit("/desk/systems", {
      name: "Một cửa tỉnh",
      agencies: String(agency),
    });
    expect(shown.statusCode).toBe(200);
    expect(shown.headers["cache-control"]).toBe("no-store");
    const key = /id="key"[^>]*value="([^"]+)"/.exec(shown.body)?.[1] ?? "";
    const username = /id="username"[^>]*value="([^"]+)"/.exec(shown.body)?.[1] ?? "";
    expect(await signIn({ id: 0, username, key })).toBeDefined();
    const list = await admin.open("/desk/systems");
    expect(list.body).toContain("Một cửa tỉnh");
    expect(list.body).toContain(username);
    expect(list.body).not.toContain(key);
    expect((await admin.open("/desk/audit")).body).not.toContain(key);
  });

  test("lists when a system was last used", async () => {
    const issued = await add("Dùng thử");
    expect((await find(issued.id))?.usedAt).toBeNull();
    const session = await signIn(issued);
    await onestop.send("DongBoHoSoMC", [], { session });
    expect((await find(issued.id))?.usedAt).toBe(desk.now().toISOString());
  });

  test("replaces and revokes a key, with an entry in the audit trail for each", async () => {
    const issued = await add("Đổi khóa");
    const url = `/desk/systems/${issued.id}`;
    const rotated = (await admin.json("POST", `${url}/rotate`, {})).json<Issued>();
    expect(rotated).toMatchObject({ id: issued.id, username: issued.username });
    expect(await signIn(issued)).toBeUndefined();
    expect(await signIn(rotated)).toBeDefined();
    await admin.json("POST", `${url}/revoke`, {});
    expect(await signIn(rotated)).toBeUndefined();
    expect((await find(issued.id))?.revokedAt).toBe(desk.now().toISOString());
    for (const path of ["/rotate", "/revoke", ""]) {
      const again = await admin.json("POST", `${url}${path}`, { name: "x", agencies: [agency] });
      expect(again.statusCode).toBe(404);
    }
    const trail = (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; subject: string; username: string; detail: string }[];
    }>();
    const own = trail.entries.filter(({ subject }) => subject === `system ${issued.id}`);
    expect(own.map(({ action, username }) => `${action} ${username}`)).toEqual([
      `system.refuse ${issued.username}`,
      "system.revoke admin",
      `system.refuse ${issued.username}`,
      "system.rotate admin",
      "system.create admin",
    ]);
    expect(own.at(-1)?.detail).toBe(`agencies: ${agency}`);
  });

  test("changes name and agencies, and refuses a form without either", async () => {
    const other = await desk.agency("UBND phường Hai");
    const { id } = await add("Tên cũ");
    const fields = { name: "Tên mới", agencies: [agency, other, other] };
    await admin.json("POST", `/desk/systems/${id}`, fields);
    expect(await find(id)).toMatchObject({ name: "Tên mới" });
    expect((await find(id))?.agencies.map((one) => one.id).toSorted()).toEqual(
      [agency, other].toSorted(),
    );
    expect((await admin.open(`/desk/systems/${id}`)).body).toContain(`value="${other}" checked`);
    for (const [wrong, field] of [
      [{ ...fields, name: " " }, "name"],
      [{ ...fields, agencies: [] }, "agencies"],
      [{ ...fields, agencies: undefined }, "agencies"],
      [{ ...fields, agencies: [999_999] }, "agencies"],
      [{ ...fields, agencies: ["x"] }, "agencies"],
      [{ ...fields, agencies: { a: 1 } }, "agencies"],
    ] as const) {
      for (const url of ["/desk/systems", `/desk/systems/${id}`]) {
        const refused = await admin.json("POST", url, wrong);
        expect(refused.statusCode).toBe(422);
        expect(refused.json().errors[0]).toMatchObject({ parameter: field });
      }
    }
    const page = await admin.submit("/desk/systems", { name: "Chưa chọn" });
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('value="Chưa chọn"');
    expect(page.body).toContain("Chọn ít nhất một cơ quan");
  });
});
