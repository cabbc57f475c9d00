import { fold } from "../../catalog/text/fold.ts";
import type { Wording } from "../../wording/wording.ts";

const thanks =
  /^(da |vang |ok )*(cam on|cam on (nhieu|chau|em|ban).*|thank you|thanks|thank you (so|very) much|thanks a lot|tot qua|hay qua)( (a|nhe|nha|chau|em|nhieu))*$/;
const agreement =
  /^(da|vang|da vang|u|uh|um|ok|oke|okay|het chay|het chay roi|dap roi|dap tat roi|on roi|khong sao roi|duoc roi|hieu roi|biet roi|all right|alright|i see|got it)( (a|nhe|nha|chau))*$/;
const greeting =
  /^(da )?(xin chao|chao|alo|a lo|hello|hi|hey|good (morning|afternoon|evening))( (chau|em|ban|ad|shop|bot|moi nguoi|a|there))*$/;
const parting =
  /^(da |thoi |vang |ok )*(tam biet|bye|bye bye|bai|bai bai|goodbye|good bye|see you|hen gap lai|chuc ngu ngon|ngu ngon|good night|chao nhe|chau ve|bac ve)( (a|nhe|nha|chau|em|ban))*$/;
const scolding =
  /^(may |do |bot |may tinh |con may )?(ngu|ngu qua|ngu the|do ngu|dot qua|te qua|do qua|do ec|vo dung|chan qua|buc qua|buc minh qua|tuc qua|chang hieu gi|khong hieu gi ca|khong hieu gi het|stupid|useless|bad bot)( (a|qua|the|vay|luon|roi|ghe))*$/;

/** Returns the reply to thanks, an "ok", a greeting, a farewell or a scolding; null if the words are more than that. */
export function findSmalltalkReply(typed: string, { conversation }: Wording): string | null {
  const words = fold(typed);
  if (thanks.test(words)) return conversation.thanked;
  if (agreement.test(words)) return conversation.agreed;
  if (parting.test(words)) return conversation.parted;
  if (scolding.test(words)) return conversation.scolded;
  return greeting.test(words) ? conversation.greeted : null;
}
