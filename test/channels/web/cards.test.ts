import { describe, expect, test } from "@jest/globals";
import { cardsOf } from "../../../src/channels/web/assets/cards.js";
import { sketchOf } from "../../../src/channels/web/assets/sketch.js";
import { writeHtml } from "../../../src/channels/web/write-html.ts";
import type { PointCard, PointCards } from "../../../src/wording/message.ts";
import { pointsMessage, samplePoint } from "../point-messages.ts";

const home = { lat: 10.701, lon: 106 };

function cards(points: readonly PointCard[], from: PointCards["from"] = null): PointCards {
  const { cards: made } = pointsMessage(points);
  if (made === undefined) throw new Error("no cards");
  return { ...made, from };
}

const htmlOf = (...args: Parameters<typeof cards>) => writeHtml(cardsOf(cards(...args)));

describe("a card", () => {
  test("says in words whether the point is open, beside a dot", () => {
    const html = htmlOf([samplePoint(0)]);
    expect(html).toContain(
      '<p class="point-status open"><span class="dot" aria-hidden="true"></span>Mở cửa thứ Bảy 28/11: 9 giờ đến 11 giờ</p>',
    );
  });

  test("has a call, directions and a page, each named by its point for who cannot see", () => {
    const html = htmlOf([samplePoint(0)]);
    expect(html).toContain('href="tel:+842839326861"');
    expect(html).toContain(" Trung tâm phường A: Điện thoại: 028 3932 6861</span>");
    expect(html).toContain('href="/diem/diem-0"');
    expect(html).toContain("destination=10.7,106.0");
  });

  test("shows no button that leads nowhere", () => {
    const html = htmlOf([samplePoint(0, { phone: null, directions: null })]);
    expect(html).not.toContain("point-actions");
  });

  test("cannot become markup, whatever a point is called", () => {
    const html = htmlOf([samplePoint(0, { name: '<img src=x onerror="alert(1)">' })]);
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
  });
});

describe("the sketch", () => {
  test("needs two places to compare", () => {
    expect(sketchOf(cards([samplePoint(0)]))).toBeNull();
    expect(sketchOf(cards([samplePoint(0, { position: null })], home))).toBeNull();
    expect(sketchOf(cards([samplePoint(0)], home))).not.toBeNull();
    expect(sketchOf(cards([samplePoint(0), samplePoint(1)]))).not.toBeNull();
  });

  test("is hidden from who has it read out, and has rings around the resident alone", () => {
    const html = htmlOf([samplePoint(0)], home);
    expect(html).toContain('class="sketch" viewBox="0 0 320 150" aria-hidden="true"');
    expect(html).toContain('class="ring"');
    expect(htmlOf([samplePoint(0), samplePoint(1)])).not.toContain('class="ring"');
  });

  test("keeps every marker inside, and apart from the others", () => {
    const spot = { lat: 10.7, lon: 106.1, isRough: true };
    const html = htmlOf([samplePoint(0), samplePoint(1, { position: spot })], {
      lat: 10.7,
      lon: 106,
    });
    const at = [...html.matchAll(/class="(?:dot|halo)" cx="([\d.]+)" cy="([\d.]+)"/g)].map(
      ([, x, y]) => ({ x: Number(x), y: Number(y) }),
    );
    expect(at).toHaveLength(3);
    for (const { x, y } of at) {
      expect(x).toBeGreaterThan(10);
      expect(x).toBeLessThan(310);
      expect(y).toBeGreaterThan(10);
      expect(y).toBeLessThan(140);
    }
    const [first, , you] = at;
    expect(Math.abs((first?.x ?? 0) - (you?.x ?? 0))).toBeGreaterThanOrEqual(20);
  });

  test("says that it is rough if it does not know the door", () => {
    const rough = { lat: 10.7, lon: 106, isRough: true };
    expect(htmlOf([samplePoint(0, { position: rough })], home)).toContain("Hình vẽ ước chừng");
    expect(htmlOf([samplePoint(0)], home)).not.toContain("Hình vẽ ước chừng");
  });

  test("gives points at one spot one marker", () => {
    const position = { lat: 10.7, lon: 106.1, isRough: false };
    const html = htmlOf([samplePoint(0, { position }), samplePoint(1, { position })], home);
    expect(html).toContain('class="letter"');
    expect(html).toContain(">AB</text>");
  });
});
