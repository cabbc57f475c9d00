import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildPlaces, formatPlaceName } from "../../../src/catalog/places/find-places.ts";
import { indexPlaceNames } from "../../../src/catalog/places/place-names.ts";
import { translatePlaceKinds } from "../../../src/catalog/places/translate-place-kinds.ts";
import { fold } from "../../../src/catalog/text/fold.ts";
import { shippedRecords } from "../shipped-records.ts";

const { wards, provinces, points } = await shippedRecords();
const findPlaces = buildPlaces(indexPlaceNames(wards, provinces), points);
const findNames = (typed: string) => findPlaces(typed).map(formatPlaceName);
const hcm = "Thành phố Hồ Chí Minh";

test.each([
  ["ward 9 phu nhuan", "phường 9 phu nhuan"],
  ["I live in ward 9, Phu Nhuan district", "phường 9, quận Phu Nhuan"],
  ["Ward 25, Binh Thanh district, Ho Chi Minh City", "phường 25, quận Binh Thanh, Hồ Chí Minh"],
  ["near Phường Bình Tiên", "Phường Bình Tiên"],
  ["Binh Tien ward", "Binh Tien"],
  ["Hồ Tràm commune", "Hồ Tràm"],
  ["district 5", "quận 5"],
  ["phường Bình Tiên", "phường Bình Tiên"],
])("the English place “%s” is read as “%s”", (english, vietnamese) => {
  expect(translatePlaceKinds(english)).toBe(vietnamese);
  expect(findPlaces(translatePlaceKinds(english))).not.toHaveLength(0);
});

describe("one place", () => {
  const ninth = `Phường 9 (quận Phú Nhuận) cũ, nay là Phường Đức Nhuận, ${hcm}`;
  test.each([
    ["phường 9 phú nhuận", ninth],
    ["p9 q phu nhuan", ninth],
    ["F9 Phú Nhuận", ninth],
    ["P.09, Q. Phú Nhuận, TP.HCM", ninth],
    ["12/4 Hồ Biểu Chánh, P.9, Q.Phú Nhuận", ninth],
    ["phuong duc nhuan tphcm", `Phường Đức Nhuận, ${hcm}`],
    ["xã Bình Tiên", `Phường Bình Tiên, ${hcm}`],
    ["toi o phuong binh tien quan 6", `Phường Bình Tiên, ${hcm}`],
    ["Phường Bình Tiên".normalize("NFD"), `Phường Bình Tiên, ${hcm}`],
    ["nhà bác ở gần Hồ Tràm cháu ạ", `Xã Hồ Tràm, ${hcm}`],
    ["phường hoà hung", `Phường Hoà Hưng, ${hcm}`],
    ["phường Hòa Hưng", `Phường Hoà Hưng, ${hcm}`],
    ["phường 1 vũng tàu", `Phường 1 (thành phố Vũng Tàu) cũ, nay là Phường Vũng Tàu, ${hcm}`],
    ["phú lợi bình dương", `Phường Phú Lợi, ${hcm}`],
    ["phường 25 bình thạnh", `Phường 25 cũ, nay là Phường Thạnh Mỹ Tây, ${hcm}`],
    ["phường tân định quận 1", `Phường Tân Định, ${hcm}`],
    ["123 nguyen hue phuong ben nghe", `Phường Bến Nghé cũ, nay là Phường Sài Gòn, ${hcm}`],
    ["ba đình hn", "Phường Ba Đình, Thành phố Hà Nội"],
    ["hải châu đà nẵng", "Phường Hải Châu, Thành phố Đà Nẵng"],
    ["con dao", `Đặc khu Côn Đảo, ${hcm}`],
    ["mĩ tho", "Phường Mỹ Tho, Tỉnh Đồng Tháp"],
    ["tt củ chi", `Thị trấn Củ Chi cũ, nay là Xã Tân An Hội, ${hcm}`],
  ])("is found for “%s”", (typed, place) => {
    expect(findNames(typed)).toEqual([place]);
  });
});

describe("several equally good places", () => {
  test("are the wards of one name in several provinces, with today's names first", () => {
    const found = findPlaces("Phường Tân Bình");
    expect(found.length).toBeGreaterThan(1);
    expect(found[0]).toMatchObject({ matched: "Phường Tân Bình", isFormerName: false });
    expect(found.map((match) => match.isFormerName)).toEqual(
      found.map((match) => match.isFormerName).toSorted(),
    );
  });

  test("become fewer if the province is named", () => {
    const all = findPlaces("tân bình").length;
    const inCity = findPlaces("tan binh hcm");
    expect(inCity.length).toBeLessThan(all);
    expect(inCity.every(({ province }) => province.code === "79")).toBe(true);
    expect(inCity[0]?.ward.name).toBe("Phường Tân Bình");
  });

  test("are all parts of an old ward that was divided", () => {
    expect(findNames("phường đa kao")).toEqual([
      `Phường Đa Kao cũ, nay là Phường Tân Định, ${hcm}`,
      `Phường Đa Kao cũ, nay là Phường Sài Gòn, ${hcm}`,
    ]);
  });

  test("are the wards of all districts for a number alone", () => {
    expect(findPlaces("p.9").length).toBeGreaterThan(5);
  });

  test("are marked as found by district even if only one ward of the district is known", () => {
    expect(findPlaces("quận 1").map(({ isDistrictOnly }) => isDistrictOnly)).toEqual([true]);
    expect(
      findPlaces("phường tân định quận 1").map(({ isDistrictOnly }) => isDistrictOnly),
    ).toEqual([false]);
  });

  test("are the wards that came from an old district", () => {
    const found = findPlaces("quận Phú Nhuận").map(({ ward }) => ward.short);
    expect(found).toEqual(expect.arrayContaining(["Đức Nhuận", "Cầu Kiệu", "Phú Nhuận"]));
    expect(
      findPlaces("q6")
        .map(({ ward }) => ward.short)
        .toSorted(),
    ).toEqual(["Bình Phú", "Bình Tiên", "Bình Tây", "Phú Lâm"].toSorted());
  });
});

describe("no place", () => {
  test.each([
    "",
    "🙂",
    "1",
    "9",
    "xin chào",
    "ở đâu gần nhất",
    "tôi ở xa",
    "toi can giay to gi",
    "làm giấy khai sinh cho con",
    "giờ mất giấy, sổ ở phường vẫn còn thì làm sao",
    "Thông tư 12 hay TT 12 quy định gì",
    "sáng thứ bảy có làm không",
    "sài gòn",
    "thành phố Hồ Chí Minh",
  ])("is found in %j", (typed) => {
    expect(findPlaces(typed)).toEqual([]);
  });
});

test("a place within a sentence gets a lower score than the place alone", () => {
  const [inSentence] = findPlaces("Thủ tục khai sinh tại phường Bình Tiên cần gì");
  const [alone] = findPlaces("phường Bình Tiên");
  expect(inSentence?.ward.code).toBe(alone?.ward.code);
  expect(inSentence?.score).toBeLessThan(alone?.score ?? 0);
});

test("every ward is found by its own full name with its province, with and without diacritics", () => {
  const provinceByCode = new Map(provinces.map((province) => [province.code, province]));
  fc.assert(
    fc.property(fc.constantFrom(...wards), fc.boolean(), (ward, marked) => {
      const whole = `${ward.name}, ${provinceByCode.get(ward.province_code)?.name}`;
      const typed = marked ? whole : fold(whole);
      expect(findPlaces(typed).map((match) => match.ward.code)).toContain(ward.code);
    }),
    { seed: 20261122, numRuns: 1500 },
  );
});

test("any text gives matches of distinct wards with scores above 0 and up to 1", () => {
  const syllables = wards.slice(0, 200).flatMap(({ name }) => name.split(" "));
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc
      .array(fc.constantFrom(...syllables, "quận", "p", "9", "ở", "hcm"), { maxLength: 40 })
      .map((words) => words.join(" ")),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const found = findPlaces(typed);
      expect(new Set(found.map(({ ward }) => ward.code)).size).toBe(found.length);
      for (const { score } of found) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
