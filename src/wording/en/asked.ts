import type { EmergencyService } from "../../catalog/vocabulary-schema.ts";
import { sentence } from "../text.ts";
import type { Wording } from "../vi/vietnamese.ts";

const numbers: Record<EmergencyService, string> = {
  police: "113 (police)",
  fire: "114 (fire and rescue)",
  ambulance: "115 (ambulance)",
};

/** What the service says to what residents ask in their own words. */
export const askedWording: Wording["asked"] = {
  emergency: (services) =>
    `Call ${services.map((service) => numbers[service]).join(" and ")} at once. I am a machine and cannot call for you.`,
  outOfScope:
    "I cannot help with this. I only know about papers and procedures. For other business with the state, ask the People's Committee of your ward or commune. To talk to a person, type “person”.",
  aboutMe:
    "I am an automatic service. I tell you which papers you need, where to hand them in, and which help point is open.",
  didYouMean: "I am not sure what you mean. Is it one of these?",
  who: (who) =>
    who === null
      ? "I have no information on who may do this. Please ask the official at the counter."
      : `Who can do it: ${sentence(who)} For your own case, please ask the official at the counter.`,
  steps: (steps) =>
    steps.length === 0
      ? "I have no information on the steps. Please ask the official at the counter."
      : steps.map((step, index) => `${index + 1}. ${sentence(step)}`).join("\n"),
  certified: (papers) =>
    papers.length === 0
      ? "I have no information on papers that must be certified. Please ask the official at the counter."
      : `Papers where a certified copy is mentioned: ${sentence(papers.join("; "))} Bring the originals too, and ask the official at the counter.`,
};
