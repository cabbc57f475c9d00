import { beforeAll, describe, expect, test } from "@jest/globals";
import { deskWorlds, type Visitor } from "./desk-world.ts";

const worlds = await deskWorlds();

interface Listed {
  readonly agencies: { id: number; name: string; prefixes: string[]; isComplete: boolean }[];
}

describe.each(worlds)("agencies at the desk on $name", ({ world }) => {
  let admin: Visitor;

  beforeAll(async () => {
    admin = await world.admin();
  });

  const list = async () => (await admin.json("GET", "/desk/agencies")).json<Listed>().agencies;

  test("one that a one-stop system brought waits to be completed, and then has its name", async () => {
    const code = "000.00.77.H26-251125-0001";
    const step = { status: 4 as const, at: world.now(), note: "", officer: null, unit: null };
    const none = { procedureCode: null, procedureName: null, applicant: null, phone: null };
    await world.takeReports({
      sender: { madonvi: null },
      dossiers: [
        {
          ...none,
          code,
          email: null,
          agencyName: null,
          receivedAt: null,
          promisedAt: null,
          state: null,
        },
      ],
      steps: [{ ...step, code, dueAt: null }],
    });
    const [waiting] = await list();
    expect(waiting).toMatchObject({ isComplete: false, prefixes: ["0000077H26"] });
    const url = `/desk/agencies/${waiting?.id}`;
    expect((await admin.open(url)).body).toContain("0000077H26");
    await admin.submit(url, {
      name: "UBND phường Bảy Bảy",
      prefixes: "000.00.77.H26, 000.00.78.H26",
      madonvi: "",
      follows_contacts: "1",
    });
    expect(await list()).toContainEqual({
      id: waiting?.id,
      name: "UBND phường Bảy Bảy",
      madonvi: null,
      prefixes: ["0000077H26", "0000078H26"],
      isComplete: true,
      followsContacts: true,
    });
  });

  test("no two have one identifier, and a refused one leaves nothing behind", async () => {
    const fields = { name: "UBND xã Mới", prefixes: "000.00.90.H26", madonvi: "90" };
    expect((await admin.submit("/desk/agencies", fields)).statusCode).toBe(303);
    const before = (await list()).length;
    const samePrefix = await admin.submit("/desk/agencies", { ...fields, madonvi: "91" });
    expect(samePrefix.body).toContain("Có mã định danh đang thuộc cơ quan khác");
    expect(samePrefix.body).toContain('value="UBND xã Mới"');
    const sameUnit = await admin.submit("/desk/agencies", { ...fields, prefixes: "" });
    expect(sameUnit.body).toContain("Mã đơn vị này đang thuộc cơ quan khác");
    const nameless = await admin.submit("/desk/agencies", { ...fields, name: " " });
    expect(nameless.body).toContain("Nhập tên cơ quan");
    expect((await list()).length).toBe(before);
    expect((await admin.open("/desk/agencies/999999")).statusCode).toBe(404);
  });
});
