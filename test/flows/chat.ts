import type { Catalog } from "../../src/catalog/catalog.ts";
import { converse } from "../../src/flows/converse.ts";
import type { ConversationInput } from "../../src/flows/engine/input.ts";
import type { AnsweredRequest, PortAnswer, PortRequest } from "../../src/flows/engine/ports.ts";
import { type ConversationState, stateSchema } from "../../src/flows/engine/state.ts";
import type { SuspendedTurn, TurnResult } from "../../src/flows/engine/turn.ts";
import type { Message } from "../../src/wording/message.ts";
import { knownDossier } from "./known-dossier.ts";

/** People take their time: what was offered must still be valid when they answer. */
const betweenTurnsMs = 7_321;
/** The limit that the bot sets. */
const maxPortRequests = 5;

/** One resident who talks to the service. The state goes through JSON between turns, as in a store. */
export class Chat {
  readonly #catalog: Catalog;
  readonly #contactPhone: string | null;
  readonly #perform: (request: PortRequest) => PortAnswer;
  now: Date;
  state: ConversationState | null = null;
  last: TurnResult | null = null;

  constructor(
    catalog: Catalog,
    now: Date,
    contactPhone: string | null = null,
    perform: (request: PortRequest) => PortAnswer = knownDossier(),
  ) {
    this.#perform = perform;
    this.#catalog = catalog;
    this.now = now;
    this.#contactPhone = contactPhone;
  }

  send(input: ConversationInput): readonly Message[] {
    const answered: AnsweredRequest[] = [];
    const context = {
      catalog: this.#catalog,
      now: this.now,
      contactPhone: this.#contactPhone,
      muteMinutes: 60,
      answered,
    };
    let turned = converse(this.state, input, context);
    while ("ask" in turned) {
      answered.push({ request: turned.ask, answer: this.#perform(turned.ask) });
      if (answered.length > maxPortRequests)
        throw new Error(`The flow asks on: ${turned.ask.port}.`);
      turned = converse(this.state, input, context);
    }
    this.last = turned;
    this.now = new Date(this.now.getTime() + betweenTurnsMs);
    this.state = stateSchema.parse(JSON.parse(JSON.stringify(this.last.state)));
    return this.last.messages;
  }

  say(text: string): readonly Message[] {
    return this.send({ type: "text", text });
  }

  /** Presses the button with that label or full wording under the latest question. */
  tap(label: string): readonly Message[] {
    const question = this.question;
    const option = question.options.find((o) => o.label === label || o.full === label);
    if (option === undefined) {
      const offered = question.options.map((o) => o.label).join(" | ");
      throw new Error(`No button "${label}"; there are: ${offered}`);
    }
    return this.send({ type: "choice", question: question.question, value: option.value });
  }

  /** The latest question with buttons. */
  get question(): Exclude<Message, { type: "text" }> {
    const message = this.last?.messages.findLast((m) => m.type !== "text");
    if (message === undefined) throw new Error("Nothing was asked.");
    return message;
  }

  get text(): string {
    return (this.last?.messages ?? []).map((message) => message.text).join("\n");
  }
}

/** Returns the result of a turn that asks no port. */
export function turnOf(turned: TurnResult | SuspendedTurn): TurnResult {
  if ("ask" in turned) throw new Error(`The flow asks ${turned.ask.port}.`);
  return turned;
}

/** Writes a message as lines for review: its text, then its buttons. */
export function transcribe(message: Message): string[] {
  const lines = message.text.split("\n");
  if (message.type === "text") return lines;
  const buttons = message.options.map(({ number, label, full }) => {
    const wording = label === full ? label : `${label} = ${full}`;
    return `  [${number ?? "+"} ${wording}]`;
  });
  return [...lines, ...(message.type === "location-request" ? ["  [gửi vị trí]"] : []), ...buttons];
}
