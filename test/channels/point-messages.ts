import type { PointCard, TextMessage } from "../../src/wording/message.ts";
import { wordingIn } from "../../src/wording/wording.ts";

const { points: wording } = wordingIn("vi");

export const directionsTo = (index: number) =>
  `https://www.google.com/maps/dir/?api=1&destination=10.7,106.${index}`;
export const pageOf = (index: number) => `https://hd.example.vn/diem/diem-${index}`;

/** Returns a card with everything known, and what the test changes of it. */
export function samplePoint(index: number, changed: Partial<PointCard> = {}): PointCard {
  return {
    id: `diem-${index}`,
    name: `Trung tâm phường ${"ABC"[index]}`,
    status: { kind: "open", words: "Mở cửa thứ Bảy 28/11: 9 giờ đến 11 giờ" },
    reason: "Mở lúc bác đến, cách bác 350 m",
    address: "654 Phạm Văn Chí, Phường Bình Tiên",
    phone: { label: "Điện thoại: 028 3932 6861", number: "+842839326861" },
    directions: directionsTo(index),
    position: { lat: 10.7, lon: 106 + index / 10, isRough: false },
    ...changed,
  };
}

/** Returns a message about points as the flow composes it. */
export function pointsMessage(points: readonly PointCard[]): TextMessage {
  const head = "Nơi gần nhất mở cửa sáng thứ Bảy 28/11: 654 Phạm Văn Chí.";
  const texts = points.map((card) => wording.cardText(card, points.length > 1 ? "A" : null));
  const cards = { head, points, from: null, words: wording.cardWords };
  return { type: "text", text: [head, ...texts].join("\n\n"), cards };
}

export function samplePoints(count: number): TextMessage {
  return pointsMessage(Array.from({ length: count }, (_, index) => samplePoint(index)));
}
