/** A ward, commune or township before the reform of July 2025, as `merged_from` of today's ward tells it. */
export interface FormerUnit {
  /** `Phường`, `Xã`, `Thị trấn` or `Huyện`. */
  readonly kind: string;
  /** Without its kind: `9`, `Bình Hưng Hòa A`. */
  readonly name: string;
  /** The district it lay in, as written: `quận Phú Nhuận`; null where the source leaves it out. */
  readonly district: string | null;
  /** Only a part of it came here. */
  readonly partial: boolean;
}

const kinds = "phường|xã|thị trấn|huyện";
const kindAt = new RegExp(`(?:^|\\s)(${kinds})(?=\\s)`, "giu");
/** Hamlets and the like that changed hands; nobody gives them as an address of their own. */
const smaller = /^(thôn|xóm|trường bắn|khu vực)\s/iu;
/** What a piece says about how much of the unit came; never part of its name. */
const remainder = /\((?:phần còn l[ạa]i|một phần)[^()]*\)/giu;
const remark = /\((?:bao gồm|do huyện)[^()]*\)/giu;
const remainderMark = "(…)";
const afterwards = /\s+sau khi sắp xếp.*$/iu;
const several = /\s+và\s+(?=(?:các|một phần|phần còn|toàn bộ|khu vực|phường|xã|thị trấn)\s)/giu;
const outsideBrackets = /,(?![^()]*\))/u;

/**
 * The units that a ward was made of. The sources' wording varies: "Phường 4, Phường 5 (quận Phú
 * Nhuận)", "một phần diện tích TN, quy mô dân số của các phường Cửa Nam, Điện Biên", "giữ nguyên".
 */
export function parseMergedFrom(mergedFrom: string | null): FormerUnit[] {
  if (mergedFrom === null) return [];
  const text = mergedFrom
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(remainder, remainderMark)
    .replace(remark, "")
    .replace(several, ", ");
  const units: FormerUnit[] = [];
  let partialList = false;
  for (const piece of text.split(outsideBrackets).map((each) => each.trim())) {
    const unit = parsePiece(piece, units.at(-1), partialList);
    if (unit !== null) units.push(unit);
    partialList =
      unit === null ? /phần|diện tích|dân số/iu.test(piece) : partialList && unit.partial;
  }
  return shareDistricts(units);
}

function parsePiece(
  piece: string,
  before: FormerUnit | undefined,
  partialList: boolean,
): FormerUnit | null {
  if (piece === "" || smaller.test(piece)) return null;
  const brackets = [...piece.matchAll(/\(([^()]*)\)/gu)].map(([, inside = ""]) => inside);
  const bare = piece
    .replace(/\([^()]*\)/gu, " ")
    .replace(afterwards, "")
    .trim();
  const district = brackets.find((inside) =>
    /^(thuộc )?(quận|huyện|thị xã|thành phố) /iu.test(inside),
  );
  const said = {
    district:
      district === undefined ? null : district.replace(/^thuộc /iu, "").replace(/,.*$/u, ""),
    partial: partialList || piece.includes(remainderMark) || /phần/iu.test(bare),
  };
  const kind = [...bare.matchAll(kindAt)].at(-1);
  if (kind === undefined) {
    const isName = /^\p{Lu}/u.test(bare) && !/diện tích|dân số|phần/iu.test(bare);
    return isName && before !== undefined ? { kind: before.kind, name: bare, ...said } : null;
  }
  const name = bare.slice(kind.index + kind[0].length).trim();
  return name === "" ? null : { kind: nameOfKind(kind[1] ?? ""), name, ...said };
}

/**
 * A district in brackets holds for the numbered wards before it, and for those after it too; one
 * behind a named unit only tells that unit from its namesakes.
 */
function shareDistricts(units: readonly FormerUnit[]): FormerUnit[] {
  return units.map((unit, at) => {
    if (unit.district !== null || !isNumbered(unit)) return unit;
    const told = (other: FormerUnit) => isNumbered(other) && other.district !== null;
    const teller = units.slice(at).find(told) ?? units.slice(0, at).findLast(told);
    return { ...unit, district: teller?.district ?? null };
  });
}

function isNumbered(unit: FormerUnit): boolean {
  return /^\d+$/.test(unit.name);
}

/** One string for each kind: as many copies as there are units would take half a megabyte. */
const kindNames = new Map(
  ["Phường", "Xã", "Thị trấn", "Huyện"].map((kind) => [kind.toLowerCase(), kind]),
);

function nameOfKind(written: string): string {
  return kindNames.get(written.toLowerCase()) ?? written;
}
