import { decide } from "../catalog/search.ts";
import { matchExactly, matchOption } from "./answer.ts";
import { asideAnswer } from "./aside.ts";
import { type Command, commandIn, wantsNearest } from "./commands.ts";
import { courtesyTo } from "./courtesy.ts";
import { dossierTalk } from "./dossier-words.ts";
import { placeIn } from "./find-point.ts";
import type { GoTo, Parsed, Question } from "./flow.ts";
import { backOne } from "./frames.ts";
import { maxTypedLength } from "./input.ts";
import { procedureOf } from "./procedure.ts";
import { limits } from "./state.ts";
import type { Talk } from "./talk.ts";
import type { SpokenContext as Context } from "./turn.ts";
import { readTime } from "./visit-time.ts";

/**
 * Reads typed words as the first of these that they are: a command that is no answer, a dossier or personal data, a procedure's name where one is asked for,
 * an answer, a late answer, the wish for a point nearby, a question about the procedure at hand, a courtesy, another procedure.
 */
export function readTyped(talk: Talk, text: string, context: Context): void {
  const typed = text.normalize("NFC").trim();
  if (typed.length > maxTypedLength) talk.say(talk.wording.conversation.tooLong);
  const words = typed.slice(0, maxTypedLength);

  const question = talk.question();
  const command = commandIn(words);
  if (command !== null && !isAnswer(question, words)) return obey(talk, command);
  const dossier = isAnswer(question, words) ? null : dossierTalk(words);
  if (dossier !== null) return talk.begin(dossier);
  if (question === null) return find(talk, words, context, null);
  if (words.toLowerCase() === talk.wording.conversation.more.toLowerCase())
    return talk.turnPage(question);

  const named = nameIn(question, words, context);
  if (named !== null) return talk.begin({ flow: `procedure:${named}` });
  const parsed = parseAnswer(question, words);
  if (parsed.ok) return talk.answer(question, parsed);
  if (parsed.meant) return misunderstand(talk, parsed.say);
  if (answersLate(talk, words) || asksNearest(talk, words, context)) return;
  if (asksAside(talk, words, context) || isCourteous(talk, words)) return;
  find(talk, words, context, parsed.say);
}

/** The procedure that the words name where a question is open to any, rather than one of its options. */
function nameIn(question: Question, words: string, { catalog }: Context): string | null {
  if (question.kind !== "choice" || question.open !== true) return null;
  if (matchExactly(question.options, words) !== null) return null;
  const found = decide(catalog.search(words));
  return found.type === "winner" ? found.id : null;
}

/** One of the question's own answers: "dung" without marks says "đúng" where that is one, else "dừng". */
function isAnswer(question: Question | null, words: string): boolean {
  if (question === null || question.kind === "text") return false;
  return matchExactly(question.options, words) !== null;
}

function parseAnswer(question: Question, words: string): Parsed {
  if (question.kind !== "text") {
    const option = matchOption(question.options, words);
    if (option !== null) return { ok: true, value: option.value };
  }
  return question.parse?.(words) ?? { ok: false, say: null };
}

/** The answer may come after we had offered a person, or told of something else. */
function answersLate(talk: Talk, words: string): boolean {
  const beneath = talk.questionBeneath();
  const parsed = beneath === null ? null : parseAnswer(beneath, words);
  if (beneath === null || parsed?.ok !== true) return false;
  talk.dropPassing();
  talk.answer(beneath, parsed);
  return true;
}

/** "Chỗ nào gần nhà mở cửa tối nay": to the points, with what is known already. */
function asksNearest(talk: Talk, words: string, context: Context): boolean {
  if (!wantsNearest(words)) return false;
  const procedure = procedureOf(talk.frame);
  const time = readTime(words, context);
  const answers: [string, string][] = [];
  if (procedure !== null) answers.push(["@procedure", procedure]);
  if (time.ok) answers.push(["when", time.value]);
  talk.begin({ flow: "find-point", answers });
  return true;
}

/** Thanks and greetings are answered, and count as no misunderstanding. */
function isCourteous(talk: Talk, words: string): boolean {
  const reply = courtesyTo(words, talk.wording);
  if (reply === null) return false;
  talk.say(reply);
  talk.note("courtesy");
  talk.repeat();
  return true;
}

function asksAside(talk: Talk, words: string, context: Context): boolean {
  const procedure = procedureOf(talk.frame);
  const aside = procedure === null ? null : asideAnswer(words, procedure, context);
  if (aside === null) return false;
  talk.say(aside);
  talk.note("aside");
  talk.repeat();
  return true;
}

/** Looks for the procedure that the words mean; `refusal` explains why they are no answer. */
function find(talk: Talk, words: string, context: Context, refusal: string | null): void {
  const { catalog } = context;
  const found = decide(catalog.search(words));
  const busy = talk.waitingTitle() !== null;
  const current = procedureOf(talk.frame);
  if (found.type === "winner" && found.id !== current) {
    const flow = busy ? "aside" : `procedure:${found.id}`;
    return talk.begin({ flow, answers: busy ? [["@about", found.id]] : [] });
  }
  const place = refusal === null && found.type !== "winner" ? placeIn(words, context) : null;
  if (place !== null) return talk.begin(nearestTo(place, current));
  if (found.type === "choice" && refusal === null) {
    return talk.begin({ flow: "choose", answers: [["@ids", found.ids.join(",")]] });
  }
  misunderstand(talk, refusal);
}

/** A place typed without a word is answered as a shared location is: at once, with the nearest points. */
function nearestTo(place: string, procedure: string | null): GoTo {
  const about = procedure === null ? [] : [["@procedure", procedure] as const];
  return { flow: "find-point", answers: [...about, ["place", place], ["@when", "any"]] };
}

/** Two misunderstandings in a row offer a person and the nearest point. */
function misunderstand(talk: Talk, refusal: string | null): void {
  talk.missed();
  if (talk.misses >= limits.missesBeforePerson) {
    return talk.begin({ flow: "handoff", answers: [["@why", "missed"]] });
  }
  const typed = talk.question()?.kind === "text";
  const { notUnderstood, notUnderstoodTyped } = talk.wording.conversation;
  talk.say(refusal ?? (typed ? notUnderstoodTyped : notUnderstood));
  talk.repeat();
}

function obey(talk: Talk, command: Command): void {
  talk.note(command);
  switch (command) {
    case "menu":
      return talk.begin({ flow: "menu" });
    case "person":
      return talk.begin({ flow: "handoff", answers: [["@why", "asked"]] });
    case "nearest":
      return talk.begin({ flow: "find-point" });
    case "repeat":
      return talk.repeat();
    case "back":
      return goBack(talk);
    case "cancel":
      return cancel(talk);
    case "resume":
      return resume(talk);
  }
}

function goBack(talk: Talk): void {
  const frame = talk.frame;
  const earlier = frame === undefined ? null : backOne(frame);
  if (earlier !== null) return talk.putBack(earlier);
  if (talk.hasBeneath) return talk.leave();
  talk.say(talk.wording.conversation.backAtStart);
  talk.repeat();
}

function cancel(talk: Talk): void {
  const title = talk.waitingTitle();
  if (title !== null) talk.say(talk.wording.conversation.cancelled(title));
  talk.dropWork();
  talk.begin({ flow: "menu" });
}

function resume(talk: Talk): void {
  const { nothingToResume, resumed } = talk.wording.conversation;
  const title = talk.waitingTitle();
  talk.dropPassing();
  talk.say(title === null ? nothingToResume : resumed(title));
  talk.advance();
}
