import type { Told } from "../../catalog/understanding/told/find-told.ts";
import type { Understanding } from "../../catalog/understanding/understand.ts";

/** A typed sentence and how it is understood. */
export interface Utterance {
  readonly sentence: string;
  readonly understanding: Understanding;
  /** The facts that it tells, with what was typed just before it. */
  readonly told: Told;
}
