/** A ward, commune or township from before the reform of July 2025, as read from `merged_from` of today's ward. */
export interface FormerUnit {
  /** `Phường`, `Xã`, `Thị trấn` or `Huyện`. */
  readonly kind: string;
  /** The name without its kind: `9`, `Bình Hưng Hòa A`. */
  readonly name: string;
  /** Its district, as written: `quận Phú Nhuận`; null if the source leaves it out. */
  readonly district: string | null;
  /** Only a part of it was merged into this ward. */
  readonly isPartial: boolean;
}

const kinds = "phường|xã|thị trấn|huyện";
const kindAt = new RegExp(`(?:^|\\s)(${kinds})(?=\\s)`, "giu");
/** Hamlets and the like, which nobody gives as an address of their own. */
const subunit = /^(thôn|xóm|trường bắn|khu vực)\s/iu;
/** Remarks on how much of the unit was merged; never part of its name. */
const extentRemark = /\((?:phần còn l[ạa]i|một phần)[^()]*\)/giu;
const otherRemark = /\((?:bao gồm|do huyện)[^()]*\)/giu;
const partialMark = "(…)";
const afterReform = / sau khi sắp xếp.*/iu;
const listSeparator = / và (?=(?:các|một phần|phần còn|toàn bộ|khu vực|phường|xã|thị trấn)\s)/giu;

/**
 * Returns the units from which a ward was formed. The wording of the sources varies: "Phường 4, Phường 5 (quận Phú
 * Nhuận)", "một phần diện tích TN, quy mô dân số của các phường Cửa Nam, Điện Biên", "giữ nguyên".
 */
export function parseMergedFrom(mergedFrom: string | null): FormerUnit[] {
  if (mergedFrom === null) return [];
  const text = mergedFrom
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(extentRemark, partialMark)
    .replace(otherRemark, "")
    .replace(listSeparator, ", ");
  const units: FormerUnit[] = [];
  let isPartialList = false;
  for (const piece of splitOutsideBrackets(text).map((each) => each.trim())) {
    const unit = parsePiece(piece, units.at(-1), isPartialList);
    if (unit !== null) units.push(unit);
    isPartialList =
      unit === null ? /phần|diện tích|dân số/iu.test(piece) : isPartialList && unit.isPartial;
  }
  return shareDistricts(units);
}

/** Splits at the commas that stand in no brackets. */
function splitOutsideBrackets(text: string): string[] {
  const pieces: string[] = [];
  let [start, depth] = [0, 0];
  for (const { 0: sign, index } of text.matchAll(/[(),]/g)) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth = Math.max(0, depth - 1);
    if (sign !== "," || depth > 0) continue;
    pieces.push(text.slice(start, index));
    start = index + 1;
  }
  return [...pieces, text.slice(start)];
}

function parsePiece(
  piece: string,
  before: FormerUnit | undefined,
  isPartialList: boolean,
): FormerUnit | null {
  if (piece === "" || subunit.test(piece)) return null;
  const brackets = [...piece.matchAll(/\(([^()]*)\)/gu)].map(([, inside = ""]) => inside);
  const bare = piece
    .replace(/\([^()]*\)/gu, " ")
    .replace(afterReform, "")
    .trim();
  const district = brackets.find((inside) =>
    /^(thuộc )?(quận|huyện|thị xã|thành phố) /iu.test(inside),
  );
  const details = {
    district: district === undefined ? null : district.replace(/^thuộc /iu, "").replace(/,.*/u, ""),
    isPartial: isPartialList || piece.includes(partialMark) || /phần/iu.test(bare),
  };
  const kind = [...bare.matchAll(kindAt)].at(-1);
  if (kind === undefined) {
    const isName = /^\p{Lu}/u.test(bare) && !/diện tích|dân số|phần/iu.test(bare);
    return isName && before !== undefined ? { kind: before.kind, name: bare, ...details } : null;
  }
  const name = bare.slice(kind.index + kind[0].length).trim();
  return name === "" ? null : { kind: toKindName(kind[1] ?? ""), name, ...details };
}

/**
 * A district in brackets applies to the numbered wards before and after it. After a named unit it only distinguishes
 * that unit from its namesakes.
 */
function shareDistricts(units: readonly FormerUnit[]): FormerUnit[] {
  return units.map((unit, at) => {
    if (unit.district !== null || !isNumbered(unit)) return unit;
    const hasDistrict = (other: FormerUnit) => isNumbered(other) && other.district !== null;
    const neighbour = units.slice(at).find(hasDistrict) ?? units.slice(0, at).findLast(hasDistrict);
    return { ...unit, district: neighbour?.district ?? null };
  });
}

function isNumbered(unit: FormerUnit): boolean {
  return /^\d+$/.test(unit.name);
}

/** Shares one string for each kind: a copy for each unit would take half a megabyte. */
const kindNames = new Map(
  ["Phường", "Xã", "Thị trấn", "Huyện"].map((kind) => [kind.toLowerCase(), kind]),
);

function toKindName(written: string): string {
  return kindNames.get(written.toLowerCase()) ?? written;
}
