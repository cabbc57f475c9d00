import { toLocalDay, toMinuteOfDay } from "../../src/catalog/local-time.ts";
import type { StoryState } from "../stories/player.ts";
import type { StoryStep } from "../stories/story.ts";

/** What the trainer's side of the page says, in words. */

const newsNames = {
  processing: "đang xử lý",
  supplement: "cần bổ sung giấy tờ",
  done: "đã có kết quả",
} as const;

const stateLabels = {
  ready: "",
  playing: "Đang đợi máy trả lời…",
  "as-told": "✓ Máy trả lời đúng như kịch bản.",
  differs:
    "✗ Máy trả lời khác kịch bản (có thể vì ai vừa bấm xen vào, hoặc vì giờ đã đổi). Chọn lại để làm từ đầu.",
} as const;

export function viewStory({ story, played, state }: StoryState) {
  const step = story?.steps[played - 1] ?? null;
  return {
    story,
    played,
    state,
    step,
    deed: step === null ? "" : describeDeed(step.do),
    label: stateLabels[state],
  };
}

/** Whether a step can be played now. */
export function hasNextStep({ story, played, state }: StoryState): boolean {
  return story !== null && state !== "playing" && played < story.steps.length;
}

function describeDeed(done: StoryStep["do"]): string {
  if ("says" in done) return `Người dân nhắn: “${done.says}”`;
  if ("presses" in done) return `Người dân bấm nút: “${done.presses}”`;
  if ("shares" in done) return "Người dân gửi vị trí của mình";
  if ("office" in done) return `Một cửa báo hồ sơ mẫu: ${newsNames[done.office]}`;
  if ("colleague" in done) return `Cán bộ nhận ở bàn làm việc và nhắn: “${done.colleague}”`;
  return "Người dân bấm nút để bắt đầu";
}

const weekdays = new Intl.DateTimeFormat("vi-VN", {
  weekday: "long",
  timeZone: "Asia/Ho_Chi_Minh",
});

/** Formats as "08:05 Thứ Hai 30/11/2026". */
export function formatSandboxTime(at: Date): string {
  const minute = toMinuteOfDay(at);
  const two = (n: number) => String(n).padStart(2, "0");
  const [year, month, day] = toLocalDay(at).split("-");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)} ${weekdays.format(at)} ${day}/${month}/${year}`;
}
