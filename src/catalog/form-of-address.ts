/** The word by which a resident is addressed. "ban" (bạn) is for residents who want no word for a relative. */
export const formsOfAddress = [
  ...(["bac", "ong", "ba", "co", "di", "chu", "anh", "chi", "em", "ban"] as const),
] as const;
export type FormOfAddress = (typeof formsOfAddress)[number];

/** The form in which all texts are written, and in which residents are addressed until they say another. */
export const defaultForm = "bac" satisfies FormOfAddress;

/** Returns the form as a field of a state, which omits the default. */
export function toAddressField(form: FormOfAddress): { readonly address?: FormOfAddress } {
  return form === defaultForm ? {} : { address: form };
}
