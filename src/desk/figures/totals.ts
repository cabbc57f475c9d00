import { countDossiersByUnit } from "../../db/queries/dossier-figures.ts";
import { countTurns } from "../../db/queries/figure-weeks.ts";
import { countRatingsByScore, type FigureFilter } from "../../db/queries/figures.ts";
import { formatCount, formatPercent } from "../framework/format.ts";

/** One number for the whole period, beside that of the period before. */
export interface Total {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** The same in the period before. */
  readonly before: string;
  /** How it changed, in words; null: there is nothing to compare. */
  readonly change: string | null;
  /** Whether the change is for the better; null: neither. */
  readonly isBetter: boolean | null;
}

/** Sums up a period, and compares it with the one before. Staff get what concerns their points. */
export async function readTotals(
  filter: FigureFilter,
  { withDossiers }: { readonly withDossiers: boolean },
): Promise<Total[]> {
  const before = periodBefore(filter);
  const [turns, turnsBefore] = [await countTurns(filter), await countTurns(before)];
  const talk = [
    ofCount("conversations", "Cuộc trò chuyện", turns.conversations, turnsBefore.conversations),
    ofCount("begun", "Bắt đầu hỏi thủ tục", turns.begun, turnsBefore.begun),
    ofCount("finished", "Có danh sách giấy tờ", turns.finished, turnsBefore.finished),
    ofShare(
      { id: "rate", name: "Bắt đầu rồi có danh sách" },
      { part: turns.finished, whole: turns.begun },
      { part: turnsBefore.finished, whole: turnsBefore.begun },
    ),
  ];
  if (!withDossiers) return talk;
  const [units, unitsBefore] = [await sumUnits(filter), await sumUnits(before)];
  const [scores, scoresBefore] = [await sumScores(filter), await sumScores(before)];
  return [
    ...talk,
    ofCount("received", "Hồ sơ tiếp nhận", units.received, unitsBefore.received),
    ofShare(
      { id: "online", name: "Hồ sơ nộp qua mạng" },
      { part: units.online, whole: units.received },
      { part: unitsBefore.online, whole: unitsBefore.received },
    ),
    ofCount("dossiers-finished", "Hồ sơ có kết quả", units.finished, unitsBefore.finished),
    ofShare(
      { id: "on-time", name: "Có kết quả đúng hẹn" },
      { part: units.onTime, whole: units.promised },
      { part: unitsBefore.onTime, whole: unitsBefore.promised },
    ),
    ofShare(
      { id: "satisfied", name: "Chấm 4 hoặc 5 điểm" },
      { part: scores.good, whole: scores.all },
      { part: scoresBefore.good, whole: scoresBefore.all },
    ),
  ];
}

/** The filter for the period of the same length that ended when this one began. */
export function periodBefore<Filter extends FigureFilter>(filter: Filter): Filter {
  const length = filter.now.getTime() - filter.from.getTime();
  // A millisecond less: what happened at the border belongs to one of the two.
  const [from, now] = [
    new Date(filter.from.getTime() - length),
    new Date(filter.from.getTime() - 1),
  ];
  return { ...filter, from, now };
}

async function sumUnits(filter: FigureFilter) {
  const sums = { received: 0, online: 0, finished: 0, promised: 0, onTime: 0 };
  for (const unit of await countDossiersByUnit(filter)) {
    sums.received += unit.received;
    sums.online += unit.online;
    sums.finished += unit.finished;
    sums.promised += unit.promised;
    sums.onTime += unit.onTime;
  }
  return sums;
}

const goodScore = 4;

async function sumScores(filter: FigureFilter) {
  const scores = await countRatingsByScore(filter);
  const sum = (rows: typeof scores) => rows.reduce((all, { count }) => all + count, 0);
  return { all: sum(scores), good: sum(scores.filter(({ score }) => score >= goodScore)) };
}

function ofCount(id: string, name: string, value: number, before: number): Total {
  const shown = { id, name, value: formatCount(value), before: formatCount(before) };
  if (before === 0) return { ...shown, change: null, isBetter: null };
  const percent = Math.round((value / before - 1) * 100);
  const change =
    percent === 0 ? "bằng kỳ trước" : `${percent > 0 ? "+" : "−"}${Math.abs(percent)} %`;
  return { ...shown, change, isBetter: percent === 0 ? null : percent > 0 };
}

interface Share {
  readonly part: number;
  readonly whole: number;
}

/** A share changes by points of percent: from 50 % to 60 % it gains 10 points. */
function ofShare(named: Pick<Total, "id" | "name">, now: Share, before: Share): Total {
  const shown = {
    ...named,
    value: formatPercent(now.part, now.whole),
    before: formatPercent(before.part, before.whole),
  };
  if (now.whole === 0 || before.whole === 0) return { ...shown, change: null, isBetter: null };
  const points =
    Math.round((now.part / now.whole) * 100) - Math.round((before.part / before.whole) * 100);
  if (points === 0) return { ...shown, change: "bằng kỳ trước", isBetter: null };
  const change = `${points > 0 ? "+" : "−"}${Math.abs(points)} điểm %`;
  return { ...shown, change, isBetter: points > 0 };
}
