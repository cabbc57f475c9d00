import { dropPersonalWords } from "../../catalog/understanding/harmless-words.ts";
import type { Told } from "../../catalog/understanding/told/find-told.ts";
import type { Understanding } from "../../catalog/understanding/understand.ts";
import type { ParsedAnswer, Question } from "../engine/flow.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { currentProcedure } from "./current-procedure.ts";
import { findToldNow } from "./keep-told.ts";
import { readAnswer } from "./read-answer.ts";
import { readWithEarlierPieces, withEarlierPieces } from "./read-pieces.ts";
import { Said } from "./said.ts";
import type { Utterance } from "./utterance.ts";
import { isWeakWish } from "./weak-wish.ts";

/** A typed sentence while a question waits, or none. It is parsed only when a rule needs that. */
export class TypedMessage implements Utterance {
  readonly session: ConversationSession;
  readonly sentence: string;
  readonly context: LocalizedContext;
  readonly question: Question | null;
  readonly mayBeSecret: boolean;
  readonly said: Said;
  #understanding: Understanding | null = null;
  #told: Told | null = null;
  #parsedAnswer: ParsedAnswer | null = null;
  #storableWords: readonly string[] | null = null;

  constructor(session: ConversationSession, sentence: string, context: LocalizedContext) {
    this.session = session;
    this.sentence = sentence;
    this.context = context;
    this.question = session.question;
    this.mayBeSecret = session.holdsSecret(sentence);
    this.said = new Said(sentence);
  }

  get understanding(): Understanding {
    const { catalog, now } = this.context;
    const about = { now, procedure: currentProcedure(this.session) };
    this.#understanding ??= readWithEarlierPieces(this, (text) => catalog.understand(text, about));
    return this.#understanding;
  }

  get told(): Told {
    const { catalog, now } = this.context;
    this.#told ??= catalog.findTold(withEarlierPieces(this), now);
    return this.#told;
  }

  /** Whether a rule has looked at what the sentence means: it is neither a command nor word for word an option. */
  get isRead(): boolean {
    return this.#understanding !== null;
  }

  get isInvalidAnswer(): boolean {
    return this.#parsedAnswer?.ok === false && this.#parsedAnswer.meant === true;
  }

  /** Its words that may be stored, folded: nothing that tells who typed them. */
  get storableWords(): readonly string[] {
    this.#storableWords ??= dropPersonalWords(
      this.understanding.knownWords,
      this.sentence,
      this.context.catalog.hidePersonalDetails,
    );
    return this.#storableWords;
  }

  /** The sentence as an answer to the waiting question. */
  get parsedAnswer(): ParsedAnswer {
    this.#parsedAnswer ??= readAnswer(this.question, this.said, this.context);
    return this.#parsedAnswer;
  }

  /** Whether it is no reason to leave the waiting question for another procedure. */
  get isWeakWish(): boolean {
    const tells = () => findToldNow(this).size > 0;
    return isWeakWish(this.session, this.question, this.said, this.understanding, tells);
  }

  /** Why the sentence is no answer to the waiting question; null if there is nothing to explain. */
  get refusal(): string | null {
    return this.parsedAnswer.ok ? null : this.parsedAnswer.say;
  }
}
