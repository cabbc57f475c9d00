import { findAnswer, findMistakes, isProcedure, isWanted, type Situation } from "./situation.ts";
import type { Talk } from "./talk.ts";

/** What a resident does next. */
export type Act =
  | { readonly kind: "say"; readonly text: string; readonly hears?: string | undefined }
  | { readonly kind: "tap"; readonly value: string }
  | { readonly kind: "give-up"; readonly why: string };

/** What somebody says who has nothing to say to a question. */
const shrug = "không biết";
/** Somebody answers a question so often. */
const maxTries = 2;

/** Somebody who talks by the rules of a talk, and remembers what they have said. */
export class Resident {
  readonly #talk: Talk;
  #hasOpenedPapers = false;
  readonly #tries = new Map<string, number>();
  readonly #asides: Set<Talk["asides"][number]>;
  #hasRephrased = false;
  /** How many answers had to be given again. */
  repeated = 0;

  constructor(talk: Talk) {
    this.#talk = talk;
    this.#asides = new Set(talk.asides);
  }

  /** Whether they still want to say something at this point. */
  hasAside({ step }: Situation): boolean {
    return [...this.#asides].some(({ at }) => at === step);
  }

  act(situation: Situation): Act {
    const { flow, procedure } = situation;
    const aside = [...this.#asides].find(({ at }) => at === situation.step);
    if (aside !== undefined && (isWanted(this.#talk, procedure) || procedure === null)) {
      this.#asides.delete(aside);
      return { kind: "say", text: aside.says, hears: aside.hears };
    }
    if (flow === "choose") return this.#choose(situation);
    if (this.#talk.ends === "answer") return this.#rephrase("their question is not answered");
    if (flow === "aside") return this.#returnFromAside(situation);
    if (!isProcedure(situation) && findAnswer(this.#talk, situation) !== undefined) {
      return this.#answer(situation, null);
    }
    if (!isProcedure(situation)) return this.#rephrase(`"${flow}" is no answer`);
    if (!isWanted(this.#talk, procedure) && this.#talk.trusting !== true) {
      return this.#rephrase(`"${procedure}" is another matter`);
    }
    return this.#answerProcedure(situation);
  }

  #answerProcedure(situation: Situation): Act {
    const { step, options } = situation;
    const mistakes = findMistakes(this.#talk, situation);
    switch (step) {
      case "confirm": {
        const fixed = this.#talk.trusting !== true && mistakes.length > 0;
        return fixed ? { kind: "tap", value: "wrong" } : this.#answer(situation, "right");
      }
      case "fix": {
        const [mistake = ""] = mistakes;
        // What they said first was taken for something else, so they say it in other words.
        this.#tries.set(keyOf({ ...situation, step: mistake }), 1);
        return { kind: "tap", value: mistake };
      }
      case "away":
        if (this.#talk.ends === "away") return this.#rephrase("the case is turned away");
        return options.includes("go")
          ? this.#answer(situation, "go")
          : this.#rephrase("the case is turned away");
      case "next":
        if (this.#hasOpenedPapers) return this.#rephrase("the checklist lacks something");
        // Who misses something in the four lines looks at the papers in full.
        this.#hasOpenedPapers = true;
        return { kind: "tap", value: "papers" };
    }
    return this.#answer(situation, null);
  }

  /** Says the answer in their own words; presses the button if they have none, or if two ways of saying it failed. */
  #answer(situation: Situation, usual: string | null): Act {
    const key = keyOf(situation);
    const tries = this.#tries.get(key) ?? 0;
    this.#tries.set(key, tries + 1);
    if (tries > 0) this.repeated += 1;
    if (tries > maxTries) return { kind: "give-up", why: `"${key}" is asked again and again` };
    const answer = findAnswer(this.#talk, situation);
    const said = answer?.says?.[tries];
    if (said !== undefined) return { kind: "say", text: said };
    const value = [answer?.means ?? usual ?? []].flat().find((one) => isOffered(situation, one));
    if (value !== undefined && (answer?.says?.length ?? 0) < maxTries)
      return { kind: "tap", value };
    if (answer === undefined && tries < maxTries) return { kind: "say", text: shrug };
    return { kind: "give-up", why: `nothing that they say answers "${key}"` };
  }

  #choose(situation: Situation): Act {
    const value = situation.options.find((option) => isWanted(this.#talk, option));
    return value === undefined ? this.#rephrase("nothing of that fits") : { kind: "tap", value };
  }

  #returnFromAside({ procedure, options }: Situation): Act {
    const value = this.#talk.reaches.includes(procedure ?? "") ? "switch" : "keep";
    return options.includes(value) ? { kind: "tap", value } : this.#rephrase("led aside");
  }

  #rephrase(why: string): Act {
    if (this.#hasRephrased) return { kind: "give-up", why };
    this.#hasRephrased = true;
    return { kind: "say", text: this.#talk.otherwise };
  }
}

function keyOf({ procedure, step }: Situation): string {
  return `${procedure}/${step}`;
}

function isOffered({ options }: Situation, value: string): boolean {
  return options.includes(value);
}
