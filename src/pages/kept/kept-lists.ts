import type { DbHandle } from "../../db/schema.ts";
import type { AttemptCounter } from "../../security/attempt-counter.ts";
import type { ListCodes } from "./list-code.ts";

/** What kept lists need besides what all pages share. */
export interface KeptLists {
  readonly db: DbHandle;
  readonly codes: ListCodes;
  /** Counts wrong codes. */
  readonly attempts: AttemptCounter;
}
