import type { HelpPoint } from "../../catalog/schema.ts";
import type { ConversationState } from "./state.ts";

type Kept = Pick<ConversationState, "point" | "place">;

/** Where the resident is, as far as we were told: the point whose link or kiosk they came by, and the place they named last. */
export class ResidentLocation {
  #kept: Kept;

  constructor(kept: Kept | null) {
    this.#kept = { point: kept?.point ?? null, place: kept?.place ?? null };
  }

  get state(): Kept {
    return this.#kept;
  }

  /** From here on, as a point's link or kiosk says. */
  standAt({ id, lat, lon, ward_code: ward }: HelpPoint): void {
    this.#kept = { ...this.#kept, point: id };
    if (lat !== null && lon !== null) this.comeTo({ lat, lon, ward });
  }

  comeTo(place: Kept["place"]): void {
    this.#kept = { ...this.#kept, place };
  }

  forget(): void {
    this.#kept = { point: null, place: null };
  }
}
