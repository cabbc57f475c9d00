import type { Wording } from "../vi/vietnamese.ts";

/** What a question needs beside itself where there is nothing, or not everything, to tap. */
export const zaloWording: Wording["zalo"] = {
  typeNumber: "Please send the number of your answer.",
  shareLocation:
    "To share your location on Zalo: tap the three dots (or the plus) beside the message box, then choose “Vị trí” (location).",
};
