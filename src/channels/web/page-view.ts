import { randomUUID } from "node:crypto";
import { lifeEventPictures } from "../../pictures/picture-routes.ts";
import { type Language, type Wording, wordingIn } from "../../wording/wording.ts";
import { cardsOf } from "./assets/cards.js";
import { splitLines, type TextLine } from "./assets/lines.js";
import { optionPicture } from "./assets/option-pictures.js";
import { stepsOf } from "./assets/steps.js";
import { languageOfEntries, type WebEntry } from "./conversations.ts";
import { askInWords, type KioskView } from "./kiosk.ts";
import { nextTextSize, type TextSize } from "./text-size.ts";
import { writeHtml } from "./write-html.ts";

/** The data of the page template. */
export interface PageView {
  /** The address of the page's files; it changes with their content. */
  readonly assets: string;
  /** Where the page's absolute addresses begin. */
  readonly origin: string;
  readonly language: Language;
  readonly words: Wording["web"];
  readonly lines: readonly LineView[];
  readonly lastId: string | null;
  /** Set if the waiting question can be answered from an identity card. */
  readonly asks: "identity" | null;
  /** The question that waits for an answer: only its options are buttons. */
  readonly question: QuestionView | null;
  readonly kiosk: KioskView | null;
  /** The addresses of the pictures of life events. */
  readonly pictures: Readonly<Record<string, string>>;
  readonly textSize: TextSize;
  /** The size that the button of the head changes to. */
  readonly nextTextSize: TextSize;
  /** Whether English is offered above the greeting, because the browser asks for it. */
  readonly offersEnglish: boolean;
  /** Makes the id by which a form that is sent twice counts as one message. */
  readonly newMessageId: () => string;
}

interface LineView {
  readonly id: string;
  readonly from: WebEntry["from"];
  /** null for a visitor's line, whose language is not known. */
  readonly language: Language | null;
  /** Under which the browser sent a visitor's line. */
  readonly sentAs: string | null;
  /** Whether the newest answer begins behind it. */
  readonly isNewest: boolean;
  readonly words: readonly TextLine[];
  /** HTML that stands below the words, which are then only the head of the message; "" for most messages. */
  readonly cards: string;
  /** HTML of the line of steps that stands above the words; "" for most messages. */
  readonly steps: string;
}

interface QuestionView {
  readonly id: string;
  readonly asksLocation: boolean;
  readonly options: readonly OptionView[];
}

interface OptionView {
  readonly value: string;
  readonly number: number | null;
  readonly full: string;
  /** The address of the picture beside the words; null if it has none. */
  readonly picture: string | null;
}

interface PageContent {
  readonly assets: string;
  readonly origin: string;
  readonly stored: readonly WebEntry[];
  /** What the visitor would be told next. It is not stored yet. */
  readonly preview: readonly WebEntry[];
  readonly kiosk: KioskView | null;
  readonly textSize: TextSize;
  readonly prefersEnglish: boolean;
}

export function viewPage(content: PageContent): PageView {
  const { assets, stored, preview, kiosk, textSize } = content;
  const said = [...stored, ...preview];
  const lines = kiosk === null ? said : said.map(askInWords);
  const language = languageOfEntries(lines);
  const newest = lines.findLast(({ from }) => from === "visitor");
  return {
    assets,
    language,
    words: wordingIn(language).web,
    lines: lines.map((line) => viewLine(line, line === newest)),
    lastId: stored.at(-1)?.id ?? null,
    question: withoutPictures(waitingQuestion(lines), kiosk),
    asks: waitingProof(lines.at(-1)),
    origin: content.origin,
    kiosk,
    pictures: lifeEventPictures,
    textSize,
    nextTextSize: nextTextSize(textSize),
    // The browser of a kiosk says nothing about the person in front of it.
    offersEnglish:
      content.prefersEnglish && language === "vi" && newest === undefined && kiosk === null,
    newMessageId: randomUUID,
  };
}

function splitMessage(message: WebEntry["message"]): Pick<LineView, "words" | "cards"> {
  const cards = message.type === "text" ? message.cards : undefined;
  return cards === undefined
    ? { words: splitLines(message.text), cards: "" }
    : { words: splitLines(cards.head), cards: writeHtml(cardsOf(cards)) };
}

/** What a picture already offers is not offered again under it. */
function withoutPictures(
  question: QuestionView | null,
  kiosk: KioskView | null,
): QuestionView | null {
  if (question === null || kiosk === null) return question;
  const pictured = new Set(kiosk.pictures.map(({ option }) => option));
  const options = question.options.filter(({ value }) => !pictured.has(value));
  return { ...question, options };
}

function viewLine({ id, from, sentAs, message }: WebEntry, isNewest: boolean): LineView {
  return {
    id,
    from,
    language: from === "service" ? (message.language ?? "vi") : null,
    sentAs: sentAs ?? null,
    isNewest,
    ...splitMessage(message),
    steps: message.type === "text" && message.progress ? writeHtml(stepsOf(message.progress)) : "",
  };
}

/** Returns the latest question, unless the visitor has said something since. */
function waitingQuestion(lines: readonly WebEntry[]): QuestionView | null {
  for (const { from, message } of lines.toReversed()) {
    if (from === "visitor") return null;
    if (message.type === "text") continue;
    return {
      id: message.question,
      asksLocation: message.type === "location-request",
      options: message.options.map(({ value, number, full }) => {
        const picture = optionPicture(message.question, value, lifeEventPictures);
        return { value, number, full, picture };
      }),
    };
  }
  return null;
}

function waitingProof(last: WebEntry | undefined): PageView["asks"] {
  return last?.message.type === "text" ? (last.message.asks ?? null) : null;
}
