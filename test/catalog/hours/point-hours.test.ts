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

function told(instant: Date | null) {
  return instant && toIsoLocal(instant).slice(0, 16).replace("T", " ");
}

function openings(hours: PointHours, locals: readonly string[]) {
  return locals.map((local) => hours.isOpenAt(at(local)));
}

describe("open at the edges of the day", () => {
  test("open at the opening minute, closed at the closing minute, and over lunch", () => {
    const day = ["07:29", "07:30", "11:29", "11:30", "12:59", "13:00", "16:59", "17:00"];
    expect(
      openings(
        xuanHoa,
        day.map((time) => `2026-11-25 ${time}`),
      ),
    ).toStrictEqual([false, true, true, false, false, true, true, false]);
  });

  test("a moment inside the last minute is still open", () => {
    expect(xuanHoa.isOpenAt(new Date("2026-11-25T11:29:59.999+07:00"))).toBe(true);
  });

  test("Saturday afternoon is closed until Monday morning", () => {
    expect(openings(xuanHoa, ["2026-11-28 11:29", "2026-11-28 14:00"])).toStrictEqual([
      true,
      false,
    ]);
    expect(told(xuanHoa.findNextChange(at("2026-11-28 14:00")))).toBe("2026-11-30 07:30");
  });

  test("the next change is the next edge, never the present one", () => {
    expect(told(xuanHoa.findNextChange(at("2026-11-25 07:30")))).toBe("2026-11-25 11:30");
    expect(told(xuanHoa.findNextChange(at("2026-11-25 11:30")))).toBe("2026-11-25 13:00");
    expect(told(xuanHoa.findNextOpening(at("2026-11-25 07:30")))).toBe("2026-11-25 13:00");
  });

  test("a visit finds it open if any of its minutes is", () => {
    const during = (from: string, to: string) => xuanHoa.isOpenDuring(at(from), at(to));
    expect(during("2026-11-25 06:00", "2026-11-25 07:30")).toBe(false);
    expect(during("2026-11-25 06:00", "2026-11-25 07:31")).toBe(true);
    expect(during("2026-11-25 11:30", "2026-11-25 13:00")).toBe(false);
    expect(during("2026-11-25 17:00", "2026-11-26 07:00")).toBe(false);
    expect(during("2026-11-25 11:00", "2026-11-25 11:00")).toBe(true);
    expect(during("2026-11-25 12:00", "2026-11-25 12:00")).toBe(false);
  });
});

describe("holidays, exchanged days and closures", () => {
  test("on Tuesday 24/11/2026 the neighbourhood point reopens on Thursday at nine", () => {
    const now = at("2026-11-24 10:00");
    expect(binhTien.isOpenAt(now)).toBe(false);
    expect(told(binhTien.findNextOpening(now))).toBe("2026-11-26 09:00");
    expect(told(binhTien.findNextChange(now))).toBe("2026-11-26 09:00");
    expect(binhTien.hoursOn("2026-11-24")).toStrictEqual({
      date: "2026-11-24",
      known: true,
      intervals: [],
      closed: { reason: "holiday", name: "Ngày Văn hóa Việt Nam", expected: false },
    });
  });

  test("a day without weekly hours is closed for that reason", () => {
    expect(binhTien.hoursOn("2026-11-25").closed).toStrictEqual({
      reason: "weekly",
      name: null,
      expected: false,
    });
    expect(binhTien.hoursOn("2026-11-26").closed).toBeNull();
  });

  test.each([
    ["2026-01-10", "Friday's"],
    ["2026-08-22", "Monday's"],
  ])("the worked Saturday %s follows %s hours, afternoon too", (date) => {
    expect(openings(xuanHoa, [`${date} 11:00`, `${date} 16:00`])).toStrictEqual([true, true]);
    expect(binhTien.isOpenAt(at(`${date} 09:30`))).toBe(false);
  });

  test("31 December is worked and 1 January is not", () => {
    expect(xuanHoa.isOpenAt(at("2026-12-31 16:59"))).toBe(true);
    expect(told(xuanHoa.findNextChange(at("2026-12-31 17:00")))).toBe("2027-01-02 07:30");
  });

  test("Tết 2026 is shut from Friday evening 13/2 to Monday morning 23/2", () => {
    expect(told(xuanHoa.findNextOpening(at("2026-02-13 17:00")))).toBe("2026-02-23 07:30");
    for (let day = 14; day <= 22; day += 1) {
      expect(xuanHoa.isOpenAt(at(`2026-02-${day} 09:00`))).toBe(false);
    }
  });

  test("Tết 2027 is expected to be shut from 5 to 10 February", () => {
    expect(told(xuanHoa.findNextOpening(at("2027-02-04 17:00")))).toBe("2027-02-11 07:30");
    expect(xuanHoa.hoursOn("2027-02-05").closed).toStrictEqual({
      reason: "holiday",
      name: "Tết Đinh Mùi",
      expected: true,
    });
  });

  test("29 February 2028 is an ordinary Tuesday", () => {
    expect(openings(xuanHoa, ["2028-02-29 09:00", "2028-02-29 17:00"])).toStrictEqual([
      true,
      false,
    ]);
    expect(told(xuanHoa.findNextChange(at("2028-02-28 17:00")))).toBe("2028-02-29 07:30");
  });

  test("a closure shuts the point on both its ends", () => {
    const closures = [{ from: "2026-11-25", to: "2026-11-26", note: "sửa trụ sở" }];
    const hours = buildPointHours(
      { opening_hours: "Mo-Fr 08:00-11:00", closures },
      shippedCalendar,
    );
    expect(hours.isOpenAt(at("2026-11-26 09:00"))).toBe(false);
    expect(told(hours.findNextOpening(at("2026-11-23 12:00")))).toBe("2026-11-27 08:00");
    expect(hours.hoursOn("2026-11-25").closed).toStrictEqual({
      reason: "closure",
      name: "sửa trụ sở",
      expected: false,
    });
  });
});

describe("nights and days without end", () => {
  test("a night goes on past midnight, into a holiday too, and ends at its minute", () => {
    const night = weekly("Mo-Su 22:00-02:00");
    expect(
      openings(night, ["2026-11-24 01:59", "2026-11-24 02:00", "2026-11-24 23:00"]),
    ).toStrictEqual([true, false, false]);
    expect(told(night.findNextChange(at("2026-11-24 01:00")))).toBe("2026-11-24 02:00");
    expect(told(night.findNextChange(at("2026-11-24 02:00")))).toBe("2026-11-25 22:00");
  });

  test("24/7 changes only where a holiday shuts it", () => {
    const always = weekly("24/7");
    expect(always.isOpenAt(at("2026-11-23 03:00"))).toBe(true);
    expect(told(always.findNextChange(at("2026-11-23 03:00")))).toBe("2026-11-24 00:00");
    expect(told(always.findNextOpening(at("2026-11-23 03:00")))).toBe("2026-11-25 00:00");
    expect(always.findNextChange(at("2026-06-01 03:00"))).toBeNull();
  });

  test("an opening more than 60 days away is not told", () => {
    const closures = [{ from: "2026-11-01", to: "2027-04-01", note: null }];
    const hours = buildPointHours({ opening_hours: "24/7", closures }, shippedCalendar);
    expect(hours.findNextOpening(at("2026-11-02 08:00"))).toBeNull();
  });
});

describe("hours that no source tells", () => {
  const unknown = weekly(null);

  test("open is not known, nor when that changes, but a holiday is told", () => {
    const now = at("2026-11-24 10:00");
    expect(unknown.isOpenAt(now)).toBeNull();
    expect(unknown.isOpenDuring(now, at("2026-11-26 10:00"))).toBeNull();
    expect(unknown.findNextChange(now)).toBeNull();
    expect(unknown.findNextOpening(now)).toBeNull();
    expect(unknown.hoursOn("2026-11-24")).toMatchObject({
      known: false,
      closed: { reason: "holiday", name: "Ngày Văn hóa Việt Nam" },
    });
    expect(unknown.hoursOn("2026-11-25")).toMatchObject({ known: false, closed: null });
  });

  test("a closure that the point itself announced is known all the same", () => {
    const closures = [{ from: "2026-11-25", to: "2026-11-26", note: null }];
    const hours = buildPointHours({ opening_hours: null, closures }, shippedCalendar);
    expect(hours.isOpenAt(at("2026-11-26 23:59"))).toBe(false);
    expect(hours.isOpenDuring(at("2026-11-25 00:00"), at("2026-11-27 00:00"))).toBe(false);
    expect(hours.isOpenDuring(at("2026-11-26 18:00"), at("2026-11-27 08:00"))).toBeNull();
  });
});
