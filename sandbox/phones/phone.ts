import type { Exchange } from "../../test/platforms/exchange.ts";
import type { Places } from "../places.ts";
import type { Action, ActionResult, App, Relation } from "./app.ts";
import type { Command, FaultName } from "./commands.ts";
import { buttonsOf, type Line, type WireRecord } from "./line.ts";
import { webhookErrorNote } from "./notes.ts";

/** What the page shows around the conversation. */
export interface PhoneState {
  readonly user: string;
  readonly relation: Relation;
  /** The fault that is injected into the service's next message. */
  readonly armed: FaultName | null;
}

export interface PhoneListener {
  /** A line was added or changed. */
  onLine(line: Line): void;
  onState(state: PhoneState): void;
  /** A new user has the phone. */
  onRestart(): void;
}

/** The command is not possible now, for example because the button does not exist. */
export class ImpossibleCommandError extends Error {
  override readonly name = "ImpossibleCommandError";
}

interface PhoneSettings {
  /** How long the service is silent after a person answered. */
  readonly muteMinutes: number;
  readonly now: () => Date;
}

const maxLines = 400;

/** One phone. Turns a resident's actions into webhooks, and the service's calls into lines of the app. */
export class Phone {
  readonly app: App;
  readonly #places: Places;
  readonly #muteMinutes: number;
  readonly #now: () => Date;
  readonly #listeners = new Set<PhoneListener>();
  /** Events of this phone's own actions. They have their lines before the stand-in reports the exchange. */
  readonly #own = new WeakSet<object>();
  #lines: Line[] = [];
  #count = 0;
  #user: string;
  #relation: Relation = "new";
  #last: ActionResult | null = null;

  constructor(app: App, places: Places, { muteMinutes, now }: PhoneSettings) {
    this.app = app;
    this.#places = places;
    this.#muteMinutes = muteMinutes;
    this.#now = now;
    this.#user = app.newUser();
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  get state(): PhoneState {
    return { user: this.#user, relation: this.#relation, armed: this.app.armed };
  }

  listen(listener: PhoneListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves once the service has answered the webhook. Rejects with ImpossibleCommandError. */
  async execute(command: Command): Promise<void> {
    switch (command.do) {
      case "restart":
        return this.#restart();
      case "fault":
        this.app.arm(command.fault);
        return this.#notifyState();
      case "redeliver":
        return this.#redeliver();
      default:
        return this.#perform(this.#actionOf(command));
    }
  }

  /** Adds a line for an exchange between the stand-in and the service. */
  handleExchange(exchange: Exchange): void {
    if (exchange.type === "call") return this.#showCall(exchange);
    const event = this.app.eventIn(exchange.body);
    if (typeof event === "object" && event !== null && this.#own.has(event)) return;
    const record = this.#webhook({ name: "Báo nhận", body: exchange.body, isRoutine: true });
    this.#add({ drawing: null, note: null, record: { ...record, status: exchange.status } });
  }

  #actionOf(command: Exclude<Command, { do: "restart" | "fault" | "redeliver" }>): Action {
    switch (command.do) {
      case "text":
        return { type: "text", text: command.text };
      case "menu":
        return { type: "menu", item: command.item };
      case "location": {
        const place = this.#places.get(command.place);
        if (place === null) throw new ImpossibleCommandError("no such place");
        return { type: "location", place };
      }
      case "tap": {
        const line = this.#lines.find(({ id }) => id === command.line);
        const button = buttonsOf(line?.drawing ?? null)[command.button];
        if (button === undefined) throw new ImpossibleCommandError("no such button");
        return { type: "tap", button };
      }
      default:
        return { type: command.do };
    }
  }

  async #perform(action: Action): Promise<void> {
    const self = { user: this.#user, at: this.#now().getTime(), relation: this.#relation };
    const result = this.app.perform(action, self);
    if (result === null) throw new ImpossibleCommandError("the app does not offer this action");
    this.#relation = this.app.relationAfter(action, this.#relation);
    this.#notifyState();
    if (action.type !== "person" && result.event !== null) this.#last = result;
    await this.#post(action.type === "person" ? this.#withMuteNote(result) : result);
  }

  #withMuteNote(result: ActionResult): ActionResult {
    const text = `Có người trả lời: máy im lặng ${this.#muteMinutes} phút. Nhắn “menu” thì máy nói lại.`;
    return { ...result, note: { text, tone: "plain" } };
  }

  async #redeliver(): Promise<void> {
    if (this.#last === null) throw new ImpossibleCommandError("nothing was sent yet");
    const text =
      "Webhook vừa rồi được gửi lại y nguyên. Dịch vụ phải nhận ra và không trả lời hai lần.";
    const note = { text, tone: "plain" } as const;
    await this.#post({ ...this.#last, name: `${this.#last.name}, gửi lại`, drawing: null, note });
  }

  async #post({ event, name, drawing, note }: ActionResult): Promise<void> {
    if (event === null) return void this.#add({ drawing, note, record: null });
    this.#own.add(event);
    const record = this.#webhook({ name, body: event, isRoutine: false });
    const line = this.#add({ drawing, note, record });
    const status = await this.app.deliver(event);
    const error = webhookErrorNote(status);
    this.#change({
      ...line,
      note: error ?? note,
      record: { ...record, status, isRefused: error !== null },
    });
  }

  #webhook({ name, body, isRoutine }: Pick<WireRecord, "name" | "body" | "isRoutine">): WireRecord {
    const path = this.app.webhookPath;
    const open = { status: "pending", answer: null, isRefused: false, measure: null } as const;
    return { kind: "webhook", name, path, body, isRoutine, ...open };
  }

  #showCall(call: Extract<Exchange, { type: "call" }>): void {
    const { user, name, drawing, measure, isRefused, note } = this.app.show(call);
    const isForOther = user !== null && user !== this.#user;
    const { path, body, status, answer } = call;
    const record = { kind: "call", name, path, body, status, answer, isRefused, measure } as const;
    this.#add({
      drawing: isForOther ? null : drawing,
      note: isForOther ? null : note,
      record: { ...record, isRoutine: isForOther },
    });
    this.#notifyState();
  }

  #restart(): void {
    this.#user = this.app.newUser();
    this.#relation = "new";
    this.#last = null;
    this.#lines = [];
    this.app.arm(null);
    for (const listener of this.#listeners) listener.onRestart();
  }

  #add(content: Pick<Line, "drawing" | "note" | "record">): Line {
    this.#count += 1;
    const line = { id: this.#count, at: this.#now().getTime(), ...content };
    this.#lines.push(line);
    if (this.#lines.length > maxLines) this.#lines.shift();
    for (const listener of this.#listeners) listener.onLine(line);
    return line;
  }

  /** Replaces the line. Does nothing if a restart has removed it. */
  #change(line: Line): void {
    const at = this.#lines.findIndex(({ id }) => id === line.id);
    if (at === -1) return;
    this.#lines[at] = line;
    for (const listener of this.#listeners) listener.onLine(line);
  }

  #notifyState(): void {
    const { state } = this;
    for (const listener of this.#listeners) listener.onState(state);
  }
}
