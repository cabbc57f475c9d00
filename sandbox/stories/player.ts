import { setTimeout as wait } from "node:timers/promises";
import type { ReportedStatus } from "../dossier.ts";
import { buttonsOf } from "../phones/line.ts";
import type { Phone } from "../phones/phone.ts";
import type { Places } from "../places.ts";
import { isAsTold } from "./heard.ts";
import type { Story, StoryStep } from "./story.ts";

/** "playing": the service has not answered yet. "differs": what it said in time is not what the story tells. */
export type StepState = "ready" | "playing" | "as-told" | "differs";

export interface StoryState {
  /** null: none was begun. */
  readonly story: Story | null;
  /** Steps that were begun. */
  readonly played: number;
  readonly state: StepState;
}

export interface Stage {
  readonly phones: readonly Phone[];
  readonly places: Places;
  readonly reportStatus: (name: ReportedStatus) => Promise<void>;
  /** Takes the newest conversation at the desk and answers it with these words. */
  readonly answerAsColleague: (words: string) => Promise<void>;
}

/** The story is unknown, or a step is being played or none is left. */
export class NoStepError extends Error {
  override readonly name = "NoStepError";
}

/** Longer than the service's pause before a message that is not urgent. */
const replyMs = 6_000;
const silenceMs = 1_500;
const pollMs = 50;

/** Plays stories on the phones, a step at a time. */
export class StoryPlayer {
  readonly stories: readonly Story[];
  readonly #stage: Stage;
  readonly #listeners = new Set<(state: StoryState) => void>();
  #state: StoryState = { story: null, played: 0, state: "ready" };

  constructor(stories: readonly Story[], stage: Stage) {
    this.stories = stories;
    this.#stage = stage;
  }

  get state(): StoryState {
    return this.#state;
  }

  listen(listener: (state: StoryState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Gives the story's phone to a new user. Rejects with NoStepError. */
  async begin(id: string): Promise<void> {
    const story = this.stories.find((one) => one.id === id);
    if (story === undefined) throw new NoStepError("no such story");
    if (this.#state.state === "playing") throw new NoStepError("a step is being played");
    await this.#phone(story).execute({ do: "restart" });
    this.#set({ story, played: 0, state: "ready" });
  }

  /** Plays the next step; resolves once the service has answered or the time is over. Rejects with NoStepError. */
  async next(): Promise<StepState> {
    const { story, played, state } = this.#state;
    const step = story?.steps[played];
    if (story === null || step === undefined || state === "playing") {
      throw new NoStepError("no step to play");
    }
    this.#set({ story, played: played + 1, state: "playing" });
    const result = await this.#play(story, step).catch((error: unknown) => {
      this.#set({ story, played: played + 1, state: "differs" });
      throw error;
    });
    this.#set({ story, played: played + 1, state: result });
    return result;
  }

  async #play(story: Story, step: StoryStep): Promise<StepState> {
    const phone = this.#phone(story);
    const last = phone.lines.at(-1)?.id ?? 0;
    const heard = () => phone.lines.filter(({ id }) => id > last);
    await this.#perform(phone, step.do);
    if (step.reply.kind === "silence") await wait(silenceMs);
    const end = performance.now() + replyMs;
    while (!isAsTold(heard(), step.reply)) {
      if (performance.now() > end) return "differs";
      await wait(pollMs);
    }
    return "as-told";
  }

  async #perform(phone: Phone, done: StoryStep["do"]): Promise<void> {
    if ("office" in done) return this.#stage.reportStatus(done.office);
    if ("colleague" in done) return this.#stage.answerAsColleague(done.colleague);
    if ("says" in done) return phone.execute({ do: "text", text: done.says });
    if ("follows" in done) return phone.execute({ do: "follow" });
    if ("shares" in done) {
      const [place] = this.#stage.places.find(done.shares);
      if (place === undefined) throw new NoStepError(`no place ${done.shares}`);
      return phone.execute({ do: "location", place: place.id });
    }
    return phone.execute({ do: "tap", ...findButton(phone, done.presses) });
  }

  #phone({ phone: platform }: Story): Phone {
    const phone = this.#stage.phones.find(({ app }) => app.platform === platform);
    if (phone === undefined) throw new NoStepError(`no phone for ${platform}`);
    return phone;
  }

  #set(state: StoryState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** Returns the latest button with this title. Throws NoStepError. */
function findButton(phone: Phone, title: string) {
  const line = phone.lines.findLast(({ drawing }) =>
    buttonsOf(drawing).some((button) => button.title === title),
  );
  const button = buttonsOf(line?.drawing ?? null).find((one) => one.title === title);
  if (line === undefined || button === undefined) throw new NoStepError(`no button ${title}`);
  return { line: line.id, button: button.index };
}
