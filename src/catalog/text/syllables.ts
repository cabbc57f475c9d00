/** How a Vietnamese syllable may begin, typed plainly. */
const onsets = "b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x";

/** How it may go on and end. */
const rhymes = [
  "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu",
  "i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu",
  "o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot",
  "u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu",
  "uy|uya|uych|uyen|uyet|uynh|uyt|uyu|y|yem|yen|yeng|yet|yeu",
].join("|");

const syllable = new RegExp(`^(?:${onsets})?(?:${rhymes})$`);

/** Whether a folded word can be a Vietnamese syllable, of whatever meaning. */
export function isSyllable(folded: string): boolean {
  return syllable.test(folded);
}
