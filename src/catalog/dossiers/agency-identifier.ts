/**
 * The day of receipt and the day's running number at the end of a normalized code, by the length of the number. Four
 * digits are the rule (Circular 01/2018/TT-VPCP, article 19), five occur. Only days of this century's first decades, so
 * that a number of five digits is not read as a later year and one of four.
 */
const endings = [4, 5, 3, 2, 1, 6].map(
  (digits) => new RegExp(`^(.+)[0-3]\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{${digits}}$`),
);

/**
 * Returns the agency identifiers that may begin this normalized dossier code, the likeliest first; none if it does not end
 * with a day and a number. Only the normalized code counts: dots, dashes and blanks do not tell two dossiers apart, so
 * they must not change whose dossier it is either.
 */
export function agencyIdentifiersOf(codeKey: string): readonly string[] {
  return endings.flatMap((ending) => ending.exec(codeKey)?.[1] ?? []);
}

/** The official forms: 000.00.16.H29, 000.21.H26, and the newer H26.16. */
const written =
  /^(?<place>(?:\d{3})(?:\d{2})*)(?<province>[A-Z]\d{2})$|^(?<newer>[A-Z]\d{2})(?<unit>(?:\d{2})+)$/;

/** Returns a normalized identifier with its dots, as offices write it; one of another form stays as it is. */
export function formatAgencyIdentifier(identifier: string): string {
  const { place, province, newer, unit } = written.exec(identifier)?.groups ?? {};
  const pairs = (digits: string) => digits.match(/\d{2}/g) ?? [];
  if (place !== undefined && province !== undefined) {
    return [place.slice(0, 3), ...pairs(place.slice(3)), province].join(".");
  }
  if (newer !== undefined && unit !== undefined) return [newer, ...pairs(unit)].join(".");
  return identifier;
}
