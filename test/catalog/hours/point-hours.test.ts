import { describe, expect, test } from "@jest/globals";
import { buildPointHours, type PointHours } from "../../../src/catalog/hours/point-hours.ts";
import { toIsoLocal } from "../../../src/catalog/local-time.ts";
import { shippedCalendar, shippedPoint } from "../points/point-fixtures.ts";

const binhTien = hoursOf("diem-kp-23-24-binh-tien");
const xuanHoa = hoursOf("hcm-xuan-hoa");

function hoursOf(id: string) {
  return buildPointHours(shippedPoint(id), shippedCalendar);
}

function weekly(opening_hours: string | null) {
  return buildPointHours({ opening_hours }, shippedCalendar);
}

/** A local time without its offset, such as "2026-11-24 10:00". */
function at(local: string) {
  return new Date(`${local.replace(" ", "T")}:00+07:00`);
}

function formatLocal(instant: Date | null) {
  return instant && toIsoLocal(instant).slice(0, 16).replace("T", " ");
}

function openAtEach(hours: PointHours, locals: readonly string[]) {
  return locals.map((local) => hours.isOpenAt(at(local)));
}

describe("weekly hours", () => {
  test("make a point open from its opening minute, closed from its closing minute and closed over lunch", () => {
    const day = ["07:29", "07:30", "11:29", "11:30", "12:59", "13:00", "16:59", "17:00"];
    expect(
      openAtEach(
        xuanHoa,
        day.map((time) => `2026-11-25 ${time}`),
      ),
    ).toStrictEqual([false, true, true, false, false, true, true, false]);
  });

  test("keep a point open until the last minute has passed", () => {
    expect(xuanHoa.isOpenAt(new Date("2026-11-25T11:29:59.999+07:00"))).toBe(true);
  });

  test("keep a point closed from Saturday afternoon to Monday morning", () => {
    expect(openAtEach(xuanHoa, ["2026-11-28 11:29", "2026-11-28 14:00"])).toStrictEqual([
      true,
      false,
    ]);
    expect(formatLocal(xuanHoa.findNextChange(at("2026-11-28 14:00")))).toBe("2026-11-30 07:30");
  });

  test("never give the present moment as the next change or opening", () => {
    expect(formatLocal(xuanHoa.findNextChange(at("2026-11-25 07:30")))).toBe("2026-11-25 11:30");
    expect(formatLocal(xuanHoa.findNextChange(at("2026-11-25 11:30")))).toBe("2026-11-25 13:00");
    expect(formatLocal(xuanHoa.findNextOpening(at("2026-11-25 07:30")))).toBe("2026-11-25 13:00");
  });

  test("make a point open during a visit if it is open in any minute of it", () => {
    const during = (from: string, to: string) => xuanHoa.isOpenDuring(at(from), at(to));
    expect(during("2026-11-25 06:00", "2026-11-25 07:30")).toBe(false);
    expect(during("2026-11-25 06:00", "2026-11-25 07:31")).toBe(true);
    expect(during("2026-11-25 11:30", "2026-11-25 13:00")).toBe(false);
    expect(during("2026-11-25 17:00", "2026-11-26 07:00")).toBe(false);
    expect(during("2026-11-25 11:00", "2026-11-25 11:00")).toBe(true);
    expect(during("2026-11-25 12:00", "2026-11-25 12:00")).toBe(false);
  });
});

describe("a point on holidays, exchanged days and closures", () => {
  test("is closed on the holiday of Tuesday 24/11/2026 and reopens on Thursday at nine", () => {
    const now = at("2026-11-24 10:00");
    expect(binhTien.isOpenAt(now)).toBe(false);
    expect(formatLocal(binhTien.findNextOpening(now))).toBe("2026-11-26 09:00");
    expect(formatLocal(binhTien.findNextChange(now))).toBe("2026-11-26 09:00");
    expect(binhTien.hoursOn("2026-11-24")).toStrictEqual({
      date: "2026-11-24",
      areHoursKnown: true,
      intervals: [],
      closed: { reason: "holiday", name: "Ngày Văn hóa Việt Nam", isExpected: false },
      closedTimes: [],
    });
  });

  test("is closed for its weekly hours on a weekday without any", () => {
    expect(binhTien.hoursOn("2026-11-25").closed).toStrictEqual({
      reason: "weekly",
      name: null,
      isExpected: false,
    });
    expect(binhTien.hoursOn("2026-11-26").closed).toBeNull();
  });

  test.each([
    ["2026-01-10", "Friday's"],
    ["2026-08-22", "Monday's"],
  ])("keeps on the worked Saturday %s %s hours, also in the afternoon", (date) => {
    expect(openAtEach(xuanHoa, [`${date} 11:00`, `${date} 16:00`])).toStrictEqual([true, true]);
    expect(binhTien.isOpenAt(at(`${date} 09:30`))).toBe(false);
  });

  test("is open on 31 December and closed on 1 January", () => {
    expect(xuanHoa.isOpenAt(at("2026-12-31 16:59"))).toBe(true);
    expect(formatLocal(xuanHoa.findNextChange(at("2026-12-31 17:00")))).toBe("2027-01-02 07:30");
  });

  test("is closed for Tết 2026 from Friday evening 13/2 to Monday morning 23/2", () => {
    expect(formatLocal(xuanHoa.findNextOpening(at("2026-02-13 17:00")))).toBe("2026-02-23 07:30");
    for (let day = 14; day <= 22; day += 1) {
      expect(xuanHoa.isOpenAt(at(`2026-02-${day} 09:00`))).toBe(false);
    }
  });

  test("is closed for Tết 2027 from 4 to 10 February", () => {
    expect(formatLocal(xuanHoa.findNextOpening(at("2027-02-03 17:00")))).toBe("2027-02-11 07:30");
    expect(xuanHoa.hoursOn("2027-02-05").closed).toStrictEqual({
      reason: "holiday",
      name: "Tết Nguyên đán Đinh Mùi",
      isExpected: false,
    });
  });

  test("is expected to be closed for Tết 2028 from 25 to 30 January", () => {
    expect(formatLocal(xuanHoa.findNextOpening(at("2028-01-24 17:00")))).toBe("2028-01-31 07:30");
    expect(xuanHoa.hoursOn("2028-01-25").closed).toStrictEqual({
      reason: "holiday",
      name: "Tết Mậu Thân",
      isExpected: true,
    });
  });

  test("keeps its Tuesday hours on 29 February 2028", () => {
    expect(openAtEach(xuanHoa, ["2028-02-29 09:00", "2028-02-29 17:00"])).toStrictEqual([
      true,
      false,
    ]);
    expect(formatLocal(xuanHoa.findNextChange(at("2028-02-28 17:00")))).toBe("2028-02-29 07:30");
  });

  test("is closed on the first and the last day of its own closure", () => {
    const closures = [{ from: "2026-11-25", to: "2026-11-26", note: "sửa trụ sở" }];
    const hours = buildPointHours(
      { opening_hours: "Mo-Fr 08:00-11:00", closures },
      shippedCalendar,
    );
    expect(hours.isOpenAt(at("2026-11-26 09:00"))).toBe(false);
    expect(formatLocal(hours.findNextOpening(at("2026-11-23 12:00")))).toBe("2026-11-27 08:00");
    expect(hours.hoursOn("2026-11-25").closed).toStrictEqual({
      reason: "closure",
      name: "sửa trụ sở",
      isExpected: false,
    });
  });
});

describe("hours past midnight", () => {
  test("last past midnight, even into a holiday, and end at their minute", () => {
    const night = weekly("Mo-Su 22:00-02:00");
    expect(
      openAtEach(night, ["2026-11-24 01:59", "2026-11-24 02:00", "2026-11-24 23:00"]),
    ).toStrictEqual([true, false, false]);
    expect(formatLocal(night.findNextChange(at("2026-11-24 01:00")))).toBe("2026-11-24 02:00");
    expect(formatLocal(night.findNextChange(at("2026-11-24 02:00")))).toBe("2026-11-25 22:00");
  });

  test("of 24/7 change only when a holiday closes the point", () => {
    const always = weekly("24/7");
    expect(always.isOpenAt(at("2026-11-23 03:00"))).toBe(true);
    expect(formatLocal(always.findNextChange(at("2026-11-23 03:00")))).toBe("2026-11-24 00:00");
    expect(formatLocal(always.findNextOpening(at("2026-11-23 03:00")))).toBe("2026-11-25 00:00");
    expect(always.findNextChange(at("2026-06-01 03:00"))).toBeNull();
  });

  test("give no next opening if it is more than 60 days away", () => {
    const closures = [{ from: "2026-11-01", to: "2027-04-01", note: null }];
    const hours = buildPointHours({ opening_hours: "24/7", closures }, shippedCalendar);
    expect(hours.findNextOpening(at("2026-11-02 08:00"))).toBeNull();
  });
});

describe("a point whose hours no source gives", () => {
  const unknown = weekly(null);

  test("is neither open nor closed and has no next change, but still names a holiday", () => {
    const now = at("2026-11-24 10:00");
    expect(unknown.isOpenAt(now)).toBeNull();
    expect(unknown.isOpenDuring(now, at("2026-11-26 10:00"))).toBeNull();
    expect(unknown.findNextChange(now)).toBeNull();
    expect(unknown.findNextOpening(now)).toBeNull();
    expect(unknown.hoursOn("2026-11-24")).toMatchObject({
      areHoursKnown: false,
      closed: { reason: "holiday", name: "Ngày Văn hóa Việt Nam" },
    });
    expect(unknown.hoursOn("2026-11-25")).toMatchObject({ areHoursKnown: false, closed: null });
  });

  test("is known to be closed during a closure that it announced itself", () => {
    const closures = [{ from: "2026-11-25", to: "2026-11-26", note: null }];
    const hours = buildPointHours({ opening_hours: null, closures }, shippedCalendar);
    expect(hours.isOpenAt(at("2026-11-26 23:59"))).toBe(false);
    expect(hours.isOpenDuring(at("2026-11-25 00:00"), at("2026-11-27 00:00"))).toBe(false);
    expect(hours.isOpenDuring(at("2026-11-26 18:00"), at("2026-11-27 08:00"))).toBeNull();
  });
});
