import type { Wording } from "../vi/vietnamese.ts";

const howToStop = "To get no more general news, send “stop general news”.";

export const broadcastWording: Wording["broadcast"] = {
  push: ({ agency, title, text, isTrial }) => {
    const trial = isTrial ? "[Trial] " : "";
    return {
      subject: `${trial}${title}`,
      text: `${trial}From ${agency}: ${title}\n\n${text}\n\n${howToStop}`,
      short: `${trial}${agency}: ${text}`,
    };
  },
  askConsent:
    "Beside news of the dossier, would you like general news of this office, such as days when it is closed? Send “stop general news” at any time.",
  paired: "This chat now gets the desk's trial messages.",
  notPaired: "This code is wrong, or older than 15 minutes. Take a new one at the desk.",
  stopped: (hadConsent) =>
    hadConsent
      ? "Done: no more general news. I still tell you about dossiers that you follow."
      : "You get no general news.",
};
