import type { Catalog } from "../../../src/catalog/catalog.ts";
import type { Message } from "../../../src/wording/message.ts";
import { Chat, transcribe } from "../chat.ts";
import { type Act, Resident } from "./resident.ts";
import { findMistakes, isProcedure, isWanted, readSituation, type Situation } from "./situation.ts";
import type { Talk } from "./talk.ts";

/** How a talk went. */
export interface PlayedTalk {
  readonly talk: Talk;
  /** `wrong`: they hold a list for another matter or another case, or were told what they must never be told. */
  readonly end: "succeeded" | "gave-up" | "wrong";
  readonly why: string;
  readonly typed: number;
  readonly taps: number;
  /** How many answers had to be given again. */
  readonly repeated: number;
  /** The questions whose answer the opening told, if the talk came to a procedure that asks them. */
  readonly told: readonly string[];
  /** Those of them that were asked all the same. */
  readonly askedAgain: readonly string[];
  /** Both sides. */
  readonly lines: readonly string[];
}

/** Plays a talk against the flows, as on a platform without a person's phone number. */
export function playTalk(catalog: Catalog, talk: Talk): PlayedTalk {
  return new Play(catalog, talk).run();
}

type Verdict = Pick<PlayedTalk, "end" | "why">;

class Play {
  readonly #talk: Talk;
  readonly #chat: Chat;
  readonly #resident: Resident;
  readonly #catalog: Catalog;
  readonly #lines: string[] = [];
  readonly #heard: string[] = [];
  readonly #asked = new Set<string>();
  readonly #entered = new Set<string>();
  readonly #outcomes = new Set<string>();
  readonly #unanswered: string[] = [];
  #typed = 0;
  #taps = 0;
  #list: Situation | null = null;
  #shunned: string | null = null;
  #isTurnedAway = false;

  constructor(catalog: Catalog, talk: Talk) {
    this.#catalog = catalog;
    this.#talk = talk;
    this.#chat = new Chat(catalog, new Date(talk.now), "1022");
    this.#resident = new Resident(talk);
  }

  run(): PlayedTalk {
    const verdict = this.#talkOn();
    const told = this.#talk.told.filter((id) => this.#couldBeAsked(id));
    return {
      talk: this.#talk,
      ...verdict,
      typed: this.#typed,
      taps: this.#taps,
      repeated: this.#resident.repeated,
      told,
      askedAgain: told.filter((id) => this.#asked.has(id)),
      lines: this.#lines,
    };
  }

  #talkOn(): Verdict {
    for (const text of this.#talk.opening) this.#say(text);
    while (this.#typed + this.#taps < this.#talk.maxTurns) {
      const verdict = this.#judge();
      if (verdict !== null) return verdict;
      const act = this.#resident.act(readSituation(this.#chat));
      if (act.kind === "give-up") return this.#giveUp(act.why);
      this.#do(act);
    }
    return this.#judge() ?? this.#giveUp("it takes too long");
  }

  #do(act: Exclude<Act, { kind: "give-up" }>): void {
    if (act.kind === "tap") return this.#tap(act.value);
    const heard = this.#say(act.text).map(({ text }) => text);
    if (act.hears === undefined) return;
    const isMissed = this.#chat.last?.fact.outcome === "missed";
    if (isMissed || !matches(act.hears, heard)) this.#unanswered.push(act.text);
  }

  /** Returns null while the talk goes on. */
  #judge(): Verdict | null {
    const hurt = this.#talk.neverHears.find((pattern) => matches(pattern, this.#heard));
    if (hurt !== undefined) return { end: "wrong", why: `hears what must not be said: ${hurt}` };
    const situation = readSituation(this.#chat);
    if (this.#shunned !== null) {
      return { end: "wrong", why: `is led to what must never be: ${this.#shunned}` };
    }
    if (!this.#isAtEnd() || this.#resident.hasAside(situation)) return null;
    const wrong = this.#list === null ? null : this.#findWrong(this.#list);
    if (wrong !== null) return { end: "wrong", why: wrong };
    const missing = this.#talk.hears.filter((pattern) => !matches(pattern, this.#heard));
    if (missing.length > 0) return null;
    const [unanswered] = this.#unanswered;
    if (unanswered !== undefined) return this.#giveUp(`no answer to "${unanswered}"`);
    return { end: "succeeded", why: "" };
  }

  #isAtEnd(): boolean {
    switch (this.#talk.ends) {
      case "checklist":
        return this.#list !== null;
      case "away":
        return this.#isTurnedAway;
      case "answer":
        return true;
      default:
        return this.#outcomes.has(this.#talk.ends);
    }
  }

  /** Says what is wrong with the list that they hold, or null. */
  #findWrong(list: Situation): string | null {
    if (!this.#talk.reaches.includes(list.procedure ?? "")) {
      return `holds a list for ${list.procedure}`;
    }
    const [mistake] = findMistakes(this.#talk, list);
    return mistake === undefined ? null : `holds a list with a wrong answer to "${mistake}"`;
  }

  #giveUp(why: string): Verdict {
    const wrong = this.#list === null ? null : this.#findWrong(this.#list);
    return wrong === null ? { end: "gave-up", why } : { end: "wrong", why: wrong };
  }

  #say(text: string): readonly Message[] {
    this.#typed += 1;
    this.#lines.push(`> ${text}`);
    return this.#hear(this.#chat.say(text));
  }

  #tap(value: string): void {
    this.#taps += 1;
    const { question, options } = this.#chat.question;
    this.#lines.push(`> [${options.find((option) => option.value === value)?.full ?? value}]`);
    this.#hear(this.#chat.send({ type: "choice", question, value }));
  }

  #hear(messages: readonly Message[]): readonly Message[] {
    this.#lines.push(...messages.flatMap(transcribe), "");
    this.#heard.push(...messages.map(({ text }) => text));
    const situation = readSituation(this.#chat);
    const outcome = this.#chat.last?.fact.outcome ?? "";
    this.#outcomes.add(outcome);
    if (isProcedure(situation) && isWanted(this.#talk, situation.procedure)) {
      this.#asked.add(situation.step);
      this.#entered.add(situation.procedure ?? "");
      if (situation.step === "away" && this.#talk.reaches.includes(situation.procedure ?? "")) {
        this.#isTurnedAway = true;
      }
    }
    if (outcome === "checklist") this.#list = situation;
    const met = situation.flow === "choose" ? situation.options : [situation.procedure ?? ""];
    this.#shunned ??= met.find((id) => this.#isShunned(id)) ?? null;
    return messages;
  }

  #isShunned(procedure: string): boolean {
    return this.#talk.shuns.some((prefix) => procedure.startsWith(prefix));
  }

  #couldBeAsked(id: string): boolean {
    return [...this.#entered].some((procedure) =>
      this.#catalog.guides.get(procedure)?.questions.some((question) => question.id === id),
    );
  }
}

function matches(pattern: string, texts: readonly string[]): boolean {
  const expression = new RegExp(pattern, "iu");
  return texts.some((text) => expression.test(text));
}
