/** English phrases of time and the same in Vietnamese. Whole phrases come before their parts. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/\b(right now|right away|now)\b/g, "bây giờ"],
  [/\bafter work\b/g, "sau giờ làm"],
  [/\bthis (morning|afternoon|evening)\b/g, "today $1"],
  [/\btonight\b/g, "tối nay"],
  [/\btoday in the (morning|afternoon|evening)\b/g, "today $1"],
  [/\b(today|tomorrow) (?:at )?(morning|noon|afternoon|evening|night)\b/g, "$2 $1"],
  [/\bthe day after tomorrow\b|\bday after tomorrow\b/g, "ngày mốt"],
  [/\b(morning|noon|afternoon|evening|night) today\b/g, "$1 nay"],
  [/\b(morning|noon|afternoon|evening|night) tomorrow\b/g, "$1 mai"],
  [/\btoday\b/g, "hôm nay"],
  [/\btomorrow\b/g, "ngày mai"],
  [/\bnext (monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/g, "$1 tuần sau"],
  [/\bthis weekend\b|\bweekend\b/g, "cuối tuần này"],
  [/\bnext week\b/g, "tuần sau"],
  [/\bthis week\b/g, "tuần này"],
];

/** A map: residents also type words such as "constructor", which every plain object has. */
const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    monday: "thứ hai",
    tuesday: "thứ ba",
    wednesday: "thứ tư",
    thursday: "thứ năm",
    friday: "thứ sáu",
    saturday: "thứ bảy",
    sunday: "chủ nhật",
    morning: "sáng",
    noon: "trưa",
    afternoon: "chiều",
    evening: "tối",
    night: "tối",
  }),
);

const months =
  "january|february|march|april|may|june|july|august|september|october|november|december";
const monthNames = months.split("|");
const dayThenMonth = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${months})\\b`, "g");
const monthThenDay = new RegExp(`\\b(${months}) (\\d{1,2})(?:st|nd|rd|th)?\\b`, "g");
const halfDayClock = /\b(\d{1,2})(?:[:.](\d{2}))? ?(am|pm)\b/g;
const atClock = /\bat (\d{1,2})(?::(\d{2}))?\b(?! ?[:/giờh])/g;

/** Translates the English words of time in a sentence: "tomorrow at 5 pm" becomes "ngày mai 17 giờ". */
export function translateEnglishTime(typed: string): string {
  const dated = typed
    .toLowerCase()
    .replace(dayThenMonth, (_, day: string, month: string) => dateOf(day, month))
    .replace(monthThenDay, (_, month: string, day: string) => dateOf(day, month))
    .replace(halfDayClock, (_, hour: string, minute: string | undefined, half: string) =>
      clockOf((Number(hour) % 12) + (half === "pm" ? 12 : 0), minute),
    )
    .replace(atClock, (_, hour: string, minute: string | undefined) =>
      clockOf(Number(hour), minute),
    );
  const phrased = phrases.reduce((text, [english, same]) => text.replace(english, same), dated);
  return phrased.replace(/\b[a-z]+\b/g, (word) => words.get(word) ?? word);
}

function dateOf(day: string, month: string): string {
  return `ngày ${day} tháng ${monthNames.indexOf(month) + 1}`;
}

function clockOf(hour: number, minute: string | undefined): string {
  return minute === undefined || minute === "00" ? `${hour} giờ` : `${hour} giờ ${minute}`;
}
