import { sendRequest } from "../channels/http-client.ts";
import { CircuitBreaker } from "../concurrency/circuit-breaker.ts";
import type { ReadingCandidate, ReadingRequest } from "../flows/engine/ports.ts";
import { readChoice } from "./read-choice.ts";
import { writePrompt } from "./write-prompt.ts";

export interface LanguageModelSettings {
  /** The base address of an OpenAI-compatible API, for example `https://models.example/v1`. */
  readonly url: string;
  readonly model: string;
  /** null: the endpoint asks for none, as one on the operator's own machine. */
  readonly key: string | null;
}

export interface LanguageModel {
  /**
   * Returns the candidate that the sentence means; null if it means none, or the model did not answer in time or
   * properly. Never rejects. An event asks once, however often its turn runs.
   */
  readonly choose: (request: ReadingRequest, eventId: string) => Promise<ReadingCandidate | null>;
  /** What became of the requests since the start. */
  readonly counters: Readonly<Record<"asked" | "chosen" | "none" | "failed" | "skipped", number>>;
}

interface Surroundings {
  readonly now: () => Date;
  readonly onFailure: (error: LanguageModelError) => void;
}

/** A turn has 1.5 seconds: the rest is for the store. */
const timeoutMs = 1_200;
const maxAnswerBytes = 16 * 1024;
/** Turns that run again do so within milliseconds. */
const maxRemembered = 1_000;

/** The language model did not answer properly. Its text is in neither the message nor a log. */
export class LanguageModelError extends Error {
  override readonly name = "LanguageModelError";
  readonly server: string;
  readonly code: string;

  constructor(server: string, reason: string) {
    super(`the language model does not answer properly: ${reason}`);
    this.server = server;
    this.code = reason;
  }
}

/**
 * Opens the optional reader of sentences that rules and classifier leave open (docs/decisions/0047-a-language-model.md).
 * It sees only what `ReadingRequest` holds, and nothing but the choice is taken from its answer.
 */
export function createLanguageModel(
  { url, model, key }: LanguageModelSettings,
  { now, onFailure }: Surroundings,
): LanguageModel {
  const endpoint = `${url.replace(/\/$/, "")}/chat/completions`;
  const server = new URL(url).host;
  const breaker = new CircuitBreaker();
  const counters = { asked: 0, chosen: 0, none: 0, failed: 0, skipped: 0 };
  const answers = new Map<string, Promise<ReadingCandidate | null>>();

  const ask = async (request: ReadingRequest): Promise<ReadingCandidate | null> => {
    if (breaker.waitMs(now()) > 0) {
      counters.skipped += 1;
      return null;
    }
    counters.asked += 1;
    const result = await sendRequest({
      url: endpoint,
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(writePrompt(model, request)),
      timeoutMs,
      maxAnswerBytes,
    });
    const reading =
      result.kind !== "answer"
        ? { fault: result.reason }
        : result.status === 200
          ? readChoice(result.text, request)
          : { fault: `HTTP ${result.status}` };
    if ("fault" in reading) {
      counters.failed += 1;
      breaker.noteFailure(now());
      onFailure(new LanguageModelError(server, reading.fault));
      return null;
    }
    breaker.noteSuccess();
    counters[reading.choice === null ? "none" : "chosen"] += 1;
    return reading.choice;
  };

  return {
    counters,
    choose: (request, eventId) => {
      const known = answers.get(eventId);
      if (known !== undefined) return known;
      const answer = ask(request);
      answers.set(eventId, answer);
      const [oldest] = answers.keys();
      if (answers.size > maxRemembered && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
  };
}
