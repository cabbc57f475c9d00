import type { Config } from "../config/config.ts";
import type { LogFailure } from "../http/repeated-log.ts";
import { createLanguageModel, type LanguageModel } from "../llm/language-model.ts";
import type { Metrics } from "./metrics.ts";

/** Opens the language model that the operator has configured; null: none is asked. */
export function openLanguageModel(
  settings: Config["languageModel"],
  {
    now,
    metrics,
    logFailure,
  }: {
    readonly now: () => Date;
    readonly metrics: Pick<Metrics, "show">;
    readonly logFailure: LogFailure;
  },
): LanguageModel | null {
  if (settings === null) return null;
  const model = createLanguageModel(settings, {
    now,
    onFailure: (error) =>
      logFailure("warn", error, "sentences are read without the language model"),
  });
  metrics.show("language_model", () => model.counters);
  return model;
}
