import { beforeAll, describe, expect, test } from "@jest/globals";
import { replaceAgencyWards } from "../../../src/db/queries/agencies.ts";
import { openTestDesks, type Visitor } from "../desk-server.ts";
import { addDossier, addUndelivered } from "../dossier-fixtures.ts";

const desks = await openTestDesks(undefined, ["zalo-chat", "sms"]);

describe.each(desks)("the page of a dossier on $name", ({ desk }) => {
  let agency: number;
  let official: Visitor;
  let stranger: Visitor;
  let admin: Visitor;

  beforeAll(async () => {
    agency = await desk.agency("UBND phường Một");
    await desk.database.transaction((tx) => replaceAgencyWards(tx, agency, ["27373"]));
    official = await desk.person("official", { agency });
    const other = await desk.agency("UBND phường Hai");
    stranger = await desk.person("official", { agency: other, username: "la" });
    admin = await desk.admin();
  }, 60_000);

  const lastAction = async () =>
    (await admin.json("GET", "/desk/audit")).json<{
      entries: { action: string; subject: string; detail: string }[];
    }>().entries[0];

  test("shows the phone number only when asked, to call it, and records who asked", async () => {
    const { id } = await addDossier(desk, agency, { phone: "0912 345 678" });
    const { body } = await official.open(`/desk/dossiers/${id}`);
    expect(body).toContain("Điện thoại …678");
    expect(body).not.toMatch(/tel:|345 678/);
    const shown = await official.submit(`/desk/dossiers/${id}/phone`);
    expect(shown.body).toContain('href="tel:0912345678">Gọi 0912 345 678</a>');
    expect(await lastAction()).toMatchObject({ action: "phone.read", subject: `dossier ${id}` });
    expect(JSON.stringify(await lastAction())).not.toContain("345");
    expect((await stranger.submit(`/desk/dossiers/${id}/phone`)).statusCode).toBe(404);
  });

  test("makes a sheet with a QR code for the dossier with one press", async () => {
    const { id, code } = await addDossier(desk, agency);
    const made = await official.submit(`/desk/dossiers/${id}/slip`);
    const to = String(made.headers.location);
    expect(to).toMatch(new RegExp(`^/desk/dossiers/${id}/slip\\?link=\\d+$`));
    const { body } = await official.open(to);
    expect(body).toContain(code);
    expect(body).toMatch(/<img class="qr" src="\/l\/[^"]+\/qr.svg"/);
    expect(body).toContain("Cần hỏi:");
    expect(body).not.toMatch(/Sáu|0912/);
    expect(await lastAction()).toMatchObject({ action: "link.make" });
    const another = await addDossier(desk, agency);
    const wrong = await official.open(to.replace(`dossiers/${id}`, `dossiers/${another.id}`));
    expect(wrong.headers.location).toBe(`/desk/dossiers/${another.id}`);
  });

  test("says what to do while nobody follows, and tells by SMS once whoever agreed", async () => {
    const { id } = await addDossier(desk, agency);
    const { body } = await official.open(`/desk/dossiers/${id}`);
    expect(body).toContain("Chưa ai theo dõi hồ sơ này");
    expect(body).toContain("In phiếu theo dõi có QR");
    const results = [];
    for (let press = 0; press < 2; press++) {
      results.push((await official.json("POST", `/desk/dossiers/${id}/sms`, {})).json().result);
    }
    expect(results).toEqual(["following", "followed"]);
    expect(await lastAction()).toMatchObject({ action: "dossier.follow-by-phone" });
    const { dossier } = (await official.json("GET", `/desk/dossiers/${id}`)).json<{
      dossier: { followers: number; told: { news: string; state: string }[] };
    }>();
    expect(dossier).toMatchObject({
      followers: 1,
      told: [{ news: "Báo: Đang xử lý", state: "waiting" }],
    });
    const silent = await addDossier(desk, agency, { phone: null });
    expect((await official.open(`/desk/dossiers/${silent.id}`)).body).not.toContain("qua SMS");
    const nothing = await official.json("POST", `/desk/dossiers/${silent.id}/sms`, {});
    expect(nothing.json().result).toBe("nothing-to-tell");
  });

  test("tells what was sent to whom by which route, and why it failed, masked", async () => {
    const { dossier } = await addUndelivered(desk, agency);
    const { body } = await official.open(`/desk/dossiers/${dossier.id}`);
    expect(body).toContain("Zalo …");
    expect(body).toContain("Chưa báo được");
    expect(body).toContain("Tin Zalo: hết thời gian được nhắn; Tin nhắn SMS: hồ sơ không ghi");
    expect(body).not.toContain(`user-${dossier.code}`);
  });

  test("lists the people to call as a workbook, too", async () => {
    const response = await official.open("/desk/undelivered/phone-list.xlsx");
    expect(response.headers["content-type"]).toContain("spreadsheetml");
    expect(response.headers["content-disposition"]).toContain("danh-sach-goi-dien.xlsx");
    expect(await lastAction()).toMatchObject({ action: "phones.read" });
  });
});
