import type { WordSpan } from "../../text/phrase-matcher.ts";
import type { Signals } from "./signals.ts";

/** Whether a sentence tells of a fraud, or of what frauds begin with: a call, and something wanted. */

/** So many words stand between who calls and the call. */
const maxWordsApart = 9;
const maxWordsToCall = 2;

export function tellsFraud(signals: Signals): boolean {
  if (signals.has("named") || signals.has("given")) return true;
  if (isWanted(signals, "callers", ["strongest"])) return true;
  if (isWanted(signals, "strangers", ["strong", "weak"]) && !looksForHelp(signals)) return true;
  if (signals.has("free") && isPaid(signals)) return true;
  if (signals.has("brokers") && signals.has("doubts")) return true;
  const isStrong = signals.has("strong");
  if (!isStrong && (!signals.has("weak") || signals.has("at_the_office"))) return false;
  if (signals.has("calls_out")) return false;
  return signals.all("contacts").some((contact) => isFromSomebody(signals, contact));
}

const helper =
  /\b(cho nao|noi nao|o dau|dau)( \w+){0,4} co (nguoi|ai)\b|\bco (nguoi|ai) (nao )?(chi|giup|lam giup)( \w+){0,6} khong$/;

/** "Chỗ nào gần đây có người chỉ làm VNeID": who writes looks for somebody, and nobody came to them. */
function looksForHelp({ words }: Signals): boolean {
  return helper.test(words.map(({ folded }) => folded).join(" "));
}

const money = /^(\d\w*|tien|phi|trieu|ngan|nghin|tram|may|vai|mot|hai|ba|nam|muoi)$/;

/** "Họ bảo đóng 3 triệu": somebody says that it costs. */
function isPaid(signals: Signals): boolean {
  return signals
    .all("paying")
    .some(
      ({ start, end }) =>
        [0, 1].some((offset) => money.test(signals.words[end + offset]?.folded ?? "")) &&
        signals
          .all("asks")
          .some(
            (asking) =>
              asking.end <= start &&
              start - asking.end <= maxWordsApart &&
              signals.all("callers").some((who) => who.end <= asking.start),
          ),
    );
}

/** "Công an đòi mã OTP", "có người kêu cài app": who it is, what they do, and what they want, in this order. */
function isWanted(
  signals: Signals,
  by: "callers" | "strangers",
  what: readonly ("strongest" | "strong" | "weak")[],
): boolean {
  return what
    .flatMap(signals.all)
    .some(({ start: wanted }) =>
      signals
        .all("asks")
        .some(
          ({ start, end }) =>
            end <= wanted &&
            wanted - end <= maxWordsApart &&
            signals.all(by).some((who) => who.end <= start && start - who.end <= maxWordsApart),
        ),
    );
}

/** A bare "gọi" is a call to the resident only behind who calls: "công an vừa gọi", and not "gọi công an". */
function isFromSomebody(signals: Signals, contact: WordSpan): boolean {
  const callers = signals.all("callers");
  if (contact.end - contact.start === 1) {
    if (callers.some(({ start }) => start === contact.end)) return false;
    return callers.some(({ end }) => end <= contact.start && contact.start - end <= maxWordsToCall);
  }
  // "Gọi video mặc đồ công an", "gọi tự xưng": who calls stands behind it.
  if (/ video$/.test(textOf(signals, contact)) && callers.some(({ start }) => start >= contact.end))
    return true;
  return (
    isIncoming(signals, contact) ||
    callers.some(({ end }) => end <= contact.start && contact.start - end <= maxWordsApart)
  );
}

/** "Nhận được cuộc gọi", "gọi kêu tôi": it says itself that somebody else calls. */
function isIncoming(signals: Signals, contact: WordSpan): boolean {
  return /tin nhan |nhan |keu|bao|yeu cau|doi|doa|tu xung|xung la|tu nhan|cuoc goi|gui link|gui duong|ket ban|sent|claims|pretending|a call/.test(
    textOf(signals, contact),
  );
}

function textOf({ words }: Signals, { start, end }: WordSpan): string {
  return words
    .slice(start, end)
    .map(({ folded }) => folded)
    .join(" ");
}
