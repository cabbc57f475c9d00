import { fold } from "../catalog/vietnamese.ts";
import type { Wording } from "../wording/wording.ts";

const thanks =
  /^(da |vang |ok )*(cam on|cam on (nhieu|chau|em|ban).*|thank you|thanks|thank you (so|very) much|thanks a lot|tot qua|hay qua)( (a|nhe|nha|chau|em|nhieu))*$/;
const agreement =
  /^(da|vang|da vang|u|uh|um|ok|oke|okay|duoc roi|hieu roi|biet roi|all right|alright|i see|got it)( (a|nhe|nha|chau))*$/;
const greeting =
  /^(da )?(xin chao|chao|alo|a lo|hello|hi|hey|good (morning|afternoon|evening))( (chau|em|ban|ad|shop|bot|moi nguoi|a|there))*$/;

/** What to say to thanks, an "ok" or a greeting; null where the words are more than that. */
export function courtesyTo(typed: string, { conversation }: Wording): string | null {
  const words = fold(typed);
  if (thanks.test(words)) return conversation.thanked;
  if (agreement.test(words)) return conversation.agreed;
  return greeting.test(words) ? conversation.greeted : null;
}
