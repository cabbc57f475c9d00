import { describe, expect, test } from "@jest/globals";
import { findDecidingResidence, findPoliceHours } from "../../../src/catalog/procedures/agency.ts";
import { smallProcedure } from "../small-records.ts";

const day = "2026-11-28";
const deciding = (agency: string | null) =>
  findDecidingResidence(smallProcedure({ agency }), null, day);

describe("the ward of residence alone decides", () => {
  test.each([
    ["UBND cấp xã nơi cư trú", "registered"],
    ["UBND cấp xã nơi thường trú; Sở Nội vụ quyết định", "permanent"],
    [
      "UBND cấp xã; tiếp nhận tại Trung tâm Phục vụ hành chính công cấp xã nơi thường trú (không có thường trú thì nơi tạm trú)",
      "permanent",
    ],
    ["UBND cấp xã nơi thường trú (Hội đồng xác định mức độ khuyết tật cấp xã)", "permanent"],
  ])("if the record says so: %s", (agency, residence) => {
    expect(deciding(agency)).toBe(residence);
  });

  test.each([
    null,
    "UBND cấp xã",
    "UBND cấp xã nơi cư trú của một trong hai bên",
    "UBND cấp xã nơi cư trú cuối cùng của người chết",
    "UBND cấp xã nơi người mất cư trú",
    "UBND cấp xã nơi đã đăng ký hộ tịch hoặc nơi cư trú",
    "Trường tư thì nộp ở UBND cấp xã nơi thường trú của cha mẹ",
    "Công an cấp xã nơi thường trú",
    "Công an cấp xã bất kỳ; hồ sơ được chuyển về nơi cư trú",
  ])("and not otherwise: %s", (agency) => {
    expect(deciding(agency)).toBeNull();
  });

  test("unless the province has an office of its own for that", () => {
    const procedure = smallProcedure({
      agency: "UBND cấp xã nơi cư trú",
      agency_by_province: [
        {
          province: "Hà Nội",
          province_code: "01",
          agency: "Chi nhánh bất kỳ",
          source: "luat",
          strength: "full text",
        },
      ],
    });
    expect(findDecidingResidence(procedure, "79", day)).toBe("registered");
    expect(findDecidingResidence(procedure, "01", day)).toBeNull();
  });
});

describe("the hours of the police", () => {
  const say = "Công an xã nhận sáng thứ Bảy.";
  const remark = { kind: "hours", say, valid_from: null, valid_to: "2027-06-30", source: "luat" };
  const clerk_says = [{ ...remark, kind: "hours" as const }];

  test("are those of the record while they hold", () => {
    const procedure = smallProcedure({ field: "Cư trú", clerk_says });
    expect(findPoliceHours(procedure, "2026-11-28")).toBe(say);
    expect(findPoliceHours(procedure, "2027-07-03")).toBeNull();
  });

  test("are told of residence and identity cards only, and of no single branch", () => {
    expect(findPoliceHours(smallProcedure({ clerk_says }), "2026-11-28")).toBeNull();
    const branch = [{ ...remark, kind: "hours" as const, when: { muc: "2" } }];
    const procedure = smallProcedure({ field: "Căn cước", clerk_says: branch });
    expect(findPoliceHours(procedure, "2026-11-28")).toBeNull();
  });
});
