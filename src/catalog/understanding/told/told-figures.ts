import type { Interval } from "../../measures/measure.ts";
import { numberPattern } from "../../measures/number-words.ts";
import { readMeasure } from "../../measures/read-measure.ts";
import type { GuideQuestion } from "../../schema.ts";
import { fold } from "../../text/fold.ts";
import type { ToldPerson, ToldWordKind } from "../../vocabulary-schema.ts";
import type { Clause } from "./clauses.ts";
import type { PersonSegment } from "./person-segments.ts";
import type { Markers } from "./scope.ts";

/** An age that was told, and whose it is; null if the sentence names nobody. */
export interface ToldAge extends Interval {
  readonly person: ToldPerson | null;
}

/** A message, read once for all its figures. */
export interface MessageParts {
  readonly clauses: readonly Clause[];
  readonly segments: readonly PersonSegment[];
  readonly markers: Markers;
  readonly now: Date;
}

/** "Từ 14 tuổi", "dưới 6 tuổi": how rules and procedures speak, not residents of somebody. */
const category =
  /(?:^| )(?:tu|duoi|den|toi da|toi thieu|du tu|do) (?:du )?\d{1,3}(?: den \d{1,3})? tuoi|tuoi tro (?:len|xuong)|(?<!\d)\d{1,3} den (?:duoi )?\d{1,3} tuoi/;
/** An age in years, a year of birth, or that somebody is newborn. */
const namesYears = /tuoi|\bnam nay\b|\d t |sinh|\bde\b|\bsanh\b|\bsn\b|years? old|\byo\b|born/;
const onlyNew = /moi (?:sinh|de|sanh)|so sinh|newborn/;
/** "Bé được 3 tháng": what stands between the child and its age. */
const youngChild = new RegExp(
  `^(?: (?:con|be|em|chau|gai|trai|nho|ut|dau|nha|cua|toi|minh|tui|nay|thi|moi|da|duoc|dc|vua|tron|hon|gan|khoang|tam|hien|gio|moi duoc))+ ${numberPattern} (?:ngay|tuan|thang)(?= )`,
);
const daysPerYear = 365;
/** Somebody who was born longer ago is not the child whose birth is registered, unless the sentence says so. */
const maxDaysOfNewborn = 400;
const schoolClass = /\blop \d/;
const period = /\b(?:nam|thang|year|month)\b/;
const daily = /\b(?:moi|mot|1|hang) ngay\b/;

/** Returns every age that the message tells of somebody. */
export function findAges({ segments, markers, now }: MessageParts): readonly ToldAge[] {
  return segments.flatMap((segment): ToldAge[] => {
    const { person, text, start } = segment;
    const folded = ` ${fold(text)} `;
    if (category.test(folded)) return [];
    // A child's age may be months; so may be the life of a passport.
    if (!namesYears.test(folded) && !(person === "child" && youngChild.test(folded))) return [];
    const age = readMeasure(text, "age", now);
    if (age === null || !isToldHere(segment, markers)) return [];
    const isNewborn = age.to === 0 && onlyNew.test(folded);
    if (isNewborn && person !== null && person !== "child") return [];
    return markers.has("unborn", start, start + text.length) ? [] : [{ ...age, person }];
  });
}

/** The person for whom the message asks something to be done, as far as a word such as "cho" says so. */
export function findBeneficiary({ segments }: MessageParts): ToldPerson | null {
  return segments.find(({ isBeneficiary }) => isBeneficiary)?.person ?? null;
}

/** Returns what the message says of a question's figure; several if it says several things. */
export function findFigures(
  { measure, about }: GuideQuestion,
  message: MessageParts,
): readonly Interval[] {
  switch (measure) {
    case "age":
      return agesOf(about, message);
    case "days_since":
      return about === "child" ? daysSinceBirth(message) : [];
    case "grade":
      return inClauses(message, (clause) =>
        schoolClass.test(fold(clause.text)) ? readMeasure(clause.text, "grade", message.now) : null,
      );
    case "months_paid":
    case "vnd_per_year":
      return inClauses(message, (clause) => {
        const folded = fold(clause.text);
        const isMoney = measure === "vnd_per_year";
        if (isMoney && (!period.test(folded) || daily.test(folded))) return null;
        return isOf(about, clause, message.markers)
          ? readMeasure(clause.text, measure, message.now)
          : null;
      });
    default:
      return [];
  }
}

function agesOf(about: GuideQuestion["about"], message: MessageParts): readonly Interval[] {
  const ages = findAges(message);
  const namesSomebody = message.segments.some(({ person }) => person !== null);
  if (about === "child") {
    return ages.filter(({ person }) => person === "child" || (person === null && !namesSomebody));
  }
  const beneficiary = findBeneficiary(message);
  return beneficiary === null ? ages : ages.filter(({ person }) => person === beneficiary);
}

/** The day of the birth, or how old the child is. */
function daysSinceBirth(message: MessageParts): readonly Interval[] {
  const { clauses, segments, markers, now } = message;
  const births = clauses.flatMap((clause, index): Interval[] => {
    const end = clause.start + clause.words.length;
    if (!markers.has("births", clause.start, end) || markers.has("unborn", clause.start, end)) {
      return [];
    }
    const next = clauses[index + 1];
    const texts = [clause.text, next?.sentence === clause.sentence ? next.text : ""];
    const [days] = texts.flatMap((text) => readMeasure(text, "days_since", now) ?? []);
    if (days === undefined || !markers.isTold({ start: end - 1, end })) return [];
    const namesChild = segments.some((each) => each.clause === clause && each.person === "child");
    return namesChild || days.to < maxDaysOfNewborn ? [days] : [];
  });
  if (births.length > 0) return births;
  return segments.flatMap((segment): readonly Interval[] => {
    if (segment.person !== "child" || !isToldHere(segment, markers)) return [];
    const folded = ` ${fold(segment.text)} `;
    if (youngChild.test(folded)) return toList(readMeasure(segment.text, "days_since", now));
    if (category.test(folded) || !/ tuoi /.test(folded)) return [];
    const age = readMeasure(segment.text, "age", now);
    return age === null || age.from < 1
      ? []
      : [{ from: age.from * daysPerYear, to: (age.to + 1) * daysPerYear }];
  });
}

function inClauses(
  { clauses, markers }: MessageParts,
  read: (clause: Clause) => Interval | null,
): readonly Interval[] {
  return clauses.flatMap((clause) => {
    const figure = read(clause);
    const at = positionOfFigure(clause.text, clause.start);
    return figure !== null && markers.isTold(at) ? [figure] : [];
  });
}

function isOf(about: GuideQuestion["about"], clause: Clause, markers: Markers): boolean {
  const kind: ToldWordKind | null = about === undefined || about === "child" ? null : about;
  return kind === null || markers.has(kind, clause.start, clause.start + clause.words.length);
}

function isToldHere({ text, start }: PersonSegment, markers: Markers): boolean {
  return markers.isTold(positionOfFigure(text, start));
}

/** The words of the first figure and its unit, or of the whole text if it has no digit. */
function positionOfFigure(text: string, start: number): { start: number; end: number } {
  const words = fold(text).split(" ");
  const at = words.findIndex((word) => /\d/.test(word));
  return at === -1
    ? { start, end: start + words.length }
    : { start: start + at, end: start + Math.min(words.length, at + 2) };
}

function toList(figure: Interval | null): readonly Interval[] {
  return figure === null ? [] : [figure];
}
