import type { Language } from "../language.ts";
import { contentWords } from "../search/content-words.ts";
import type { SearchDecision } from "../search/decide.ts";
import type { Ranking } from "../search/topics.ts";
import type { TimeExpression } from "../time-expressions/time-expression.ts";
import type { Intent } from "./intent.ts";
import type { Cues, QuestionKind } from "./keywords.ts";
import { yesNoQuestion } from "./yes-no-question.ts";

/** All that an intent is chosen by. */
export interface Evidence {
  readonly cues: Cues;
  readonly ranking: Ranking;
  /** What the sentence itself names. */
  readonly decision: SearchDecision;
  /** The conversation is about a procedure, which is meant where none is named. */
  readonly isAtHand: boolean;
  /** One of the best procedures is an account or an app. */
  readonly isAboutAccount: boolean;
  readonly saysTime: TimeExpression["kind"] | null;
  readonly language: Language;
  readonly saysCode: boolean;
  readonly saysPlace: boolean;
}

/** When what was said is taken for another matter than the catalogue's. */
const elsewhere = {
  /** It is named clearly. */
  minScore: 0.42,
  /** A procedure is preferred where it explains nearly as much. */
  lead: 1.08,
  /** No procedure fits, and so many of the words are unknown, or so much is told of something else. */
  unknownWords: 2,
  unknownShare: 0.4,
  toldWords: 3,
  weakScore: 0.3,
  /** Of so much that was told, no procedure explains more than this: residents name theirs better. */
  poorScore: 0.42,
  /** Nor this, where words are unknown. */
  strangeScore: 0.5,
} as const;

/**
 * The intent of a sentence: the first of these that it shows. What must not wait comes first, then what concerns no
 * procedure in particular, then what is asked of a procedure, then the procedure itself; see docs/understanding.md.
 */
export function chooseIntent(evidence: Evidence): Intent {
  const rules: readonly [Intent, (evidence: Evidence) => boolean][] = [
    ["emergency", isEmergency],
    ["person", wantsPerson],
    ["menu", wantsMenu],
    ["dossier_status", asksStatus],
    ["smalltalk", isSmalltalk],
    ["nearest_point", asksNear],
    ["hours", asksHours],
    ["out_of_scope", isElsewhere],
    ["nearest_point", asksOffice],
  ];
  return rules.find(([, holds]) => holds(evidence))?.[0] ?? askedOfProcedure(evidence);
}

function isEmergency({ cues, decision }: Evidence): boolean {
  if (cues.services.size === 0) return false;
  if (cues.has("cry")) return true;
  const asks = firstQuestion(cues) !== null || yesNoQuestion(cues) !== null;
  const isPaper = decision.type === "winner" && (cues.has("doing") || cues.has("paper"));
  return !cues.has("past") && !asks && !isPaper;
}

function wantsPerson({ cues, decision, ranking }: Evidence): boolean {
  // "Tổng đài của ngân hàng", "là người hay máy".
  if (outscores(ranking) || /\b(nguoi hay|hay (la )?nguoi)\b/.test(foldedText(cues))) return false;
  const isWanted = cues.has("person") || areClose(cues, "contact", "staff");
  return isWanted && (firstQuestion(cues) === null || decision.type !== "winner");
}

function wantsMenu({ cues, decision, ranking }: Evidence): boolean {
  if (areClose(cues, "going", "front") && ranking.told <= navigation.words) return true;
  return cues.has("menu") && decision.type !== "winner";
}

/** To and fro is said in few words. */
const navigation = { words: 4 } as const;

/** One of either stands at most so many words from one of the other. */
function areClose(cues: Cues, one: "contact" | "going", other: "staff" | "front"): boolean {
  return cues
    .all(one)
    .some((a) =>
      cues.all(other).some((b) => b.start - a.end <= closeWords && a.start - b.end <= closeWords),
    );
}
const closeWords = 4;

function asksStatus({ cues, saysCode, ranking, decision }: Evidence): boolean {
  if (saysCode) return true;
  const isMissing = cues.has("nothingYet") || /\bsao (\w+ ){0,2}chua\b/.test(foldedText(cues));
  const isSaid = cues.has("status") || (cues.has("handedIn") && isMissing);
  return isSaid && !(outscores(ranking) && decision.type === "none");
}

/** Nothing is left of the sentence but courtesies and words about the service itself. */
function isSmalltalk({ cues, ranking }: Evidence): boolean {
  const spans = cues.all("smalltalk");
  if (spans.length === 0) return false;
  const rest = contentWords(
    cues.words.filter((_, at) => !spans.some(({ start, end }) => at >= start && at < end)),
  );
  const told = rest.filter(({ folded }) => !addressed.has(folded));
  const best = ranking.procedures[0]?.score ?? 0;
  const asks = ["near", "hours", "status", "person", "account"] as const;
  if (asks.some((kind) => cues.has(kind))) return false;
  if (told.length === 0) return true;
  const isLittle = told.length <= 2 && firstQuestion(cues) === null;
  return isLittle && best < elsewhere.weakScore && !outscores(ranking);
}

/** Whom one talks to, and how kindly. */
const addressed = new Set(
  "con chau em anh chi co chu bac ong ba ban ad may nhieu nha nhe a qua lam nhen nghen hen do ghe oi luon".split(
    " ",
  ),
);

function asksNear({ cues, ranking, decision }: Evidence): boolean {
  const asked = firstQuestion(cues);
  // "Người không có điện thoại thông minh có phải … không" asks for a duty.
  const asksDuty = decision.type === "winner" && yesNoQuestion(cues) === "entitlement";
  if (cues.has("unskilled") && !asksDuty && (asked === null || asked === "where")) {
    return asked === "where" || !cues.has("account");
  }
  return (
    cues.has("near") &&
    !outscores(ranking) &&
    !/\b(may gio|gio lam viec|gio mo|lich)\b/.test(foldedText(cues))
  );
}

function asksHours({ cues, saysTime, ranking, decision }: Evidence): boolean {
  // "Xe buýt chạy đến mấy giờ" asks for the hours of something else.
  if (outscores(ranking) && !cues.has("office")) return false;
  if (officeHours.test(foldedText(cues))) return true;
  if (cues.has("hours")) return decision.type !== "winner" || firstQuestion(cues) === null;
  if (namesOnlyTime({ cues, saysTime, ranking, decision })) return true;
  const asks = yesNoQuestion(cues) !== null || cues.words.at(-1)?.folded === "khong";
  const isVisit =
    cues.has("occasion") ||
    saysTime === "window" ||
    (saysTime === "now" && decision.type === "none");
  if (!isVisit || !asks || !cues.has("openness") || outscores(ranking)) return false;
  return decision.type !== "winner" || (firstQuestion(cues) === null && !saysDate(cues));
}

const followsUp = /\bthi sao$|^(con|the|vay) /;

/** "Còn chủ nhật thì sao", "thế sáng mai": the hours then. */
function namesOnlyTime({
  cues,
  saysTime,
  ranking,
  decision,
}: Pick<Evidence, "cues" | "saysTime" | "ranking" | "decision">): boolean {
  const isAbout = cues.questions.every(({ value }) => value === "steps");
  const isBrief = ranking.told <= (followsUp.test(foldedText(cues)) ? 4 : 2);
  const isVisit = saysTime === "window" && isBrief && isAbout;
  return isVisit && decision.type === "none" && !outscores(ranking);
}

/** A date in a procedure's story is a birth or an expiry more often than a visit. */
function saysDate(cues: Cues): boolean {
  return /\b(ngay|thang|nam) \d|\b\d+ (ngay|thang|nam)\b|\d \d/.test(foldedText(cues));
}

/** Never part of what is asked of a procedure. */
const officeHours =
  /\b(gio (lam viec|mo cua|tiep dan|tiep nhan|hoat dong|hanh chinh|nhan ho so|dong cua|giac)|lich (lam viec|tiep dan|tiep nhan|truc|nghi)|thoi gian (lam viec|mo cua|tiep dan|tiep nhan|hoat dong|phuc vu|nhan ho so)|(?<!\bxe )may gio)\b/;

function isElsewhere({ cues, ranking, language, isAtHand }: Evidence): boolean {
  if (outscores(ranking)) return true;
  const best = ranking.procedures[0]?.score ?? 0;
  // In English most words are unknown, whatever is meant.
  if (language !== "vi" || hasOwnAnswer(cues)) return false;
  const strange =
    ranking.unknown >= Math.max(elsewhere.unknownWords, ranking.told * elsewhere.unknownShare);
  // Of the procedure at hand people ask in words that no name holds: "con gái bác đi thay được không".
  if (isAtHand) return strange && best < elsewhere.weakScore;
  const isMuch = ranking.told >= elsewhere.toldWords;
  const isAsked = ranking.told >= 2 && firstQuestion(cues) !== null;
  if (best < elsewhere.weakScore) return strange || ((isMuch || isAsked) && !cues.has("paper"));
  return (isMuch && best < elsewhere.poorScore) || (strange && best < elsewhere.strangeScore);
}

/** An account, an office, a help point: no procedure's name is to be expected beside them. */
function hasOwnAnswer(cues: Cues): boolean {
  return cues.has("account") || cues.has("office") || cues.has("point");
}

/** The best matter of elsewhere explains more than the best procedure. */
function outscores({ procedures, elsewhere: score }: Ranking): boolean {
  return score >= elsewhere.minScore && score >= (procedures[0]?.score ?? 0) * elsewhere.lead;
}

function asksOffice({ cues, decision, saysPlace }: Evidence): boolean {
  if (decision.type === "winner") return false;
  if (cues.has("point")) return true;
  const asksWhere = cues.questions.some(({ value }) => value === "where");
  return asksWhere && (saysPlace || cues.has("office")) && !cues.has("doing");
}

/** Where several things are asked of a procedure, the first counts; a question word beats yes and no. */
function askedOfProcedure(evidence: Evidence): Intent {
  const { cues, decision, isAboutAccount } = evidence;
  const asked = firstQuestion(cues);
  const isTrouble = isAboutAccount && cues.has("account");
  if (isTrouble && (asked === null || asked === "where")) return "account_help";
  if (asked !== null) return asked;
  if (placesApart.test(foldedText(cues))) return "where";
  const yesNo = yesNoQuestion(cues);
  const said = new Set(cues.questions.map(({ value }) => value));
  if (yesNo !== null && yesNo !== "entitlement") return yesNo;
  if (said.has("entitlement")) return "eligibility";
  if (said.has("online") && yesNo === null && isSettled(evidence)) return "online";
  if (said.has("steps") && isLikely(evidence)) return "steps";
  if (yesNo !== null || said.has("eligibility")) return "eligibility";
  if (/\bbao nhieu\b/.test(foldedText(cues)) && isLikely(evidence)) {
    return costs.test(foldedText(cues)) ? "fee" : "eligibility";
  }
  const onlyNames =
    !cues.has("doing") && !said.has("steps") && (asksAbout(cues) || isBare(evidence));
  return decision.type === "winner" && !onlyNames ? "steps" : "clarify";
}

/** "Ở quận 12 hay về quê", "sở giao thông hay công an": one place or the other. */
const placesApart =
  /\b(o|tai|len|ra|ve|noi|so|quan|phuong|xa|tinh|huyen|cong an|uy ban|que) (\w+ ){0,3}hay (\w+ ){0,2}(so|quan|phuong|xa|tinh|huyen|cong an|uy ban|que|noi|trung tam|van phong)\b/;

/** What "bao nhiêu" asks of is money; else it is a measure that the law sets: an area, a capital, a share. */
const costs =
  /\b(nop|dong|phi|tien|thue|gia(?! dinh| han)|mua|truoc ba|tra|ton|het|mat|dong nao)\b/;

/** Asked how it goes, one that is likely is enough: the others are offered beside it. */
function isLikely(evidence: Evidence): boolean {
  const { decision, ranking } = evidence;
  if (decision.type !== "choice") return isSettled(evidence);
  return (ranking.procedures[0]?.score ?? 0) >= likelyScore;
}

/** Some procedure is asked about, named or at hand. */
function isSettled({ decision, isAtHand }: Evidence): boolean {
  return decision.type !== "none" || isAtHand;
}
const likelyScore = 0.42;

/** A matter of several procedures and nothing else: "căn cước", "hộ khẩu". */
export function isBare({ cues, ranking }: Pick<Evidence, "cues" | "ranking">): boolean {
  if (ranking.told > bare.words || cues.questions.length > 0) return false;
  if (cues.has("doing") && cues.words.length > bare.words) return false;
  const best = ranking.procedures[0]?.score ?? 0;
  const near = ranking.procedures.filter(({ score }) => score >= best * bare.nearShare);
  return near.length >= bare.procedures;
}
const bare = { words: 2, procedures: 3, nearShare: 0.64 } as const;

/** "Cho hỏi về …": named, but not what of it. */
function asksAbout(cues: Cues): boolean {
  return /\b(hoi|tim hieu|thong tin|tu van|biet) (ve|them ve|viec|thu tuc)\b|^(cho hoi|ve viec|thu tuc|ve) /.test(
    foldedText(cues),
  );
}

function foldedText({ words }: Cues): string {
  return words.map(({ folded }) => folded).join(" ");
}

type Asked = "documents" | "where" | "fee" | "time" | "online";

/** The first question word; "trực tuyến" counts as one before "ở đâu": asked is the site. */
function firstQuestion({ questions }: Cues): Asked | null {
  const [first] = questions.filter(({ value }) => isAsked(value));
  if (first === undefined) return null;
  const isOnline = questions.some(({ value, start }) => value === "online" && start < first.start);
  return first.value === "where" && isOnline ? "online" : (first.value as Asked);
}

function isAsked(value: QuestionKind): boolean {
  return value === "documents" || value === "where" || value === "fee" || value === "time";
}
