import { beforeAll, describe, expect, test } from "@jest/globals";
import { openTestDesks, type Visitor } from "./desk-server.ts";

const desks = await openTestDesks();

interface Listed {
  readonly agencies: {
    id: number;
    name: string;
    prefixes: string[];
    isComplete: boolean;
    proof: string;
    wards: object[];
  }[];
}

describe.each(desks)("agencies at the desk on $name", ({ desk }) => {
  let admin: Visitor;

  beforeAll(async () => {
    admin = await desk.admin();
  });

  const list = async () => (await admin.json("GET", "/desk/agencies")).json<Listed>().agencies;

  test("an agency that a one-stop system reported is listed first until somebody completes it", async () => {
    const code = "000.00.77.H26-251125-0001";
    const step = { status: 4 as const, at: desk.now(), note: "", officer: null, unit: null };
    const none = { procedureCode: null, procedureName: null, applicant: null, phone: null };
    await desk.ingestReports({
      sender: { madonvi: null },
      dossiers: [
        {
          ...none,
          code,
          email: null,
          birthYear: null,
          identityTail: null,
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
    expect((await admin.open(url)).body).toContain("000.00.77.H26");
    await admin.submit(url, {
      name: "UBND phường Bảy Bảy",
      prefixes: "000.00.77.H26, 000.00.78.H26",
      madonvi: "",
      wards: "Phường Bình Tiên, TP Hồ Chí Minh\n00004",
      follows_contacts: "1",
    });
    expect(await list()).toContainEqual({
      id: waiting?.id,
      name: "UBND phường Bảy Bảy",
      madonvi: null,
      prefixes: ["0000077H26", "0000078H26"],
      writtenPrefixes: ["000.00.77.H26", "000.00.78.H26"],
      wards: [
        { code: "00004", name: "Phường Ba Đình" },
        { code: "27373", name: "Phường Bình Tiên" },
      ],
      isComplete: true,
      followsContacts: true,
      proof: "phone",
    });
  });

  test("an agency chooses how residents prove that a dossier is theirs, and keeps it if a program leaves it out", async () => {
    const fields = { name: "UBND phường Chọn", prefixes: "", madonvi: "", wards: "" };
    const { id } = (await admin.json("POST", "/desk/agencies", fields)).json<{ id: number }>();
    const url = `/desk/agencies/${id}`;
    const proof = async () => (await list()).find((agency) => agency.id === id)?.proof;
    expect(await proof()).toBe("phone");
    await admin.submit(url, { ...fields, proof: "identity" });
    expect(await proof()).toBe("identity");
    expect((await admin.open(url)).body).toContain('value="identity" selected');
    await admin.json("POST", url, fields);
    expect(await proof()).toBe("identity");
    const refused = await admin.json("POST", url, { ...fields, proof: "name" });
    expect(refused.statusCode).toBe(422);
    expect((await admin.json("GET", "/desk/audit")).body).toContain("proof: identity");
  });

  test("shows an agency's wards as it reads them, checks them line by line and records them in the audit trail", async () => {
    const fields = { name: "UBND phường Một", prefixes: "", madonvi: "", wards: "00004" };
    const { id } = (await admin.json("POST", "/desk/agencies", fields)).json<{ id: number }>();
    const url = `/desk/agencies/${id}`;
    const save = (wards: string) => admin.json("POST", url, { ...fields, wards });
    const served = async () => (await list()).find((agency) => agency.id === id)?.wards;
    expect((await admin.open(url)).body).toContain("00004 Phường Ba Đình</textarea>");
    expect((await save("00004 Phường Ba Đình\n\n00004")).statusCode).toBe(200);
    expect(await served()).toEqual([{ code: "00004", name: "Phường Ba Đình" }]);
    for (const [typed, reason] of [
      ["00004\r\n\r\nnơi không có", "Dòng 3: không có"],
      ["99999", "Dòng 1: không có"],
      ["Xã Tân Lập", "Dòng 1: nhiều nơi"],
    ] as const) {
      const refused = await save(typed);
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain(reason);
      expect(refused.body).toContain("wards");
    }
    await admin.json("POST", url, { ...fields, wards: undefined });
    expect(await served()).toHaveLength(1);
    await save("");
    expect(await served()).toEqual([]);
    const trail = await admin.json("GET", "/desk/audit");
    expect(trail.body).toContain("wards: 00004");
    expect(trail.body).toContain("wards: not told");
  });

  test("refuses an identifier that another agency has, and saves nothing of the refused form", async () => {
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
