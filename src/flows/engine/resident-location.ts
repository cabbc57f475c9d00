import type { HelpPoint } from "../../catalog/schema.ts";
import type { ConversationState } from "./state.ts";

type StoredLocation = Pick<ConversationState, "point" | "place">;

/** Where the resident is, as far as they told us: the point whose link or kiosk they used, and the place they named last. */
export class ResidentLocation {
  #stored: StoredLocation;

  constructor(stored: StoredLocation | null) {
    this.#stored = { point: stored?.point ?? null, place: stored?.place ?? null };
  }

  /** The same object until the location changes. */
  get state(): StoredLocation {
    return this.#stored;
  }

  /** Sets the point, and its place if its coordinates are known. */
  setPoint({ id, lat, lon, ward_code: ward }: HelpPoint): void {
    this.#stored = { ...this.#stored, point: id };
    if (lat !== null && lon !== null) this.setPlace({ lat, lon, ward });
  }

  setPlace(place: StoredLocation["place"]): void {
    this.#stored = { ...this.#stored, place };
  }

  erase(): void {
    this.#stored = { point: null, place: null };
  }
}
