import { describe, expect, test } from "@jest/globals";
import { buildCatalog } from "../../src/catalog/catalog.ts";
import type { ContactBook } from "../../src/catalog/contacts-schema.ts";
import type { Procedure } from "../../src/catalog/procedure-schema.ts";
import type { HelpPoint, Holiday } from "../../src/catalog/schema.ts";
import { makePoint } from "../catalog/points/point-fixtures.ts";
import { otherProcedure, smallProcedure, smallRecords } from "../catalog/small-records.ts";
import { Chat } from "./chat.ts";

const thursday = new Date("2026-11-26T09:00:00+07:00");
const origin = { label: "Đường dây nóng", source: "Báo", date: "2026", note: null } as const;
const hotline = {
  province_code: "79",
  phone: "0236 1022",
  extension: "3",
  strength: "strong",
  ...origin,
} as const;
const officeHours = {
  scope: "province",
  code: "79",
  opening_hours: "Mo-Fr 07:30-11:30,13:00-17:00",
  valid_from: "2026-10-01",
  valid_to: "2027-03-31",
  source: "Quyết định",
  strength: "strong",
  note: null,
} as const;
const centre = makePoint({
  id: "trung-tam",
  name: "Trung tâm Phục vụ hành chính công phường Bình Tiên",
  kind: "service_centre",
  lat: 10.78,
});
const nearer = makePoint({ id: "khu-pho", name: "Khu phố 23" });

interface World {
  readonly points?: readonly HelpPoint[];
  readonly contacts?: Partial<ContactBook>;
  readonly procedure?: Partial<Procedure>;
  readonly contactPhone?: string;
  readonly holidays?: readonly Holiday[];
}

/** A resident who asked about a procedure and named the ward. */
function askIn(world: World): Chat {
  const { points = [centre], contacts = {}, procedure = {}, contactPhone, holidays = [] } = world;
  const records = smallRecords({
    holidays,
    points,
    procedures: [smallProcedure(procedure), otherProcedure()],
    contacts: { officeHours: [], hotlines: [], wardPhones: [], ...contacts },
  });
  const chat = new Chat(buildCatalog(records), thursday, contactPhone ?? null);
  chat.say("làm giấy khai sinh");
  chat.say("phường Bình Tiên");
  return chat;
}

describe("whoever must ask first is given a number", () => {
  test.each<[string, World, string]>([
    [
      "the point's own",
      { points: [{ ...centre, phone: "028.39102126" }], contacts: { hotlines: [hotline] } },
      "Bác gọi 028 3910 2126 hỏi trước khi đi.",
    ],
    [
      "that of another office of the ward",
      { points: [{ ...centre, phone: "028.39102126" }, nearer] },
      "bác gọi Trung tâm Phục vụ hành chính công phường Bình Tiên hỏi trước: 028 3910 2126.",
    ],
    [
      "the province's",
      { contacts: { hotlines: [hotline] } },
      "bác gọi đường dây của Thành phố Hồ Chí Minh hỏi trước: 0236 1022 nhánh 3.",
    ],
    ["the service's", { contactPhone: "19001234" }, "bác gọi số hỗ trợ hỏi trước: 1900 1234."],
  ])("%s", (_whose, world, said) => {
    const { text } = askIn(world);
    expect(text).toContain("Chưa rõ giờ mở cửa.");
    expect(text).toContain("chưa rõ có nhận việc bác hỏi không.");
    expect(text).toContain(said);
  });

  test("and told whose it is", () => {
    expect(askIn({ contacts: { hotlines: [hotline] } }).text).toContain(
      "Chưa có số riêng, bác gọi đường dây của Thành phố Hồ Chí Minh hỏi trước: 0236 1022 nhánh 3.",
    );
    const phone_source = { kind: "ward_office", strength: "medium", ...origin } as const;
    const { label: _label, note: _note, ...source } = phone_source;
    const points = [{ ...centre, phone: "02363771456", phone_source: source }];
    expect(askIn({ points }).text).toContain("(máy bàn Ủy ban nhân dân phường, xã)");
  });

  test("but not the country's, which knows no point", () => {
    const country = { ...hotline, province_code: null, phone: "18001096", extension: null };
    const chat = askIn({ contacts: { hotlines: [country] } });
    expect(chat.text).not.toContain("1800 1096");
    chat.say("gặp người");
    expect(chat.text).toContain("Số 1800 1096.");
  });

  test("and warned of one whose source is weak", () => {
    const weak = { ...hotline, strength: "weak" } as const;
    expect(askIn({ contacts: { hotlines: [weak] } }).text).toContain("chưa kiểm lại được");
  });

  test("if any is known; without one nobody is told to ask", () => {
    const { text } = askIn({});
    expect(text).toContain("Chưa có số điện thoại.");
    expect(text).not.toContain("hỏi trước");
  });

  test("also in English", () => {
    const chat = askIn({ contacts: { hotlines: [hotline] } });
    chat.say("English");
    chat.say("menu");
    chat.say("phường Bình Tiên");
    expect(chat.text).toContain("before you go: 0236 1022 extension 3.");
  });

  test("also about a procedure that was checked long ago", () => {
    const chat = askIn({ procedure: { checked: "2025-03" }, contactPhone: "19001234" });
    for (const answer of ["Quay lại việc cũ", "Bệnh viện"]) chat.tap(answer);
    expect(chat.text).toContain(
      "Các tin này của 3/2025, bác hỏi lại trước khi đi. Gọi số hỗ trợ: ",
    );
    expect(chat.text).toContain("1900 1234.\nBác muốn làm gì tiếp");
  });

  test("also who wants a person and stands at a point without a phone", () => {
    const chat = askIn({ contacts: { hotlines: [hotline] } });
    chat.send({ type: "start", point: "trung-tam" });
    chat.say("gặp người");
    expect(chat.text).toContain(
      "Bác gọi đường dây của Thành phố Hồ Chí Minh để hỏi người thật. Số 0236 1022 nhánh 3.",
    );
    const own = askIn({ contacts: { hotlines: [hotline] }, contactPhone: "19001234" });
    own.say("gặp người");
    expect(own.text).toContain("1900 1234");
  });
});

describe("if no point within 50 km is open then", () => {
  const closed = { ...centre, opening_hours: "Mo-Fr 07:30-11:30" };
  const farAway = makePoint({ id: "xa", name: "Điểm xa", lat: 16.05, opening_hours: "24/7" });
  const none = "Sáng Chủ nhật 29/11 cháu không biết nơi nào mở.";

  test("that is said first, with the next opening and the number to call, and no far one is shown", () => {
    const chat = askIn({ points: [closed, farAway], contacts: { hotlines: [hotline] } });
    chat.say("sáng chủ nhật");
    expect(chat.text).toMatch(
      new RegExp(`^${none} Gần nhất mở lại: 1 Phạm Văn Chí, 7 giờ 30 sáng thứ Hai 30/11.`),
    );
    expect(chat.text).toContain("0236 1022 nhánh 3.");
    expect(chat.text).toContain(closed.name);
    expect(chat.text).not.toContain("Điểm xa");
  });

  test("and none at all is known, the number or the ward's committee is named", () => {
    expect(askIn({ points: [farAway], contacts: { hotlines: [hotline] } }).text).toContain(
      "cháu chưa có điểm hướng dẫn nào trong danh mục. Bác gọi đường dây của Thành phố Hồ Chí Minh",
    );
    expect(askIn({ points: [farAway] }).text).toContain(
      "Bác đến Ủy ban nhân dân phường, xã nơi bác ở nhé.",
    );
  });

  test("the centre of the ward is shown, though only its name is known", () => {
    const named = { ...centre, lat: null, lon: null, precision: null };
    const { text } = askIn({ points: [farAway, named] });
    expect(text).toContain("cháu chỉ biết trung tâm của phường, xã bác");
    expect(text).toContain(centre.name);
  });

  test("a shared position finds the number of its province", () => {
    const chat = askIn({ points: [farAway], contacts: { hotlines: [hotline] } });
    chat.say("menu");
    chat.say("tìm điểm gần nhất");
    chat.send({ type: "location", lat: 10.74, lon: 106.64 });
    expect(chat.text).toContain("0236 1022 nhánh 3");
  });
});

describe("an advice to ask comes with a number", () => {
  const number = "Số để bác gọi hỏi: đường dây của Thành phố Hồ Chí Minh, 0236 1022 nhánh 3.";

  test("in a short answer, at the end of a list, and where a case ends", () => {
    const chat = askIn({ procedure: { fees: [] }, contacts: { hotlines: [hotline] } });
    chat.tap("Quay lại việc cũ");
    chat.say("lệ phí bao nhiêu");
    expect(chat.text).toContain("bác hỏi cán bộ tiếp nhận.");
    expect(chat.text).toContain(number);
    chat.tap("Bệnh viện");
    expect(chat.text).toContain("Mang theo: ");
    expect(chat.text).toContain("Gọi đường dây của Thành phố Hồ Chí Minh: 0236 1022 nhánh 3.");
  });

  test("only if one is known", () => {
    const chat = askIn({ procedure: { fees: [] } });
    chat.tap("Quay lại việc cũ");
    chat.say("lệ phí bao nhiêu");
    expect(chat.text).not.toContain("Số để bác gọi hỏi");
  });
});

describe("the office hours of a province", () => {
  const byRule = "(giờ chung của tỉnh, chưa xác nhận)";

  test("are told as such, with what is open", () => {
    const chat = askIn({ contacts: { officeHours: [officeHours] } });
    expect(chat.text).toContain(`Đang mở cửa, đến 11 giờ 30 trưa hôm nay ${byRule}.`);
    chat.say("sáng mai");
    expect(chat.text).toContain(
      "Nơi gần nhất mở cửa sáng mai (thứ Sáu 27/11), theo giờ cháu biết:",
    );
    expect(chat.text).toContain(byRule);
  });

  test("are told as such on a later day too, if nothing is known of today", () => {
    const later = { ...officeHours, valid_from: "2026-11-27" };
    const chat = askIn({ contacts: { officeHours: [later] } });
    expect(chat.text).not.toContain(byRule);
    chat.say("sáng mai");
    expect(chat.text).toContain(byRule);
  });

  test("are not told of a point with hours of its own, or of a help point", () => {
    const own = { ...centre, opening_hours: "Mo-Fr 07:30-11:30" };
    const chat = askIn({ points: [own, nearer], contacts: { officeHours: [officeHours] } });
    expect(chat.text).toContain("Chưa rõ giờ mở cửa");
    expect(chat.text).not.toContain(byRule);
    chat.say("xem thêm");
    expect(chat.text).toContain("Đang mở cửa");
    expect(chat.text).not.toContain(byRule);
  });
});

describe("a case that only the ward of residence decides", () => {
  const agency = "UBND cấp xã nơi thường trú";

  test("begins with the centre of that ward, and says why", () => {
    const chat = askIn({ points: [nearer, centre], procedure: { agency } });
    expect(chat.text).toMatch(
      /^Việc này chỉ phường, xã nơi bác thường trú giải quyết: bác đến trung tâm của Phường Bình Tiên\./,
    );
    expect(chat.text).toContain(centre.name);
    expect(chat.text).not.toContain("Khu phố 23");
    chat.tap("Xem thêm 1 nơi");
    expect(chat.text).toContain("Khu phố 23");
  });

  test("says whom to call if that centre is not known", () => {
    const world = { points: [nearer], procedure: { agency }, contacts: { hotlines: [hotline] } };
    expect(askIn(world).text).toContain(
      "Cháu chưa biết nơi nhận hồ sơ của Phường Bình Tiên. Bác gọi 0236 1022 nhánh 3 hỏi trước.",
    );
  });

  test("says that one ward decides if only a location is known", () => {
    const chat = askIn({ points: [nearer, centre], procedure: { agency } });
    chat.tap("Đổi chỗ");
    chat.send({ type: "location", lat: 10.74, lon: 106.64 });
    expect(chat.text).toContain("Việc này chỉ phường, xã nơi bác thường trú giải quyết.");
    expect(chat.text).toContain("\nKhu phố 23\n");
  });

  test("is no other case", () => {
    const { text } = askIn({ points: [nearer, centre], procedure: { agency: "UBND cấp xã" } });
    expect(text).not.toContain("Việc này chỉ");
    expect(text).toContain("\nKhu phố 23\n");
  });
});

describe("a Saturday for residence or the identity card", () => {
  const say = "Công an xã nhận giờ hành chính và sáng thứ Bảy, nghỉ lễ tết.";
  const hours = { kind: "hours", say, valid_from: null, valid_to: null, source: "luat" } as const;
  const procedure = { field: "Căn cước", agency: "Công an cấp xã", clerk_says: [hours] };
  const police = {
    ward_code: "27373",
    kind: "police",
    phone: "02513.538.187",
    strength: "medium",
    ...origin,
  } as const;

  test("leads to the ward's police, with their hours and number", () => {
    const chat = askIn({ procedure, contacts: { wardPhones: [police] } });
    expect(chat.text).not.toContain(say);
    chat.say("sáng thứ bảy");
    expect(chat.text).toContain(`Việc này bác đến công an phường, xã. ${say}`);
    expect(chat.text).toContain("Trực ban công an Phường Bình Tiên: 0251 3538 187.");
    chat.say("thứ hai");
    expect(chat.text).not.toContain(say);
  });

  test("is told to be a holiday if it is one", () => {
    const holiday: Holiday = {
      date: "2026-11-28",
      weekday: "T7",
      name: "Ngày lễ",
      kind: "statutory",
      official: true,
      note: null,
      sources: [],
    };
    const chat = askIn({ procedure, holidays: [holiday] });
    chat.say("sáng thứ bảy");
    expect(chat.text).toContain("Thứ Bảy bác hỏi là ngày nghỉ lễ.");
  });

  test("means nothing for other procedures", () => {
    const chat = askIn({ procedure: { ...procedure, field: "Hộ tịch" } });
    chat.say("sáng thứ bảy");
    expect(chat.text).not.toContain("công an phường");
  });
});
