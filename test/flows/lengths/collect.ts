import type { Catalog } from "../../../src/catalog/catalog.ts";
import type { Language } from "../../../src/catalog/language.ts";
import type { StoredAnswer } from "../../../src/flows/engine/flow.ts";
import { said } from "../../../src/flows/engine/flow.ts";
import { FrameStack } from "../../../src/flows/engine/frame-stack.ts";
import type { ConversationInput } from "../../../src/flows/engine/input.ts";
import { TurnOutput } from "../../../src/flows/engine/turn-output.ts";
import type { Message } from "../../../src/wording/message.ts";
import { Chat } from "../chat.ts";

/** One message that residents may get, each only once. */
export interface Measured {
  readonly language: Language;
  readonly flow: string;
  /** The id of the question or of the step that says it; "answer" if it answers something that was typed. */
  readonly step: string;
  readonly text: string;
}

/** A resident whose every message is measured. The step of a text is read off what the flow stores after it. */
export class MeasuringChat extends Chat {
  readonly #language: Language;
  readonly #found: Map<string, Measured>;

  constructor(catalog: Catalog, now: Date, language: Language, found: Map<string, Measured>) {
    super(catalog, now);
    this.#language = language;
    this.#found = found;
    if (language === "en") this.say("English");
  }

  override send(input: ConversationInput): readonly Message[] {
    const steps = watchSteps();
    const messages = super.send(input);
    steps.stop();
    for (const message of messages) this.#measure(message, steps.stepOf(message.text));
    return messages;
  }

  #measure(message: Message, sayStep: Place | undefined): void {
    const answered = { flow: this.last?.fact.flow ?? "", step: "answer" };
    const isPoints = message.type === "text" && message.cards !== undefined;
    const { flow, step } = isPoints
      ? { flow: "find-point", step: "points" }
      : message.type === "text"
        ? (sayStep ?? answered)
        : placeOf(message.question);
    const measured = { language: this.#language, flow, step, text: message.text };
    const key = [measured.language, kindOf(flow), step, message.text].join("\n");
    if (!this.#found.has(key)) this.#found.set(key, measured);
  }
}

interface Place {
  readonly flow: string;
  readonly step: string;
}

function placeOf(question: string): Place {
  const [, flow = "", step = ""] = /^(.*)\/([^/]*)\/\d+$/.exec(question) ?? [];
  return { flow, step };
}

/** "procedure:dang-ky-khai-sinh" → "procedure". */
export function kindOf(flow: string): string {
  return flow.replace(/:.*$/, "");
}

/** Learns which step said what: a step stores that it has spoken right after its texts. */
function watchSteps() {
  const { say } = TurnOutput.prototype;
  const { store } = FrameStack.prototype;
  const places = new Map<string, Place>();
  let pending: readonly string[] = [];
  TurnOutput.prototype.say = function watched(...texts: readonly string[]) {
    pending = texts;
    say.apply(this, [...texts]);
  };
  FrameStack.prototype.store = function watched(answers: readonly StoredAnswer[], forget) {
    const [step, value] = answers.at(-1) ?? [];
    if (step !== undefined && value === said) {
      for (const text of pending) places.set(text, { flow: this.top?.flow ?? "", step });
    }
    pending = [];
    store.call(this, answers, forget);
  };
  return {
    stepOf: (text: string) => places.get(text),
    stop: () => {
      TurnOutput.prototype.say = say;
      FrameStack.prototype.store = store;
    },
  };
}
